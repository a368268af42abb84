import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  issueInvoice,
  priceOf,
  readFeeRules,
  workOutFirstForecasts,
  workOutForecasts,
} from '../../../../server/billing/index.ts';
import { runCommand } from '../../../../server/platform/run-command.ts';
import type { OrganisationReference } from '../../../../shared/checked-reference.ts';
import { addDays, localDate } from '../../../../shared/local-date.ts';
import { aLine, expectBooksInOrder, openBooks, type Books } from '../../../support/books.ts';
import { desk } from '../../http/desk.ts';
import { newLpa, openFeed, registered, withdrawn, type Feed } from '../../usage/feed-under-test.ts';

let books: Books;
let feed: Feed;
let api: ReturnType<typeof desk>;
beforeAll(async () => {
  books = await openBooks();
  feed = await openFeed(books);
  api = desk(books, await books.staff('support'));
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

const LAST_MONDAY = localDate('2026-11-23');

/** Registrations on the Mondays of the last eight full weeks, so many in each, the oldest week first. */
async function registerWeekly(organisation: OrganisationReference, counts: readonly number[]): Promise<void> {
  for (const [week, count] of counts.entries()) {
    const registeredOn = addDays(LAST_MONDAY, -7 * (8 - week));
    if (count > 0) await feed(...Array.from({ length: count }, () => registered(organisation, { registeredOn })));
  }
}

async function forecastOf(organisation: OrganisationReference | null) {
  await workOutForecasts(books.system);
  const { forecast } = await api.billing.readForecast({ organisation });
  if (forecast === null) throw new Error('Nothing was worked out');
  return forecast;
}

test('is nothing before it has been worked out', async () => {
  expect(await api.billing.readForecast({})).toEqual({ forecast: null });
});

test('is worked out at the start of a system that has none, and then left to the night', async () => {
  await books.organisation();
  await workOutFirstForecasts(books.system);
  const worked = () => books.rows('select worked_out_at from bill_forecast');
  const first = await worked();
  expect(first).toHaveLength(1);
  await books.organisation();
  await workOutFirstForecasts(books.system);
  expect(await worked()).toEqual(first);
});

test('what is registered and on no bill, by the price of the day of receipt, and the pace of eight weeks until the period ends', async () => {
  const organisation = await books.organisation();
  await registerWeekly(organisation, [7, 7, 7, 7, 7, 7, 7, 7]);
  const [billed, gone] = [newLpa(), newLpa()];
  await feed(
    registered(organisation, { receivedOn: '2025-11-16', registeredOn: LAST_MONDAY }),
    registered(organisation, { receivedOn: '2025-11-17', registeredOn: LAST_MONDAY }),
    registered(organisation, { feeKind: 'half', registeredOn: LAST_MONDAY }),
    registered(organisation, { feeKind: 'hardship', registeredOn: LAST_MONDAY }),
    registered(organisation, { lpaReference: billed, registeredOn: LAST_MONDAY }),
    registered(organisation, { lpaReference: gone, registeredOn: LAST_MONDAY }),
  );
  await feed(withdrawn(gone));
  const lines = [aLine(9_200, { lpaReference: billed })];
  await runCommand(
    books.system,
    'billing.issueInvoice',
    { commandId: randomUUID(), organisation, lines },
    issueInvoice,
  );
  const rules = await readFeeRules(books.orm.em.fork());
  const price = (kind: 'full' | 'half', on: string): number => priceOf(rules, kind, localDate(on))?.amount ?? 0;
  const unbilled =
    56 * price('full', '2026-09-01') +
    price('full', '2025-11-16') +
    price('full', '2025-11-17') +
    price('half', '2026-09-01');
  const forecast = await forecastOf(organisation);
  const cycle = await books.rows<{ days: number }>(
    `select period_before - date '2026-11-24' - 1 as days from bill_forecast join organisation on organisation.id = organisation_id
     where reference = ?`,
    [organisation],
  );
  const expected = cycle[0]?.days ?? 0;
  expect(forecast).toMatchObject({
    unbilledLines: 59,
    unbilledAmount: unbilled,
    undecided: 1,
    expectedLines: expected,
  });
  expect(forecast.expectedAmount).toBe(Math.round((expected * unbilled) / 59));
  // Every week alike: nothing varies.
  expect([forecast.low, forecast.high]).toEqual([forecast.total, forecast.total]);
  expect(forecast.told).toContain('59 LPAs on no bill yet');
});

test('the more the weeks differ the wider the range, which never falls below what is unbilled', async () => {
  const steady = await books.organisation();
  const wild = await books.organisation();
  await registerWeekly(steady, [6, 8, 7, 7, 6, 8, 7, 7]);
  await registerWeekly(wild, [0, 0, 28, 0, 0, 28, 0, 0]);
  const [one, two] = [await forecastOf(steady), await forecastOf(wild)];
  expect(one.total).toBe(two.total);
  expect(two.high - two.total).toBeGreaterThan(3 * (one.high - one.total));
  expect(two.low).toBe(two.unbilledAmount);
  expect(one.low).toBeGreaterThan(one.unbilledAmount);
});

test('of all together it is the sum, with less to either side than the sum of theirs', async () => {
  const all = await forecastOf(null);
  const rows = await books.rows<{ total: number; range: number; n: number }>(
    `select sum(unbilled_amount + expected_amount)::bigint as total, sum(deviation)::bigint as range, count(*)::int as n
     from bill_forecast`,
  );
  expect(all.total).toBe(Number(rows[0]?.total));
  expect(all.organisations).toBe(rows[0]?.n);
  expect(all.high - all.total).toBeLessThan(Number(rows[0]?.range) * 1.28);
});
