import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyCredit } from '../../../../server/billing/allocation/apply-credit.ts';
import { applyCreditToNewInvoices, reverseReceipt } from '../../../../server/billing/index.ts';
import { placeSuspense } from '../../../../server/billing/suspense/place-suspense.ts';
import { recordSuspense } from '../../../../server/billing/suspense/record-suspense.ts';
import { DomainError } from '../../../../server/platform/domain-error.ts';
import { runCommand, runSystemChange } from '../../../../server/platform/run-command.ts';
import type { OrganisationReference } from '../../../../shared/checked-reference.ts';
import type { ReceiptChangeRequest } from '../../../../shared/contracts/allocation.ts';
import { localDate } from '../../../../shared/local-date.ts';
import { pence } from '../../../../shared/money.ts';
import { openBooks, type Books } from '../../../support/books.ts';
import { runs } from '../../../shared/property-runs.ts';
import { correct, people, type People } from '../corrections/correction-under-test.ts';
import { approveChange, askChange, brokenRules, linesOf, receive } from './money-under-test.ts';

let books: Books;
let team: People;
beforeAll(async () => {
  books = await openBooks();
  team = await people(books);
});
afterAll(() => books.close());

const DAY = localDate('2026-11-24');

/** What may be done, with dice that choose what it is done to and how much of it. */
const step = fc.record({
  act: fc.constantFrom('bill', 'receive', 'apply', 'by-itself', 'credit', 'reallocate', 'move', 'reverse', 'suspense'),
  whose: fc.nat(1),
  which: fc.nat(),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const REFUSED_RIGHTLY = new Set([
  ...['LINE_NOT_FOUND', 'AMOUNT_ABOVE_DUE', 'RECEIPT_CREDIT_TOO_SMALL', 'RECEIPT_TAKEN_BACK'],
  ...['CREDIT_ABOVE_LINE', 'CORRECTION_NOTHING_TO_DO'],
]);

interface Pair {
  readonly mine: OrganisationReference;
  readonly other: OrganisationReference;
}

const receiptsOf = (of: OrganisationReference) =>
  books.rows<{ id: number; amount: number; lines: number[] }>(
    `select receipt.id, receipt.amount, array(select applied.invoice_line_id::integer from allocation applied
         where applied.receipt_id = receipt.id and effect = 'applies' and not exists (
           select from allocation released where released.releases_allocation_id = applied.id)) as lines
     from receipt join organisation on organisation.id = organisation_id
     where reference = ? and not exists (select from journal where reverses_journal_id = receipt.journal_id)
     order by receipt.id`,
    [of],
  );

const chosen = <T>(from: readonly T[], which: number): T | undefined => from[which % Math.max(from.length, 1)];
const change = async (request: ReceiptChangeRequest) =>
  approveChange(books, team.approver, await askChange(books, team.asker, request));

async function payOrApply({ act, which, share }: Step, { mine }: Pair): Promise<void> {
  const line = chosen(await linesOf(books, mine), which);
  const amount = pence(Math.round((line?.outstanding ?? 5000) * share * 1.4));
  if (amount <= 0) return;
  if (act === 'receive') {
    await receive(books, mine, amount, line === undefined ? [] : [[line.lineId, amount]]);
    return;
  }
  const input = { commandId: randomUUID(), organisation: mine, lines: [{ lineId: line?.lineId ?? 1, amount }] };
  await runCommand(books.as(team.asker), 'allocation.applyCredit', input, applyCredit);
}

async function creditNote({ which, share }: Step, { mine }: Pair): Promise<void> {
  const [line] = await books.rows<{ id: number; number: string; left: number }>(
    `select line.id, invoice.number, (line.amount - coalesce((select sum(amount) from credit_note_line
       where invoice_line_id = line.id), 0))::bigint as left
     from invoice_line line join invoice on invoice.id = line.invoice_id
     join organisation on organisation.id = invoice.organisation_id where reference = ?
     order by (line.id * 7919 + ?) % 101 limit 1`,
    [mine, which % 1000],
  );
  if (line === undefined || line.left === 0) return;
  const lines = [{ lineId: line.id, amount: Math.max(1, Math.round(line.left * share)) }];
  await correct(books, team, { kind: 'credit-note', invoice: line.number, lines });
}

async function changeReceipt({ act, which, share }: Step, { mine, other }: Pair): Promise<void> {
  const receipt = chosen(await receiptsOf(mine), which);
  if (receipt === undefined) return;
  const receiptId = receipt.id;
  if (act === 'reverse') {
    return runSystemChange(books.system, {}, (scope) =>
      reverseReceipt(scope, { receiptId, accountingDay: DAY, description: 'Test' }),
    );
  }
  if (act === 'move') return change({ kind: 'payment-move', receiptId, to: other, reason: 'Test' });
  const onto = chosen(await linesOf(books, mine), which + 1);
  const amount = pence(Math.round((onto?.outstanding ?? 0) * share));
  const offLines = [...new Set(receipt.lines)];
  if (offLines.length === 0) return;
  const ontoLines = onto === undefined || amount <= 0 ? [] : [{ lineId: onto.lineId, amount }];
  await change({ kind: 'reallocation', receiptId, offLines, ontoLines, reason: 'Test' });
}

async function suspense({ share }: Step, { mine }: Pair): Promise<void> {
  const facts = { payer: null, reference: null, receivedOn: DAY, accountingDay: DAY };
  const input = {
    commandId: randomUUID(),
    channel: 'bank-transfer' as const,
    amount: pence(1 + Math.round(9000 * share)),
    ...facts,
  };
  const { suspenseId } = await runCommand(books.as(team.asker), 'suspense.record', input, recordSuspense);
  if (share < 0.2) return;
  const place = { commandId: randomUUID(), suspenseId, organisation: mine };
  await runCommand(books.as(team.asker), 'suspense.place', place, placeSuspense);
}

const ACTS: Readonly<Record<Step['act'], (step: Step, pair: Pair) => Promise<void>>> = {
  bill: async ({ share }, { mine }) => void (await books.invoice(mine, 9200, 1 + Math.round(4600 * share))),
  receive: payOrApply,
  apply: payOrApply,
  'by-itself': () => applyCreditToNewInvoices(books.system),
  credit: creditNote,
  reallocate: changeReceipt,
  move: changeReceipt,
  reverse: changeReceipt,
  suspense,
};

async function take(each: Step, pair: Pair): Promise<void> {
  books.clock.advance({ seconds: 1 });
  try {
    await ACTS[each.act](each, pair);
  } catch (error) {
    if (!(error instanceof DomainError) || !REFUSED_RIGHTLY.has(error.code)) throw error;
  }
}

/** All that came and was not taken back, and all that is met, held or in suspense: the same to the penny. */
async function pennies(): Promise<{ came: number; are: number }[]> {
  return books.rows(
    `select ((select coalesce(sum(amount), 0) from receipt
         where not exists (select from journal where reverses_journal_id = receipt.journal_id))
       + (select coalesce(sum(became_credit), 0) from credit_note))::bigint as came,
       ((select coalesce(sum(case effect when 'applies' then amount else -amount end), 0) from allocation)
       + (select coalesce(sum(credit), 0) from organisation_balance))::bigint as are`,
  );
}

test('whatever is received, applied, credited, set against other lines, moved or taken back: every penny is somewhere once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const both = [await books.organisation(), await books.organisation()] as const;
      await books.invoice(both[0], 9200, 4600);
      for (const each of steps) {
        const pair = each.whose === 0 ? { mine: both[0], other: both[1] } : { mine: both[1], other: both[0] };
        await take(each, pair);
      }
      expect(await brokenRules(books)).toEqual([]);
      const [{ came, are } = { came: 0, are: 1 }] = await pennies();
      expect(are).toBe(came);
      const lines = [...(await linesOf(books, both[0])), ...(await linesOf(books, both[1]))];
      expect(lines.filter(({ outstanding, amount }) => outstanding < 0 || outstanding > amount)).toEqual([]);
    }),
    { ...runs(200), endOnFailure: true },
  );
});
