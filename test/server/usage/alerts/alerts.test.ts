import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foldUsage, raiseAlerts } from '../../../../server/usage/index.ts';
import { workOutForecasts } from '../../../../server/billing/index.ts';
import type { OrganisationReference } from '../../../../shared/checked-reference.ts';
import type { AlertMeasure } from '../../../../shared/contracts/usage-alerts.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../../support/books.ts';
import { desk } from '../../http/desk.ts';
import { connect } from '../../platform/connected.ts';
import { openFeed, registered, type Feed } from '../feed-under-test.ts';

let books: Books;
let feed: Feed;
let api: ReturnType<typeof desk>;
let other: ReturnType<typeof desk>;
beforeAll(async () => {
  books = await openBooks();
  feed = await openFeed(books);
  api = desk(books, await books.staff('finance'));
  other = desk(books, await books.staff('finance-manager'));
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

const today = '2026-11-24';
const set = (
  organisation: OrganisationReference | null,
  threshold: number,
  measure: AlertMeasure = 'registrations-in-a-day',
) => api.usage.setAlert({ commandId: randomUUID(), organisation, measure, threshold });
const register = (organisation: OrganisationReference, count: number, registeredOn = today) =>
  feed(...Array.from({ length: count }, () => registered(organisation, { registeredOn })));
const raisedOf = async (organisation: OrganisationReference | null) =>
  (await api.usage.listAlerts({ organisation })).raised;

test('an alert is raised by more than its threshold, counted or not, once for a day', async () => {
  const organisation = await books.organisation();
  await set(organisation, 3);
  await register(organisation, 2);
  await foldUsage(books.system);
  await register(organisation, 1);
  expect(await raiseAlerts(books.system)).toBe(0);
  await register(organisation, 1);
  const both = await Promise.all([raiseAlerts(books.system), raiseAlerts(books.system)]);
  expect(both.toSorted()).toEqual([0, 1]);
  await register(organisation, 5);
  expect(await raiseAlerts(books.system)).toBe(0);
  expect(await raisedOf(organisation)).toMatchObject([{ day: today, value: 4, threshold: 3, acknowledged: null }]);
});

test('what came in late for one of the last two days raises it for that day, and no earlier one does', async () => {
  const organisation = await books.organisation();
  await set(organisation, 1);
  await register(organisation, 2, '2026-11-22');
  await register(organisation, 2, '2026-11-21');
  expect(await raiseAlerts(books.system)).toBe(1);
  expect(await raisedOf(organisation)).toMatchObject([{ day: '2026-11-22', value: 2 }]);
});

test('it is acknowledged by one person, whom everybody sees, and never again', async () => {
  const organisation = await books.organisation();
  const { alertId } = await set(organisation, 1);
  await register(organisation, 2);
  await raiseAlerts(books.system);
  const [raised] = await raisedOf(organisation);
  const acknowledge = () => other.usage.acknowledgeAlert({ commandId: randomUUID(), raisedId: raised?.raisedId ?? 0 });
  await acknowledge();
  await expect(acknowledge()).rejects.toMatchObject({ cause: { code: 'ALERT_NOT_FOUND' } });
  expect(await raisedOf(organisation)).toMatchObject([
    { acknowledged: { by: expect.stringContaining('finance-manager') } },
  ]);
  const audit = await books.rows<{ kind: string }>('select kind from audit_event where subject = ? order by id', [
    `usage-alert:${alertId}`,
  ]);
  expect(audit.map(({ kind }) => kind)).toEqual(['usage.alert-set', 'usage.alert-acknowledged']);
});

test('there is one alert of a kind for an organisation: set again it has another threshold; removed it is silent', async () => {
  const organisation = await books.organisation();
  const first = await set(organisation, 1);
  expect(await set(organisation, 10)).toEqual(first);
  await register(organisation, 2);
  expect(await raiseAlerts(books.system)).toBe(0);
  await set(organisation, 1);
  const remove = () => api.usage.removeAlert({ commandId: randomUUID(), alertId: first.alertId });
  await remove();
  await expect(remove()).rejects.toMatchObject({ cause: { code: 'ALERT_NOT_FOUND' } });
  expect(await raiseAlerts(books.system)).toBe(0);
  expect((await api.usage.listAlerts({ organisation })).alerts).toEqual([]);
});

test('all organisations together have alerts of their own, of registrations and of the next bills', async () => {
  const organisation = await books.organisation();
  await register(organisation, 3);
  await foldUsage(books.system);
  await workOutForecasts(books.system);
  await set(null, 2);
  await set(null, 100, 'next-bill');
  await set(organisation, 10_000_000, 'next-bill');
  expect(await raiseAlerts(books.system)).toBeGreaterThanOrEqual(2);
  const raised = (await raisedOf(null)).filter((one) => one.organisation === null && one.day === today);
  expect(raised.map(({ measure }) => measure).toSorted()).toEqual(['next-bill', 'registrations-in-a-day']);
  expect(await raisedOf(organisation)).toEqual([]);
});

test('the database keeps what was raised as it was', async () => {
  const server = await connect(books.database.serverUrl);
  const owner = await connect(books.database.ownerUrl);
  try {
    await expect(server.query('update usage_alert_raised set value = value + 1')).rejects.toThrow(/permission denied/);
    await expect(owner.query('update usage_alert_raised set value = value + 1')).rejects.toThrow(/acknowledged/);
    await expect(owner.query('delete from usage_alert_raised')).rejects.toThrow();
    await expect(
      owner.query(
        'update usage_alert_raised set acknowledged_at = null, acknowledged_by = null where acknowledged_at is not null',
      ),
    ).rejects.toThrow(/acknowledged/);
  } finally {
    await server.end();
    await owner.end();
  }
});
