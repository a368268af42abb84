import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Client } from 'pg';
import { InvoiceNumberSchema, OrganisationReferenceSchema } from '../../shared/checked-reference.ts';
import { PenceSchema } from '../../shared/money.ts';
import type { Desk } from '../faults/desk.ts';
import { timingsOf, type Timings } from './timings.ts';

const THINKING_MS = 250;
const CALLS_OF_A_ROUND = 4;

/**
 * Agents at work: each searches, opens an organisation, starts a payment of its own invoice and cancels it, pausing
 * after every answer. None of it may be refused. Goes on for as long as asked, and for that many calls at least.
 */
export async function workAtDesks(
  client: Client,
  desks: readonly Desk[],
  goesOn: () => boolean,
  leastCalls: number,
): Promise<Timings> {
  const invoices = await openInvoices(client, desks.length);
  const times: number[] = [];
  await Promise.all(
    desks.map(async ({ api }, place) => {
      const owing = invoices[place];
      if (owing === undefined) throw new Error('There are fewer open invoices than desks');
      const timed = async <T>(call: () => Promise<T>): Promise<T> => {
        const startedAt = performance.now();
        const answer = await call();
        times.push(performance.now() - startedAt);
        await setTimeout(THINKING_MS);
        return answer;
      };
      for (let round = 0; goesOn() || round * CALLS_OF_A_ROUND * desks.length < leastCalls; round += 1) {
        await timed(() => api.reports.search.query({ text: owing.name }));
        await timed(() => api.organisations.get.query({ reference: owing.organisation }));
        const choice = { organisation: owing.organisation, invoices: [owing.number], lineIds: [], amount: null };
        const { attemptId } = await timed(() =>
          api.payments.start.mutate({ ...choice, expectedAmount: owing.owed, commandId: randomUUID() }),
        );
        await timed(() => api.payments.cancel.mutate({ attemptId, commandId: randomUUID() }));
      }
    }),
  );
  return timingsOf(times);
}

async function openInvoices(client: Client, count: number) {
  const { rows } = await client.query<{ reference: string; name: string; number: string; owed: string }>(
    `select reference, name, number, outstanding as owed from invoice_standing bill
     join organisation on organisation.id = bill.organisation_id
     where outstanding between 1 and 500000 and status = 'active' and not exists (
       select from invoice_line line join payment_attempt_line held on held.invoice_line_id = line.id and held.is_open
       where line.invoice_id = bill.id)
     order by bill.id limit $1`,
    [count],
  );
  return rows.map(({ reference, name, number, owed }) => ({
    name,
    organisation: OrganisationReferenceSchema.parse(reference),
    number: InvoiceNumberSchema.parse(number),
    owed: PenceSchema.parse(Number(owed)),
  }));
}
