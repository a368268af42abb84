import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openOffice, PEOPLE, type Desk, type Office } from './support/desk.ts';

/** Jobs that go by the clock do so each minute. */
const A_MINUTE_OR_TWO = { timeout: 200_000, interval: 1_000 };

let office: Office;
let desk: Desk;
beforeAll(async () => {
  office = await openOffice();
  desk = await office.sit(0, PEOPLE.margaret);
});
afterAll(() => office.close());

async function open(path: string): Promise<void> {
  await desk.page.goto(`${desk.url}${path}`);
}

/** Opens the list anew until it says so: nothing changes on a list while somebody reads it. */
async function openUntil(path: string, says: string): Promise<void> {
  await vi.waitFor(async () => {
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
