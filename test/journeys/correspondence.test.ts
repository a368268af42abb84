import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { chaseInvoices, DELIVER_INVOICES_QUEUE } from '../../server/billing/index.ts';
import { FOLLOW_MESSAGES_QUEUE } from '../../server/correspondence/index.ts';
import { ENTITIES } from '../../server/entities.ts';
import { SYSTEM } from '../../server/platform/actor.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { createOrm } from '../../server/platform/orm.ts';
import { addDays, londonDay } from '../../shared/local-date.ts';
import { PRACTICE_OFFICE } from '../practice/world/practice-office.ts';
import { asSuperuser } from '../practice/database.ts';
import { ORGANISATIONS } from './support/small-world.ts';
import { wakeJob } from './support/wake-job.ts';
import { openOffice, PEOPLE, type Desk, type Office } from './support/desk.ts';

/** Long for what takes seconds: the machine may be busy. */
const A_MINUTE_OR_TWO = { timeout: 120_000, interval: 500 };

let office: Office;
let desk: Desk;
beforeAll(async () => {
  office = await openOffice();
  await letBounce(ORGANISATIONS.onHold.name);
  await wakeJob(office.system.databaseUrls.server, DELIVER_INVOICES_QUEUE);
  desk = await office.sit(0, PEOPLE.margaret);
});
afterAll(() => office.close());

/** What is sent to that organisation bounces; all that the journeys' own world billed is sent. */
async function letBounce(name: string): Promise<void> {
  await asSuperuser(office.system.postgres, 'counterfoil', [
    `set session_replication_role = 'replica'`,
    `update organisation set contact_email = 'perm-fail@example.com' where name = '${name}'`,
    `update invoice_delivery_progress set delivered_before = now() - interval '75 days'`,
  ]);
}

async function open(path: string): Promise<void> {
  await desk.page.goto(`${desk.url}${path}`);
}

/** Opens the list anew until it says so: nothing changes on a list while somebody reads it. */
async function openUntil(path: string, says: string): Promise<void> {
  await vi.waitFor(async () => {
    await wakeJob(office.system.databaseUrls.server, FOLLOW_MESSAGES_QUEUE);
    await open(path);
    await desk.page.getByText(says, { exact: true }).first().waitFor({ timeout: 3_000 });
  }, A_MINUTE_OR_TWO);
}

test('an invoice that was issued goes out by itself, and its desk shows what was sent and that it arrived', async () => {
  await openUntil('correspondence', 'Delivered');
  await desk.isAccessible('correspondence');
  await desk.page.getByText('Harrow & Pike Solicitors').first().click();
  await desk.press('Space');
  await desk.sees('What it says');
  await desk.isAccessible('message');
  await desk.page.getByRole('link', { name: /^Invoice LP/ }).click();
  await desk.page.getByRole('button', { name: 'Documents' }).click();
  await desk.sees('Save as PDF');
  await desk.page.getByText('Delivered').first().waitFor();
  await desk.isAccessible('invoice-documents');
  const sent = await fetch(office.system.notifyUrl);
  expect(await sent.text()).toContain('from the Office of the Public Guardian');
});

test('the invoice and what was sent of it are saved from the page', async () => {
  const [download] = await Promise.all([
    desk.page.waitForEvent('download'),
    desk.page.getByRole('button', { name: 'Save as PDF' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^Invoice LP[0-9]{8}[A-Z]\.pdf$/);
  const [sent] = await Promise.all([
    desk.page.waitForEvent('download'),
    desk.page.getByRole('button', { name: 'Save what was sent' }).first().click(),
  ]);
  expect(sent.suggestedFilename()).toBe(download.suggestedFilename());
});

test('what bounced is put forward, and is sent again', async () => {
  await openUntil('correspondence?show=problems', 'No such address');
  await desk.isAccessible('correspondence-problems');
  await desk.page.getByText('No such address').first().click();
  await desk.press('Space');
  await desk.page.getByRole('button', { name: 'Send again' }).click();
  await desk.sees('It was sent again after this.');
  await desk.isAccessible('message-sent-again');
});

/** As the job does at ten on a working day. */
async function chaseAsOn(day: string): Promise<void> {
  const orm = await createOrm(ENTITIES, {
    url: office.system.databaseUrls.server,
    poolSize: 2,
    applicationName: 'journey',
  });
  try {
    const clock = { now: () => new Date(`${day}T10:00:00Z`) };
    const log = createLogger('silent');
    const deps = { sender: PRACTICE_OFFICE, log, jobs: { enqueue: async () => undefined } };
    await chaseInvoices({ em: orm.em, actor: SYSTEM, clock, requestId: null }, deps);
  } finally {
    await orm.close(true);
  }
}

/** The last Wednesday that is over: no bank holiday is one, but for some Christmases. */
function lastWednesday(): string {
  const today = londonDay(new Date());
  const back = Array.from({ length: 7 }, (_, days) => addDays(today, -days - 1));
  return back.find((day) => new Date(`${day}T12:00:00Z`).getUTCDay() === 3) ?? today;
}

test('an unpaid invoice shows how it was chased, and is held while it is disputed', async () => {
  await chaseAsOn(lastWednesday());
  await open('chasing?show=chased');
  await desk.page.getByRole('gridcell').filter({ hasText: /^LP/ }).first().waitFor();
  await desk.isAccessible('chasing');
  await desk.page.getByRole('gridcell').filter({ hasText: /^LP/ }).first().click();
  await desk.press('Space');
  await desk.sees('Reminders and demands');
  await desk.page.getByRole('button', { name: 'Hold: disputed, or given time' }).click();
  await desk.type('They say that two LPAs are not theirs');
  await desk.isAccessible('hold-invoice');
  await desk.page.getByRole('button', { name: 'Hold invoice' }).click();
  await desk.sees(/^Held until .* by Margaret Holloway: They say/);
  await desk.isAccessible('invoice-held');
  await open('chasing?show=held');
  await desk.sees('They say that two LPAs are not theirs');
});
