import { randomInt, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { londonDay } from '../../shared/local-date.ts';
import { modernisedReference } from '../../shared/lpa-reference.ts';
import { fillUsageYear } from '../bench/fill-usage-year.ts';
import { FEED_CLIENT_ID } from '../practice/identity-provider/provider-configuration.ts';
import { USAGE_FEED_SECRET } from '../practice/start/practice-keys.ts';
import { openOffice, PEOPLE, type Desk, type Office } from './support/desk.ts';

const YEAR = { organisations: 30, registrations: 40_000, days: 500 };
const FIRST_LPA = 95_000_000_000;

let office: Office;
let organisation: string;
beforeAll(async () => {
  office = await openOffice();
  const client = new Client({ connectionString: office.system.databaseUrls.superuser });
  await client.connect();
  organisation = await fillUsageYear(client, YEAR);
  await client.end();
});
afterAll(() => office.close());

/** As the registration service: proves itself to the identity provider, and posts events of LPAs registered today. */
async function post(count: number): Promise<void> {
  const { issuer, serverUrl } = office.system;
  const proof = Buffer.from(`${FEED_CLIENT_ID}:${USAGE_FEED_SECRET}`).toString('base64');
  const granted = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${proof}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  });
  const { access_token: token } = (await granted.json()) as { access_token: string };
  const today = londonDay(new Date());
  const first = FIRST_LPA + randomInt(1_000_000_000);
  const events = Array.from({ length: count }, (_, n) => ({
    ...{ kind: 'registered', eventId: randomUUID(), occurredAt: new Date().toISOString(), organisation },
    ...{ lpaReference: modernisedReference(String(first + n)), lpaKind: 'property-and-affairs', feeKind: 'full' },
    ...{ receivedOn: today, registeredOn: today, channel: 'online', donorKey: 'donor-0001', ownReference: null },
  }));
  const response = await fetch(`${serverUrl}/usage/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ events }),
  });
  expect(await response.json()).toMatchObject({ counts: { accepted: count } });
}

const figureOf = (desk: Desk, label: string) =>
  desk.page.locator('.key-figure', { hasText: label }).locator('.key-figure-value');

async function numberIn(desk: Desk, label: string): Promise<number> {
  return Number((await figureOf(desk, label).innerText()).replaceAll(/[^0-9]/g, ''));
}

test('what the registration service posts shows on the open dashboard without a reload', async () => {
  const desk = await office.sit(0, PEOPLE.margaret);
  await desk.page.goto(`${desk.url}usage`);
  await desk.sees('Shows what comes in at once');
  await desk.page.locator('.usage-chart canvas').first().waitFor();
  await desk.isAccessible('usage');
  // Gone if the page were loaded again.
  await desk.page.evaluate(() => document.body.setAttribute('data-not-reloaded', ''));
  const before = await numberIn(desk, 'Registered today');
  const postedAt = performance.now();
  await post(7);
  await figureOf(desk, 'Registered today')
    .getByText((before + 7).toLocaleString('en-GB'))
    .waitFor();
  console.log(`figure posted-to-shown ${Math.round(performance.now() - postedAt)} ms`);
  expect(await desk.page.locator('body[data-not-reloaded]').count()).toBe(1);
});

test('a figure leads by keyboard to the table, and on to exactly the registrations it counts', async () => {
  const desk = await office.sit(0, PEOPLE.margaret);
  await desk.page.goto(`${desk.url}usage?months=1&step=day`);
  await desk.sees('Registrations over time');
  await desk.press('t');
  await desk.page.getByRole('table', { name: 'Registrations by day' }).waitFor();
  await desk.isAccessible('usage-table');
  const link = desk.page.getByRole('table', { name: 'Registrations by day' }).getByRole('link').first();
  const count = Number((await link.innerText()).replaceAll(',', ''));
  await link.press('Enter');
  await desk.page.getByRole('heading', { name: 'Usage', level: 1 }).waitFor();
  await desk.page.locator('[role=row][row-index]').first().waitFor();
  const today = londonDay(new Date());
  expect(new URL(desk.page.url()).searchParams.get('from')).toBe(today);
  expect(await desk.page.locator('[role=row][row-index]').count()).toBeGreaterThanOrEqual(Math.min(count, 10));
});

test("one organisation's dashboard is reached from the list of those with most", async () => {
  const desk = await office.sit(0, PEOPLE.margaret);
  await desk.page.goto(`${desk.url}usage`);
  await desk.sees('Most registrations');
  await desk.page.getByRole('link', { name: 'Year 1', exact: true }).press('Enter');
  await desk.sees('Only Year 1');
  await desk.isAccessible('usage-of-organisation');
});
