import { randomInt, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { workOutForecasts } from '../../server/billing/index.ts';
import { ENTITIES } from '../../server/entities.ts';
import { SYSTEM } from '../../server/platform/actor.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { createOrm } from '../../server/platform/orm.ts';
import type { CommandContext } from '../../server/platform/run-command.ts';
import { foldUsage, raiseAlerts } from '../../server/usage/index.ts';
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

/** Does what the server does by the clock. */
async function asByTheClock(work: (ctx: CommandContext) => Promise<unknown>): Promise<void> {
  const url = office.system.databaseUrls.server;
  const orm = await createOrm(ENTITIES, { url, poolSize: 2, applicationName: 'journeys' });
  try {
    await work({ em: orm.em, actor: SYSTEM, clock: systemClock, requestId: null });
  } finally {
    await orm.close(true);
  }
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

test('an alert is set, raised by the clock, shown on the open dashboard, and acknowledged', async () => {
  await asByTheClock(foldUsage);
  await asByTheClock(workOutForecasts);
  const desk = await office.sit(0, PEOPLE.margaret);
  await desk.page.goto(`${desk.url}usage`);
  await desk.sees('Expected until the period ends');
  await desk.page.getByLabel('More than', { exact: true }).fill('5');
  await desk.press('Enter');
  await desk.sees('Tells of more than 5 registrations in a day');
  await desk.isAccessible('usage-alert-set');
  await asByTheClock(raiseAlerts);
  await desk.page.getByRole('button', { name: 'Acknowledge' }).first().press('Enter');
  await desk.sees(/Seen by Margaret Holloway/);
  await desk.page.getByRole('heading', { name: 'Alerts' }).scrollIntoViewIfNeeded();
  await desk.isAccessible('usage-alert-seen');
});

test('new registrations announce themselves above the open list, and wait', async () => {
  const desk = await office.sit(0, PEOPLE.margaret);
  await desk.page.goto(`${desk.url}usage/registrations`);
  const top = desk.page.locator('[role=row][row-index="0"]', { hasText: '-' });
  const first = await top.innerText();
  await post(3);
  await desk.sees('3 new');
  expect(await top.innerText()).toBe(first);
});

test("an organisation's record has what it registers, month by month", async () => {
  const desk = await office.sit(0, PEOPLE.margaret);
  await desk.page.goto(`${desk.url}organisations/${organisation}?tab=usage`);
  await desk.page.locator('.usage-chart canvas').first().waitFor();
  await desk.sees('Expected until the period ends');
  await desk.isAccessible('organisation-usage');
});

test('the list is saved as a file with its filters in force', async () => {
  const desk = await office.sit(0, PEOPLE.margaret);
  await desk.page.goto(`${desk.url}usage/registrations?fee=half`);
  await desk.page.locator('[role=row][row-index]').first().waitFor();
  const downloading = desk.page.waitForEvent('download');
  await desk.page.getByRole('button', { name: 'Save as CSV' }).press('Enter');
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('registrations.csv');
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines.length).toBeGreaterThan(1_000);
  expect(lines.slice(1).every((line) => line.includes(',half,'))).toBe(true);
  await desk.isAccessible('registrations');
});

test('it is as usable in the dark, on a small screen, and at twice the size', async () => {
  const desk = await office.sit(0, PEOPLE.margaret);
  for (const [what, width, height, scheme] of [
    ['dark', 1920, 1080, 'dark'],
    ['small', 1366, 768, 'light'],
    ['twice', 960, 540, 'light'],
  ] as const) {
    await desk.page.emulateMedia({ colorScheme: scheme });
    await desk.page.setViewportSize({ width, height });
    await desk.page.goto(`${desk.url}usage`);
    await desk.page.locator('.usage-chart canvas').first().waitFor();
    await desk.sees('Most registrations');
    await desk.isAccessible(`usage-${what}`);
    const wider = await desk.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider).toBeLessThanOrEqual(0);
  }
});
