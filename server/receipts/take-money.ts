import type { InvoiceNumber, OrganisationReference } from '../../shared/checked-reference.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import type { Pence } from '../../shared/money.ts';
import { LINE_OUTSTANDING, recordReceipt, requireNotBeingPaid } from '../billing/index.ts';
import { lockBalances } from '../ledger/index.ts';
import { DomainError } from '../platform/domain-error.ts';
import { selectRows } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';
import type { Tx } from '../platform/transaction.ts';
import { spreadTargets, totalOf, type MeetableLine, type Target } from './spread-parts.ts';

/** What one organisation's part of a payment is for. */
export interface Part {
  readonly organisation: OrganisationReference;
  readonly targets: readonly Target[];
}

export interface MoneyThatCame {
  readonly channel: 'cheque' | 'postal-order' | 'bank-transfer' | 'card-file';
  /** What brought it; with the organisation's id it is the receipt's source, unique for ever. */
  readonly source: string;
  readonly accountingDay: LocalDate;
  readonly receivedOn: LocalDate;
  readonly payer: string | null;
  readonly description: string;
  readonly parts: readonly Part[];
}

export interface TakenPart {
  readonly organisation: OrganisationReference;
  readonly organisationId: number;
  readonly receiptId: number;
  readonly amount: Pence;
  readonly becameCredit: Pence;
}

/**
 * Books one payment: one receipt for each organisation it is for, in this transaction or not at all. Balances are
 * locked in id order before anything is decided, so that payments that share organisations wait and never deadlock.
 *
 * Refuses ORGANISATION_NOT_FOUND; INVOICE_NOT_FOUND and LINE_NOT_FOUND for what is not that organisation's; and
 * LINE_ALREADY_BEING_PAID for lines a card payment is being taken for.
 */
export async function takeMoney(scope: CommandScope, money: MoneyThatCame): Promise<TakenPart[]> {
  const { tx } = scope;
  const ids = await organisationIds(tx, money.parts);
  await lockBalances(tx, [...ids.values()]);
  const taken: TakenPart[] = [];
  for (const { organisation, targets } of money.parts) {
    const organisationId = ids.get(organisation) ?? 0;
    await requireTheirs(tx, organisationId, targets);
    const intended = spreadTargets(await openLinesOf(tx, organisationId), targets);
    await requireNotBeingPaid(
      tx,
      intended.map(({ lineId }) => lineId),
    );
    const amount = totalOf(targets);
    const { receiptId, becameCredit } = await recordReceipt(scope, {
      organisationId,
      channel: money.channel,
      source: `${money.source}:${organisationId}`,
      amount,
      accountingDay: money.accountingDay,
      receivedOn: money.receivedOn,
      payer: money.payer,
      description: money.description,
      intended,
    });
    taken.push({ organisation, organisationId, receiptId, amount, becameCredit });
  }
  return taken;
}

async function organisationIds(tx: Tx, parts: readonly Part[]): Promise<Map<OrganisationReference, number>> {
  const rows = await selectRows<{ id: number; reference: OrganisationReference }>(
    tx,
    'select id, reference from organisation where reference in (select jsonb_array_elements_text(?::jsonb))',
    [JSON.stringify(parts.map(({ organisation }) => organisation))],
  );
  const ids = new Map(rows.map(({ id, reference }) => [reference, id]));
  for (const { organisation } of parts) {
    if (!ids.has(organisation)) throw new DomainError('ORGANISATION_NOT_FOUND', { reference: organisation });
  }
  return ids;
}

async function requireTheirs(tx: Tx, organisationId: number, targets: readonly Target[]): Promise<void> {
  const invoices = [...new Set(targets.flatMap((target) => target.invoices))];
  const lineIds = [...new Set(targets.flatMap((target) => target.lineIds))];
  if (invoices.length === 0 && lineIds.length === 0) return;
  const [foreign] = await selectRows<{ number: string | null }>(
    tx,
    `select asked.number from jsonb_array_elements_text(?::jsonb) as asked (number)
     where not exists (select from invoice where invoice.number = asked.number and organisation_id = ?)
     union all
     select null from jsonb_array_elements_text(?::jsonb) as asked (id)
     where not exists (select from invoice_line line join invoice on invoice.id = line.invoice_id
       where line.id = asked.id::bigint and organisation_id = ?) limit 1`,
    [JSON.stringify(invoices), organisationId, JSON.stringify(lineIds), organisationId],
  );
  if (foreign === undefined) return;
  if (foreign.number === null) throw new DomainError('LINE_NOT_FOUND');
  throw new DomainError('INVOICE_NOT_FOUND', { number: foreign.number });
}

/** Everything an organisation still owes, oldest invoice first: the order in which money meets lines. */
async function openLinesOf(tx: Tx, organisationId: number): Promise<MeetableLine[]> {
  return selectRows<{ lineId: number; invoiceNumber: InvoiceNumber; outstanding: Pence }>(
    tx,
    `select "lineId", "invoiceNumber", outstanding from (
       select line.id as "lineId", invoice.number as "invoiceNumber", ${LINE_OUTSTANDING} as outstanding,
         invoice.issued_on, invoice.id as invoice_id, line.line_number
       from invoice_line line join invoice on invoice.id = line.invoice_id where invoice.organisation_id = ?) owed
     where outstanding > 0 order by issued_on, invoice_id, line_number`,
    [organisationId],
  );
}
