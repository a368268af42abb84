import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localDate } from '../../shared/local-date.ts';
import { fillUsageYear } from '../bench/fill-usage-year.ts';
import { signIn } from '../bench/sign-in.ts';
import { openDesk } from '../faults/desk.ts';
import { openOffice, PEOPLE, type Office } from './support/desk.ts';

let office: Office;
let billRunId: number;
beforeAll(async () => {
  office = await openOffice();
  const client = new Client({ connectionString: office.system.databaseUrls.superuser });
  await client.connect();
  await fillUsageYear(client, { organisations: 12, registrations: 3_000, days: 200 });
  await client.end();
  const { api } = openDesk(office.system.serverUrl, await signIn(office.system, 'finance'));
  const from = localDate('2026-07-01');
  ({ billRunId } = await api.billRuns.draft.mutate({
    commandId: randomUUID(),
    kind: 'cycle',
    cycle: 'quarterly',
    from,
  }));
  while ((await api.billRuns.get.query({ billRunId })).state !== 'review') await setTimeout(200);
});
afterAll(() => office.close());

test('several bills of a run are held at once, for one reason, by keyboard', async () => {
  const desk = await office.sit(0, PEOPLE.margaret);
  await desk.page.goto(`${desk.url}bill-runs/${billRunId}`);
  await desk.page.locator('[role=row][row-index="2"]').waitFor();
  // The list takes the focus by itself; a key that comes before is nobody's.
  await desk.page.locator('[row-index="0"] [role=gridcell]:focus').waitFor();
  for (let n = 0; n < 3; n += 1) {
    await desk.press('x');
    await desk.press('ArrowDown');
  }
  await desk.sees('3 bills');
  await desk.isAccessible('bills-chosen');
  await desk.page.getByRole('button', { name: 'Hold 3 bills' }).press('Enter');
  await desk.sees(/^Hold 3 bills, £/);
  await desk.type('Waiting for their purchase orders');
  await desk.isAccessible('bills-to-hold');
  await desk.press('Control+Enter');
  await desk.sees('3 bills held.');
  await desk.page.goto(`${desk.url}bill-runs/${billRunId}?show=held`);
  const reasons = desk.page.getByText('Waiting for their purchase orders');
  await reasons.nth(2).waitFor();
  expect(await reasons.count()).toBe(3);
});
