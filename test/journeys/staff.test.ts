import { afterAll, beforeAll, test } from 'vitest';
import { openOffice, PEOPLE, type Office } from './support/desk.ts';
import { inEveryLight } from './support/in-every-light.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test('an administrator asks for roles, disables somebody, and is told what is theirs to leave alone', async () => {
  const siobhan = await office.sit(1, PEOPLE.siobhan);
  const { page } = siobhan;
  await page.goto(`${siobhan.url}staff`);
  await siobhan.sees('Aisha Rahman');
  await page.getByText('Gareth Pritchard').first().click();
  await siobhan.press('Space');
  await page.getByRole('button', { name: 'Change roles' }).click();
  await page.getByText('Support', { exact: true }).last().click();
  await inEveryLight(siobhan, 'staff-roles');
  await siobhan.press('Control+Enter');
  await siobhan.sees('Sent for approval. Gareth Pritchard keeps their roles until then.');
  await siobhan.sees('Waits for approval:');
  await page.getByRole('button', { name: 'Disable' }).click();
  await siobhan.type('Left the office');
  await inEveryLight(siobhan, 'disable-staff');
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
  await siobhan.sees('Disabled. Every session of theirs has ended.');
  await inEveryLight(siobhan, 'staff-disabled');
  await page.getByRole('gridcell', { name: 'Siobhan Gallagher' }).click();
  await siobhan.sees('This is you. Another administrator changes your access.');
  await siobhan.press('n');
  await page.getByRole('heading', { name: 'Somebody new' }).waitFor();
  await inEveryLight(siobhan, 'add-staff');
});
