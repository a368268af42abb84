import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueInvoice } from '../../../server/billing/index.ts';
import { lastQuarter } from '../../../server/billing/fees/last-quarter.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
import { runCommand } from '../../../server/platform/run-command.ts';
import type { NewInvoiceLine } from '../../../shared/contracts/billing.ts';
import { localDate } from '../../../shared/local-date.ts';
import { pence } from '../../../shared/money.ts';
import { aLine, openBooks, type Books } from '../../support/books.ts';
import { act, approveOrder, as, draft, sent } from './a-fee-order.ts';

let books: Books;
let priya: StaffActor;
beforeAll(async () => {
  books = await openBooks();
  priya = await books.staff('finance');
});
afterAll(() => books.close());

async function bill(name: string, ...lines: Partial<NewInvoiceLine>[]): Promise<void> {
  const organisation = await books.organisation(name);
  const input = { commandId: randomUUID(), organisation, lines: lines.map((line) => aLine(line.amount ?? 9200, line)) };
  await runCommand(books.system, 'billing.issueInvoice', input, issueInvoice);
}

const line = (receivedOn: string, registeredOn: string, feeKind: NewInvoiceLine['feeKind'], amount: number) => ({
  ...{ receivedOn: localDate(receivedOn), registeredOn: localDate(registeredOn), feeKind, amount: pence(amount) },
});

test.each([
  ['2026-11-24', '2026-07-01', '2026-10-01'],
  ['2026-10-01', '2026-07-01', '2026-10-01'],
  ['2026-09-30', '2026-04-01', '2026-07-01'],
  ['2027-01-01', '2026-10-01', '2027-01-01'],
  ['2027-03-31', '2026-10-01', '2027-01-01'],
])('on %s the last whole quarter is from %s to before %s', (today, from, before) => {
  expect(lastQuarter(localDate(today))).toEqual({ from, before });
});

test('the last quarter is priced anew as if the Order began with it, in all and per organisation', async () => {
  // The quarter is July to September 2026. The Order begins on 1 April 2027, so what was received before 1 July straddles.
  await bill(
    'Large Solicitors',
    line('2026-06-30', '2026-07-01', 'full', 9200),
    line('2026-07-01', '2026-09-30', 'full', 9200),
    line('2026-07-15', '2026-09-30', 'half', 4600),
    line('2026-07-15', '2026-09-30', 'exempt', 0),
  );
  await bill(
    'Small Wills',
    line('2026-05-01', '2026-08-01', 'quarter', 2300),
    line('2026-08-01', '2026-08-02', 'repeat', 4600),
  );
  await bill('Outside', line('2026-01-01', '2026-06-30', 'full', 9200), line('2026-09-01', '2026-10-01', 'full', 9200));
  const feeOrderId = await draft(books, priya);
  await as(books, priya).fees.rehearse(act(feeOrderId));
  const { rehearsal } = await as(books, priya).fees.get({ feeOrderId });
  expect(rehearsal).toMatchObject({
    ...{ quarterFrom: '2026-07-01', quarterBefore: '2026-10-01', isCurrent: true, rehearsedBy: priya.name },
    ...{ lines: 6, straddling: 2, unpriced: 0 },
    before: 9200 + 9200 + 4600 + 0 + 2300 + 4600,
    after: 9200 + 9800 + 4900 + 0 + 2300 + 4900,
    later: 9800 + 9800 + 4900 + 0 + 2450 + 4900,
  });
  const input = { rehearsalId: rehearsal?.rehearsalId ?? 0, limit: 1 };
  const first = await as(books, priya).fees.listRehearsal(input);
  expect(first.rows).toMatchObject([
    {
      organisation: { name: 'Large Solicitors' },
      lines: 4,
      straddling: 1,
      before: 23_000,
      after: 23_900,
      later: 24_500,
    },
  ]);
  const second = await as(books, priya).fees.listRehearsal({ ...input, cursor: first.nextCursor });
  expect(second).toMatchObject({
    rows: [
      { organisation: { name: 'Small Wills' }, lines: 2, straddling: 1, before: 6_900, after: 7_200, later: 7_350 },
    ],
    nextCursor: null,
  });
});

test('an Order that begins before one already entered is rehearsed until that one takes over', async () => {
  const own = await openBooks();
  try {
    const asker = await own.staff('finance');
    const organisation = await own.organisation();
    const lines = [line('2026-07-01', '2026-07-02', 'full', 9200), line('2026-09-01', '2026-09-02', 'full', 9200)];
    const input = { commandId: randomUUID(), organisation, lines: lines.map((one) => aLine(9200, one)) };
    await runCommand(own.system, 'billing.issueInvoice', input, issueInvoice);
    // In the quarter as moved, the second LPA is received 62 days after the Order begins.
    const later = await sent(own, asker, {
      effectiveFrom: localDate('2027-06-02'),
      prices: { full: pence(10_000), half: pence(5_000), repeat: pence(5_000), quarter: pence(2_500) },
    });
    await approveOrder(own, await own.staff('finance-manager'), later);
    const feeOrderId = await draft(own, asker);
    await as(own, asker).fees.rehearse(act(feeOrderId));
    expect((await as(own, asker).fees.get({ feeOrderId })).rehearsal).toMatchObject({
      ...{ lines: 2, before: 9200 + 10_000, after: 9800 + 10_000 },
    });
  } finally {
    await own.close();
  }
});
