import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyCreditToNewInvoices, reverseReceipt } from '../../../../server/billing/index.ts';
import { applyCredit } from '../../../../server/billing/allocation/apply-credit.ts';
import { matchCredit, type HeldSource } from '../../../../server/billing/allocation/match-credit.ts';
import { runCommand, runSystemChange } from '../../../../server/platform/run-command.ts';
import type { OrganisationReference } from '../../../../shared/checked-reference.ts';
import { localDate } from '../../../../shared/local-date.ts';
import { pence, sumPence } from '../../../../shared/money.ts';
import { openBooks, type Books } from '../../../support/books.ts';
import { placeAwaitingCard } from '../../platform/card-payment-rows.ts';
import { correct, people, type People } from '../corrections/correction-under-test.ts';
import { approveChange, askChange, balanceOf, brokenRules, linesOf, receive } from './money-under-test.ts';

let books: Books;
let team: People;
beforeAll(async () => {
  books = await openBooks();
  team = await people(books);
});
afterAll(async () => {
  expect(await brokenRules(books)).toEqual([]);
  await books.close();
});

const outstanding = async (of: OrganisationReference) =>
  (await linesOf(books, of)).map((line) => Number(line.outstanding));
const take = (commandId: string, organisation: OrganisationReference, lines: [lineId: number, amount: number][]) =>
  runCommand(
    books.as(team.asker),
    'allocation.applyCredit',
    { commandId, organisation, lines: lines.map(([lineId, amount]) => ({ lineId, amount: pence(amount) })) },
    applyCredit,
  );
const reason = 'It was meant for another';

async function bill(...amounts: number[]): Promise<{ of: OrganisationReference; ids: number[] }> {
  const of = await books.organisation();
  await books.invoice(of, ...amounts);
  return { of, ids: (await linesOf(books, of)).map(({ lineId }) => lineId) };
}

describe('credit on account is set against the next invoice by itself', () => {
  test('the longest held first, receipts and credit notes alike, and never against what was owed before', async () => {
    const { of, ids } = await bill(9200, 4600);
    books.clock.advance({ minutes: 1 });
    await receive(books, of, 10_200, [[ids[0] ?? 0, 9200]]);
    const invoice =
      (
        await books.rows<{ number: string }>(
          `select number from invoice join organisation on organisation.id = organisation_id where reference = ?`,
          [of],
        )
      )[0]?.number ?? '';
    books.clock.advance({ minutes: 1 });
    await correct(books, team, { kind: 'credit-note', invoice, lines: [{ lineId: ids[0], amount: 3000 }] });
    expect(await balanceOf(books, of)).toEqual([4600, 4000]);
    await applyCreditToNewInvoices(books.system);
    expect(await balanceOf(books, of)).toEqual([4600, 4000]);
    books.clock.advance({ minutes: 1 });
    await books.invoice(of, 2300, 9200);
    await Promise.all([1, 2, 3].map(() => applyCreditToNewInvoices(books.system)));
    expect(await balanceOf(books, of)).toEqual([12_100, 0]);
    expect(await outstanding(of)).toEqual([0, 4600, 0, 7500]);
    const met = await books.rows(
      `select effect, allocation.amount, receipt_id is not null as "ofReceipt" from allocation
       join journal on journal.id = journal_id join organisation on organisation.id = organisation_id
       where reference = ? and journal.kind = 'credit-applied' order by allocation.id`,
      [of],
    );
    expect(met).toEqual([
      { effect: 'applies', amount: 1000, ofReceipt: true },
      { effect: 'applies', amount: 1300, ofReceipt: false },
      { effect: 'applies', amount: 1700, ofReceipt: false },
    ]);
    await applyCreditToNewInvoices(books.system);
    expect(await balanceOf(books, of)).toEqual([12_100, 0]);
  });

  test('over more lines than one transaction takes, and passing over what is being paid by card', async () => {
    const of = await books.organisation();
    await receive(books, of, 400 * 100, []);
    books.clock.advance({ minutes: 1 });
    const agent = await books.staff('agent');
    await placeAwaitingCard(books, (await books.invoice(of, 500)).number, agent);
    await books.invoice(of, ...Array.from({ length: 300 }, () => 100));
    await applyCreditToNewInvoices(books.system);
    expect(await balanceOf(books, of)).toEqual([500, 10_000]);
  });

  const sources = fc.array(fc.record({ left: fc.integer({ min: 0, max: 9000 }), since: fc.nat(5) }), { maxLength: 6 });
  const lines = fc.array(fc.record({ due: fc.integer({ min: 0, max: 9000 }), at: fc.option(fc.nat(5)) }), {
    maxLength: 6,
  });
  test('no penny is made or lost, no line gets more than it owes, no source gives more than it holds', () => {
    fc.assert(
      fc.property(sources, lines, (held, due) => {
        const from = held.map(({ left, since }, at): HeldSource =>
          at % 2 === 0
            ? { receiptId: at, creditNoteId: null, left: pence(left), heldSince: since }
            : { receiptId: null, creditNoteId: at, left: pence(left), heldSince: since },
        );
        const onto = due.map((line, lineId) => ({ lineId, outstanding: pence(line.due), takesFrom: line.at }));
        const shares = matchCredit(from, onto);
        for (const [at, source] of from.entries()) {
          const its = shares.filter((share) => (share.receiptId ?? share.creditNoteId) === at);
          expect(sumPence(its.map(({ amount }) => amount))).toBeLessThanOrEqual(source.left);
        }
        for (const { lineId, outstanding: owes, takesFrom } of onto) {
          const got = sumPence(shares.filter((share) => share.lineId === lineId).map(({ amount }) => amount));
          expect(got).toBeLessThanOrEqual(owes);
          const unused = from.some((source, at) => {
            const used = shares.filter((share) => (share.receiptId ?? share.creditNoteId) === at);
            const old = takesFrom === null || source.heldSince <= takesFrom;
            return old && sumPence(used.map(({ amount }) => amount)) < source.left;
          });
          // A line goes short only when nothing that it takes is left.
          if (got < owes) expect(unused).toBe(false);
        }
        expect(shares.every(({ amount }) => amount > 0)).toBe(true);
      }),
    );
  });
});

describe('credit on account is set against chosen lines by hand', () => {
  test('20 at the same moment with one id are one; refusals change nothing', async () => {
    const { of, ids } = await bill(9200, 4600);
    const [first = 0, second = 0] = ids;
    await receive(books, of, 5000, []);
    const commandId = randomUUID();
    const all = await Promise.all(Array.from({ length: 20 }, () => take(commandId, of, [[second, 4600]])));
    for (const one of all) expect(one).toEqual({ applied: 4600, left: 400 });
    expect(await outstanding(of)).toEqual([9200, 0]);
    const refused = (lines: [number, number][]) => take(randomUUID(), of, lines);
    await expect(refused([[first, 401]])).rejects.toMatchObject({ code: 'RECEIPT_CREDIT_TOO_SMALL' });
    await expect(refused([[second, 1]])).rejects.toMatchObject({ code: 'LINE_NOT_FOUND' });
    await expect(
      refused([
        [first, 10],
        [first, 10],
      ]),
    ).rejects.toMatchObject({ code: 'LINE_NOT_FOUND' });
    const other = await bill(300);
    await expect(refused([[other.ids[0] ?? 0, 300]])).rejects.toMatchObject({ code: 'LINE_NOT_FOUND' });
    const agent = await books.staff('agent');
    await placeAwaitingCard(books, (await books.invoice(of, 700)).number, agent);
    const held = (await linesOf(books, of))[2]?.lineId ?? 0;
    await expect(refused([[held, 100]])).rejects.toMatchObject({ code: 'LINE_ALREADY_BEING_PAID' });
    expect(await balanceOf(books, of)).toEqual([9900, 400]);
  });
});

describe('a payment is set against other lines', () => {
  test('once approved: what came off is due again, what was not set against lines is credit', async () => {
    const { of, ids } = await bill(9200, 4600);
    const [first = 0, second = 0] = ids;
    const receiptId = await receive(books, of, 9200, [[first, 9200]]);
    const ontoLines = [
      { lineId: second, amount: pence(4600) },
      { lineId: first, amount: pence(600) },
    ];
    const request = { kind: 'reallocation' as const, receiptId, offLines: [first], ontoLines, reason };
    const asked = await askChange(books, team.asker, request);
    await expect(askChange(books, team.asker, request)).rejects.toMatchObject({ code: 'RECEIPT_CHANGE_WAITING' });
    expect(await outstanding(of)).toEqual([0, 4600]);
    const commandId = randomUUID();
    await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) =>
        approveChange(books, team.approver, asked, at % 2 ? commandId : randomUUID()),
      ),
    );
    expect(await outstanding(of)).toEqual([8600, 0]);
    expect(await balanceOf(books, of)).toEqual([8600, 4000]);
    // Taken back afterwards, whatever it meets by then goes back.
    await runSystemChange(books.system, {}, (scope) =>
      reverseReceipt(scope, { receiptId, accountingDay: localDate('2026-11-24'), description: 'Bounced' }),
    );
    expect(await balanceOf(books, of)).toEqual([13_800, 0]);
  });

  test('not when it changed since it was asked for, and not by whoever asked', async () => {
    const { of, ids } = await bill(9200, 4600);
    const [first = 0, second = 0] = ids;
    const receiptId = await receive(books, of, 9200, [[first, 9200]]);
    const ontoLines = [{ lineId: second, amount: pence(4600) }];
    const request = { kind: 'reallocation' as const, receiptId, offLines: [first], ontoLines, reason };
    const manager = await books.staff('finance-manager');
    const own = await askChange(books, manager, request);
    await expect(approveChange(books, manager, own)).rejects.toMatchObject({ code: 'APPROVAL_OF_OWN_WORK' });
    await receive(books, of, 4600, [[second, 4600]]);
    await expect(approveChange(books, team.approver, own)).rejects.toMatchObject({ code: 'APPROVAL_SUBJECT_CHANGED' });
    expect(await outstanding(of)).toEqual([0, 0]);
    // The same may be asked for anew, and moves on to what is possible now.
    await approveChange(books, team.approver, await askChange(books, team.asker, { ...request, ontoLines: [] }));
    expect(await balanceOf(books, of)).toEqual([9200, 9200]);
  });
});

describe('a payment is moved to the organisation it was meant for', () => {
  test('whole, as a reversal and a new receipt; the chain is followed when it is taken back', async () => {
    const [wrong, right] = [await bill(9200), await bill(4600, 2300)];
    const receiptId = await receive(books, wrong.of, 8000, [[wrong.ids[0] ?? 0, 8000]], { payer: 'Pike & Co' });
    const request = { kind: 'payment-move' as const, receiptId, to: right.of, reason };
    await expect(askChange(books, team.asker, { ...request, to: wrong.of })).rejects.toMatchObject({
      code: 'RECEIPT_OF_THAT_ORGANISATION',
    });
    const asked = await askChange(books, team.asker, request);
    await approveChange(books, team.approver, asked);
    expect(await balanceOf(books, wrong.of)).toEqual([9200, 0]);
    expect(await balanceOf(books, right.of)).toEqual([0, 1100]);
    await expect(askChange(books, team.asker, request)).rejects.toMatchObject({ code: 'RECEIPT_TAKEN_BACK' });
    const [moved] = await books.rows(
      'select payer, channel, moved_from_receipt_id as "from" from receipt where moved_from_receipt_id = ?',
      [receiptId],
    );
    expect(moved).toEqual({ payer: 'Pike & Co', channel: 'bank-transfer', from: receiptId });
    await runSystemChange(books.system, {}, (scope) =>
      reverseReceipt(scope, { receiptId, accountingDay: localDate('2026-11-24'), description: 'Bounced' }),
    );
    expect(await balanceOf(books, right.of)).toEqual([6900, 0]);
    expect(await balanceOf(books, wrong.of)).toEqual([9200, 0]);
  });

  test('two that cross, each to where the other was, do not lock each other out', async () => {
    const [one, other] = [await bill(9200), await bill(9200)];
    const asked = [];
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      const receiptId = await receive(books, from.of, 5000, [[from.ids[0] ?? 0, 5000]]);
      asked.push(await askChange(books, team.asker, { kind: 'payment-move', receiptId, to: to.of, reason }));
    }
    await Promise.all(asked.map((each) => approveChange(books, team.approver, each)));
    for (const { of } of [one, other]) {
      const [owed, credit] = await balanceOf(books, of);
      expect(owed - credit).toBe(4200);
    }
  });
});
