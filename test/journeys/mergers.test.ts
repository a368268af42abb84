import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, londonDay } from '../../shared/local-date.ts';
import { openOffice, PEOPLE, type Desk, type Office } from './support/desk.ts';
import { inEveryLight } from './support/in-every-light.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

async function open(desk: Desk, name: string): Promise<string> {
  await desk.page.goto(`${desk.url}organisations?text=${encodeURIComponent(name)}`);
  await desk.page.getByRole('gridcell', { name, exact: true }).click();
  await desk.press('Enter');
  await desk.page.getByRole('heading', { name, level: 1 }).waitFor();
  await desk.page.getByRole('tab', { name: 'Details' }).click();
  return (await desk.page.locator('text=/^ORG\\d{6}[A-Z]$/').first().textContent()) ?? '';
}

function londonDaysAgo(days: number): string {
  return addDays(londonDay(new Date()), -days);
}

test('finance ask for a split and a merger, see what is to come, and take it back', async () => {
  const priya = await office.sit(0, PEOPLE.priya);
  const { page } = priya;
  const survivor = await open(priya, 'Harrow & Pike Solicitors');
  await open(priya, 'Pritchard-Vale Solicitors');
  await page.getByRole('button', { name: 'Split a branch off' }).click();
  await page.getByLabel('From', { exact: true }).fill(londonDaysAgo(60));
  // On the first of a month nothing may be unbilled.
  await priya.sees(/ chosen|Nothing of that time/);
  await inEveryLight(priya, 'split-registrations');
  await priya.press('Escape');
  await open(priya, "O'Brien Wills");
  await page.getByRole('button', { name: 'Split a branch off' }).click();
  await page.getByLabel('Reference of the branch').fill(survivor);
  await page.getByLabel('From', { exact: true }).fill(londonDaysAgo(0));
  await priya.press('Control+Enter');
  await priya.sees('Say why.');
  await inEveryLight(priya, 'split');
  await priya.press('Escape');
  await page.getByRole('button', { name: 'Merge it' }).click();
  await page.getByLabel('Reference of the one that takes over').fill(survivor);
  await page.getByLabel('From', { exact: true }).fill(londonDaysAgo(0));
  await page.getByLabel('Why').fill('The partners joined Harrow & Pike');
  await inEveryLight(priya, 'merge');
  await priya.press('Control+Enter');
  await priya.sees('Waits for approval: ');
  await inEveryLight(priya, 'merger-waiting');
});

test('a finance manager agrees to it, it is carried out, and the survivor shows what the merged one owes', async () => {
  const margaret = await office.sit(1, PEOPLE.margaret);
  const { page } = margaret;
  await page.goto(`${margaret.url}approvals`);
  await page.getByRole('gridcell', { name: /^Merge ORG/ }).click();
  await margaret.press('Space');
  await margaret.sees('What is to be approved');
  await inEveryLight(margaret, 'approve-merger');
  await page.getByRole('button', { name: 'Approve' }).click();
  await margaret.sees(/Approved/);
  await page.goto(`${margaret.url}organisations?text=harrow`);
  await page.getByRole('gridcell', { name: 'Harrow & Pike Solicitors' }).click();
  await margaret.press('Enter');
  // The job of the minute carries it out.
  await page.getByText(/merged into this one and still owes £115.00/).waitFor({ timeout: 120_000 });
  await inEveryLight(margaret, 'survivor');
  await page.getByRole('link', { name: "O'Brien Wills" }).click();
  await margaret.sees(/What is registered now goes to/);
  await inEveryLight(margaret, 'merged');
  expect(await page.getByText('Closed').count()).toBeGreaterThan(0);
});

test('an agent takes a card payment for them from the survivor’s record', async () => {
  const desk = await office.sit(2, PEOPLE.aisha);
  await desk.page.goto(`${desk.url}organisations?text=harrow`);
  await desk.page.getByRole('gridcell', { name: 'Harrow & Pike Solicitors' }).click();
  await desk.press('Enter');
  await desk.page.getByRole('button', { name: "Take card payment for bills of O'Brien Wills" }).click();
  await desk.sees('one hundred and fifteen pounds');
  await inEveryLight(desk, 'pay-for-merged');
});
