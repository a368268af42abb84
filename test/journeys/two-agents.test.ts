import { afterAll, beforeAll, expect, test } from 'vitest';
import { CARDS, openOffice, PEOPLE, type Desk, type Office } from './support/desk.ts';
import { ORGANISATIONS } from './support/small-world.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

async function openOrganisation(desk: Desk, name: string): Promise<void> {
  await desk.press('Control+k');
  await desk.type(name);
  await desk.page.getByRole('option').first().waitFor();
  await desk.press('Enter');
  await desk.page.getByRole('heading', { level: 1, name }).waitFor();
  await desk.page.getByRole('button', { name: 'Take card payment' }).waitFor();
}

test('the second of two agents on one organisation is told who is taking the payment, and since when', async () => {
  const { name } = ORGANISATIONS.contested;
  const aisha = await office.sit(0, PEOPLE.aisha);
  const gareth = await office.sit(1, PEOPLE.gareth);
  await openOrganisation(aisha, name);
  await openOrganisation(gareth, name);
  await aisha.press('p');
  await aisha.sees('one hundred and thirty-eight pounds');
  const card = await aisha.opensCardPage('Control+Enter');
  await gareth.sees('Being paid');
  await gareth.sees('Aisha Rahman');
  await gareth.isAccessible('being-paid');
  await gareth.press('p');
  await gareth.sees(/Aisha Rahman is taking a card payment for this now/);
  await gareth.isAccessible('already-being-paid');
  await card.enterCard(CARDS.good);
  await card.confirm();
  await aisha.sees('Paid £138.00');
  await gareth.sees('Nothing to pay');
});

test('a server that goes away leaves the desk as it was, sends nothing again, and catches up by itself', async () => {
  const desk = await office.sit(0, PEOPLE.aisha);
  await openOrganisation(desk, ORGANISATIONS.losesNetwork.name);
  await desk.press('p');
  await desk.sees('ninety-two pounds');
  const card = await desk.opensCardPage('Control+Enter');
  await desk.sees('Ready for the card');
  await card.enterCard(CARDS.good);
  await desk.sees('Card accepted. Now confirm');
  await office.system.killServer();
  await desk.sees('The desk cannot reach the server.');
  await desk.isAccessible('offline');
  await card.page.getByRole('button', { name: 'Confirm payment' }).waitFor();
  await card.page.keyboard.press('Enter');
  await office.system.restartServer();
  await desk.sees('Paid £92.00');
  const payments = await office.system.pay.payments();
  expect(payments.filter(({ amount }) => amount === 9200)).toHaveLength(1);
});
