import { afterAll, beforeAll, expect, test } from 'vitest';
import { CARDS, openOffice, PEOPLE, type Office } from './support/desk.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test('an organisation rings, the agent takes a card payment without a mouse, and the books show it', async () => {
  const desk = await office.sit(0, PEOPLE.aisha);
  await desk.sees('Take a call');
  await desk.isAccessible('home');
  desk.takeCount();
  await desk.press('Control+k');
  await desk.type('harrow');
  await desk.sees(/Harrow & Pike Solicitors/);
  await desk.isAccessible('search');
  await desk.press('Enter');
  await desk.page.getByRole('button', { name: 'Take card payment' }).waitFor();
  await desk.sees('£414.00');
  await desk.isAccessible('organisation');
  await desk.press('p');
  await desk.sees('four hundred and fourteen pounds');
  await desk.isAccessible('take-payment');
  const card = await desk.opensCardPage('Control+Enter');
  const keys = desk.takeCount();
  console.log(`figure keys-to-card-page ${keys} keys`);
  expect(keys).toBeLessThanOrEqual(8);

  await card.enterCard(CARDS.good);
  await desk.sees('Card accepted. Now confirm');
  await desk.isAccessible('to-confirm');
  const confirmedAt = performance.now();
  await card.confirm();
  await desk.sees('Paid £414.00');
  console.log(`figure confirm-to-paid ${Math.round(performance.now() - confirmedAt)} ms`);
  await desk.isAccessible('paid');
  await desk.sees(/PT 1000 \d{4} [A-Z]/);
  await card.page.getByText('Paid £414.00').waitFor();

  const reference = await desk.page.locator('text=/^PT 1000 \\d{4} [A-Z]$/').first().textContent();
  await desk.press('Control+k');
  await desk.type(reference ?? '');
  await desk.sees(/Card payment PT/);
  await desk.press('Enter');
  await desk.sees('What it paid');
  await desk.isAccessible('payment-record');
  await desk.page.goto(`${desk.url}organisations`);
  await desk.sees('Harrow & Pike Solicitors');
  await desk.isAccessible('organisations');
});

test('finance sees the payment in the ledger, the auditor in the trail, and the books hold', async () => {
  const finance = await office.sit(1, PEOPLE.margaret);
  await finance.press('Control+k');
  await finance.type('harrow');
  await finance.sees(/Harrow & Pike Solicitors/);
  await finance.press('Enter');
  await finance.page.getByRole('tab', { name: 'Ledger' }).click();
  await finance.sees(/Card clearing £414.00/);
  await finance.isAccessible('ledger');
  await finance.page.getByRole('tab', { name: 'Timeline' }).click();
  await finance.sees(/^Paid: card payment PT/);
  await finance.isAccessible('timeline');
  await finance.page.goto(`${finance.url}audit`);
  await finance.sees(/^Paid: card payment PT/);
  await finance.isAccessible('audit');
  await finance.page.goto(`${finance.url}books-check`);
  await finance.sees(/Debits equal credits/);
  await finance.isAccessible('books-check');
  expect(await finance.page.getByText('Broken', { exact: true }).count()).toBe(0);
});
