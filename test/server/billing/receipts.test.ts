import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordReceipt, reverseReceipt, spreadAmount } from '../../../server/billing/index.ts';
import { runSystemChange } from '../../../server/platform/run-command.ts';
import { localDate } from '../../../shared/local-date.ts';
import { pence, sumPence } from '../../../shared/money.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import { checkInvariants } from '../../../server/ledger/index.ts';
import { INVARIANTS } from '../../../server/app-router.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { race } from '../platform/waiting.ts';

const DAY = localDate('2026-11-24');

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(async () => {
  // Receipts are made here without the card payments that bring them, which is all that may be out of order.
  const results = await checkInvariants(books.orm.em.fork(), INVARIANTS);
  expect(results.filter(({ violations }) => violations > 0).map(({ code }) => code)).toEqual(['I3p']);
  await books.close();
});

interface Bill {
  readonly organisation: OrganisationReference;
  readonly organisationId: number;
  readonly lines: readonly { readonly lineId: number; readonly amount: number }[];
}

async function bill(...amounts: number[]): Promise<Bill> {
  const organisation = await books.organisation();
  const { number } = await books.invoice(organisation, ...amounts);
  const rows = await books.rows<{ lineId: number; amount: number; organisation_id: number }>(
    `select line.id as "lineId", line.amount, organisation_id from invoice_line line
     join invoice on invoice.id = invoice_id where number = ? order by line_number`,
    [number],
  );
  return { organisation, organisationId: rows[0]?.organisation_id ?? 0, lines: rows };
}

const receive = (of: Bill, amount: number, shares: readonly number[], source: string = randomUUID()) =>
  runSystemChange(books.system, {}, (scope) =>
    recordReceipt(scope, {
      ...{ organisationId: of.organisationId, channel: 'card-by-phone', source, amount: pence(amount) },
      ...{ accountingDay: DAY, description: 'A test' },
      intended: shares.map((share, at) => ({ lineId: of.lines[at]?.lineId ?? 0, amount: pence(share) })),
    }),
  );

const takeBack = (receiptId: number) =>
  runSystemChange(books.system, {}, (scope) =>
    reverseReceipt(scope, { receiptId, accountingDay: DAY, description: 'Taken back' }),
  );

async function balance({ organisationId }: Bill): Promise<{ receivable: number; credit: number } | undefined> {
  const [row] = await books.rows<{ receivable: number; credit: number }>(
    'select receivable, credit from organisation_balance where organisation_id = ?',
    [organisationId],
  );
  return row;
}

const postingsOf = (receiptId: number) =>
  books.rows(
    `select account, side, posting.amount from posting join receipt on receipt.journal_id = posting.journal_id
     where receipt.id = ? order by line`,
    [receiptId],
  );

test('money meets the lines it is meant for, and the journal says the same', async () => {
  const of = await bill(9200, 4600);
  const { receiptId, becameCredit } = await receive(of, 10_000, [9200, 800]);
  expect(becameCredit).toBe(0);
  expect(await balance(of)).toEqual({ receivable: 3800, credit: 0 });
  expect(await postingsOf(receiptId)).toEqual([
    { account: 'card-clearing', side: 'debit', amount: 10_000 },
    { account: 'receivable', side: 'credit', amount: 10_000 },
  ]);
});

test('what finds its line already paid becomes credit on account, to the penny', async () => {
  const of = await bill(9200, 4600);
  await receive(of, 9100, [9100]);
  const { receiptId, becameCredit } = await receive(of, 13_800, [9200, 4600]);
  expect(becameCredit).toBe(9100);
  expect(await balance(of)).toEqual({ receivable: 0, credit: 9100 });
  expect(await postingsOf(receiptId)).toEqual([
    { account: 'card-clearing', side: 'debit', amount: 13_800 },
    { account: 'receivable', side: 'credit', amount: 4700 },
    { account: 'credit-on-account', side: 'credit', amount: 9100 },
  ]);
});

test('of 20 receipts for one line at the same moment one meets it, and the rest is credit: no penny is lost', async () => {
  const of = await bill(9200);
  const balanceRow = `select from organisation_balance where organisation_id = ${of.organisationId} for update`;
  const receipts = await race(books, balanceRow, 20, () =>
    Promise.all(Array.from({ length: 20 }, () => receive(of, 9200, [9200]))),
  );
  expect(receipts.filter(({ becameCredit }) => becameCredit === 0)).toHaveLength(1);
  expect(sumPence(receipts.map(({ becameCredit }) => becameCredit))).toBe(19 * 9200);
  expect(await balance(of)).toEqual({ receivable: 0, credit: 19 * 9200 });
});

test('the same money is received once', async () => {
  const of = await bill(9200);
  await receive(of, 100, [100], 'govuk-pay:once');
  await expect(receive(of, 100, [100], 'govuk-pay:once')).rejects.toMatchObject({ code: '23505' });
  expect(await balance(of)).toEqual({ receivable: 9100, credit: 0 });
});

describe('a receipt that is taken back', () => {
  test('is undone by the mirror of its journal, and its lines are due again', async () => {
    const of = await bill(9200, 4600);
    await receive(of, 9200, [9200]);
    const { receiptId } = await receive(of, 13_800, [9200, 4600]);
    expect(await balance(of)).toEqual({ receivable: 0, credit: 9200 });
    await takeBack(receiptId);
    expect(await balance(of)).toEqual({ receivable: 4600, credit: 0 });
  });

  test('is taken back once, also when two do it at the same moment', async () => {
    const of = await bill(9200);
    const { receiptId } = await receive(of, 9200, [9200]);
    const balanceRow = `select from organisation_balance where organisation_id = ${of.organisationId} for update`;
    const outcomes = await race(books, balanceRow, 2, () =>
      Promise.allSettled([takeBack(receiptId), takeBack(receiptId)]),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(takeBack(receiptId)).rejects.toMatchObject({ code: '23505' });
    expect(await balance(of)).toEqual({ receivable: 9200, credit: 0 });
  });

  test('leaves its line to be paid anew', async () => {
    const of = await bill(9200);
    const { receiptId } = await receive(of, 9200, [9200]);
    await takeBack(receiptId);
    expect(await receive(of, 9200, [9200])).toMatchObject({ becameCredit: 0 });
    expect(await balance(of)).toEqual({ receivable: 0, credit: 0 });
  });
});

describe('spreading an amount over lines', () => {
  const due = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 30 });

  test('fills each line before the next, loses no penny, and gives no line more than it owes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200_000 }), due, (amount, outstanding) => {
        const lines = outstanding.map((owed, at) => ({ lineId: at + 1, outstanding: pence(owed) }));
        const { shares, left } = spreadAmount(pence(amount), lines);
        expect(sumPence(shares.map((share) => share.amount)) + left).toBe(amount);
        expect(left === 0 || shares.length === lines.filter((line) => line.outstanding > 0).length).toBe(true);
        for (const [at, share] of shares.entries()) {
          const owed = outstanding[share.lineId - 1] ?? 0;
          expect(share.amount).toBeGreaterThan(0);
          // Only the last line that anything reaches may be met in part.
          if (at < shares.length - 1) expect(share.amount).toBe(owed);
          else expect(share.amount).toBeLessThanOrEqual(owed);
        }
        const order = shares.map(({ lineId }) => lineId);
        expect(order).toEqual(order.toSorted((a, b) => a - b));
      }),
    );
  });

  test('for example', () => {
    const lines = [9200, 0, 4600].map((owed, at) => ({ lineId: at + 1, outstanding: pence(owed) }));
    expect(spreadAmount(pence(10_000), lines)).toEqual({
      shares: [
        { lineId: 1, amount: 9200 },
        { lineId: 3, amount: 800 },
      ],
      left: 0,
    });
  });
});
