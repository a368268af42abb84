import { afterAll, beforeAll, expect, test } from 'vitest';
import { CARDS, openOffice, PEOPLE, type Desk, type Office } from './support/desk.ts';
import { ORGANISATIONS } from './support/small-world.ts';

let office: Office;
let desk: Desk;
beforeAll(async () => {
  office = await openOffice();
  desk = await office.sit(0, PEOPLE.aisha);
});
afterAll(() => office.close());

async function openPane(name: string, shows: string | RegExp = 'To take from the card'): Promise<void> {
  await desk.page.getByRole('combobox').waitFor();
  await desk.press('Control+k');
  await desk.type(name);
  await desk.page.getByRole('option').first().waitFor();
  await desk.press('Enter');
  await desk.page.getByRole('heading', { level: 1, name }).waitFor();
  await desk.page.getByRole('button', { name: 'Take card payment' }).waitFor();
  await desk.press('p');
  await desk.page.getByRole('region', { name: 'Card payment' }).getByText(shows).first().waitFor();
}

test('a declined card takes no money, and the next card pays', async () => {
  await openPane(ORGANISATIONS.declines.name);
  const first = await desk.opensCardPage('Control+Enter');
  await first.enterCard(CARDS.declined);
  await desk.sees(/card was declined/i);
  await desk.isAccessible('declined');
  const second = await desk.opensCardPage('Control+Enter');
  await second.enterCard(CARDS.good);
  await second.confirm();
  await desk.sees('Paid £92.00');
});

test('an agent who walks away comes back to the open payment in two keys and finishes it', async () => {
  await openPane(ORGANISATIONS.walksAway.name);
  const card = await desk.opensCardPage('Control+Enter');
  await card.page.close();
  await desk.page.goto(desk.url);
  await desk.sees('Your unfinished card payments');
  await desk.sees(/£115.00/);
  await desk.isAccessible('unfinished');
  const link = desk.page.getByRole('link', { name: /PT/ }).first();
  await link.focus();
  desk.takeCount();
  await desk.press('Enter');
  await desk.sees('Ready for the card');
  const again = await desk.opensCardPage('Control+Enter');
  expect(desk.takeCount()).toBeLessThanOrEqual(2);
  await again.enterCard(CARDS.good);
  await again.confirm();
  await desk.sees('Paid £115.00');
});

test('cancelling on the desk lets the lines go', async () => {
  await openPane(ORGANISATIONS.parts.name);
  await desk.opensCardPage('Control+Enter');
  await desk.page.getByRole('button', { name: 'Cancel payment' }).click();
  await desk.sees(/cancelled/i);
  await desk.isAccessible('cancelled');
});

test('a part amount is spread over the oldest lines and the rest stays due', async () => {
  await openPane(ORGANISATIONS.parts.name);
  await desk.type('100.00');
  await desk.sees('one hundred pounds');
  await desk.isAccessible('part-amount');
  const card = await desk.opensCardPage('Control+Enter');
  await card.enterCard(CARDS.good);
  await card.confirm();
  await desk.sees('Paid £100.00');
  await desk.page.goto(desk.url);
  await openOrganisation(ORGANISATIONS.parts.name);
  await desk.sees('£176.00');
});

test('no answer from Pay says that no money can be taken, and the lines are free at once', async () => {
  await openPane(ORGANISATIONS.unanswered.name);
  await desk.press('Control+Enter');
  await desk.sees(/did not answer/i);
  await desk.isAccessible('create-unknown');
});

test('above the card limit the desk says so before the card, with bank details and the reference to quote', async () => {
  await openPane(ORGANISATIONS.large.name, /the most is £5,000.00/);
  await desk.sees(/the most is £5,000.00/);
  await desk.sees('Pay by bank transfer');
  await desk.isAccessible('above-limit');
});

test('an organisation on hold explains why no card can be taken', async () => {
  await openPane(ORGANISATIONS.onHold.name, /This organisation is on hold/);
  await desk.sees(/This organisation is on hold/);
  await desk.isAccessible('on-hold');
});

async function openOrganisation(name: string): Promise<void> {
  await desk.page.getByRole('combobox').waitFor();
  await desk.press('Control+k');
  await desk.type(name);
  await desk.page.getByRole('option').first().waitFor();
  await desk.press('Enter');
  await desk.page.getByRole('heading', { level: 1, name }).waitFor();
}
