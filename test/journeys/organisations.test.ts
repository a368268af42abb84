import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, PEOPLE, type Office } from './support/desk.ts';
import { inEveryLight } from './support/in-every-light.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
}

test('finance open an organisation, add to it and edit it; what moves its bills waits for somebody else', async () => {
  const priya = await office.sit(0, PEOPLE.priya);
  const { page } = priya;
  await page.goto(`${priya.url}organisations`);
  await page.getByRole('button', { name: 'New organisation' }).waitFor();
  await priya.press('n');
  await page.getByRole('heading', { name: 'A new organisation' }).waitFor();
  await priya.press('Control+Enter');
  await priya.sees('Enter its name.');
  await inEveryLight(priya, 'new-organisation');
  await fill(page, { Name: 'Ellery Thrale LLP', Address: '2 High Street', Town: 'Testford', Postcode: 'ZZ1 1ZZ' });
  await fill(page, { 'Contact name': 'A Person', 'E-mail': 'accounts@example.com', Telephone: '01632 960001' });
  await priya.press('Control+Enter');
  await page.getByRole('heading', { name: 'Ellery Thrale LLP', level: 1 }).waitFor();
  await priya.sees('How it is billed');

  await page.getByRole('button', { name: 'Add a contact' }).click();
  await fill(page, { Name: 'B Person', Role: 'Partner', 'E-mail': 'b@example.com' });
  await inEveryLight(priya, 'add-contact');
  await priya.press('Control+Enter');
  await priya.sees('Contact added.');

  await page.getByRole('button', { name: 'Edit' }).click();
  await fill(page, { Name: 'Ellery & Thrale LLP', 'Credit terms in days': '60', 'E-mail': 'bills@example.com' });
  await inEveryLight(priya, 'edit-organisation');
  await priya.press('Control+Enter');
  await priya.sees('Sent for approval, and not so yet: Billing contact, credit terms.');
  await page.getByRole('heading', { name: 'Ellery & Thrale LLP', level: 1 }).waitFor();
  await priya.sees('Waits for approval.');
  await inEveryLight(priya, 'organisation-waiting');
  expect(await page.getByText('30 days').count()).toBeGreaterThan(0);
});

test('a finance manager approves it, and puts an organisation on hold with a reason', async () => {
  const margaret = await office.sit(1, PEOPLE.margaret);
  const { page } = margaret;
  await page.goto(`${margaret.url}approvals`);
  await margaret.sees(/Change billing contact, credit terms of ORG/);
  await page
    .getByText(/Change billing contact, credit terms of ORG/)
    .first()
    .click();
  await margaret.press('Space');
  await margaret.sees('What is to be approved');
  await inEveryLight(margaret, 'approve-organisation-change');
  await page.getByRole('button', { name: 'Approve' }).click();
  await margaret.sees(/Approved/);
  await page.goto(`${margaret.url}organisations?text=thrale`);
  await page.getByText('Ellery & Thrale LLP').first().click();
  await margaret.press('Enter');
  await page.getByRole('tab', { name: 'Details' }).click();
  await margaret.sees('60 days');
  await page.getByRole('button', { name: 'Send bills to B Person' }).click();
  await margaret.sees('Sent for approval, and not so yet: Billing contact.');
  await page.getByRole('button', { name: 'Take it back' }).click();
  await margaret.sees('Taken back. The organisation stays as it is.');
  await page.getByRole('button', { name: 'Put on hold' }).click();
  await page.getByRole('dialog').waitFor();
  await margaret.type('A petition was presented');
  await inEveryLight(margaret, 'hold-organisation');
  await page.getByRole('dialog').getByRole('button', { name: 'Put on hold' }).click();
  await margaret.sees('On hold. Nothing is billed or paid until the hold ends.');
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await margaret.sees('Status set from active to on-hold: A petition was presented');
});
