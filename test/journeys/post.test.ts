import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, PEOPLE, type Office } from './support/desk.ts';
import { inEveryLight } from './support/in-every-light.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const MOST_KEYS = 15;

test('finance record a cheque by keyboard, pay it in, and book a transfer as its advice says', async () => {
  const priya = await office.sit(0, PEOPLE.priya);
  const { page } = priya;
  await page.goto(`${priya.url}organisations`);
  await priya.sees(/^ORG[0-9]{6}[A-Z]$/);
  const [organisation = '', other = ''] = await page.getByText(/^ORG[0-9]{6}[A-Z]$/).allTextContents();
  await page.goto(`${priya.url}post`);
  await page.getByRole('button', { name: 'Record a cheque' }).waitFor();
  await priya.sees('Nothing is in hand');
  priya.takeCount();
  await priya.press('n');
  await page.getByRole('heading', { name: 'Record what came by post' }).waitFor();
  await priya.type('000123');
  await priya.press('Tab');
  await priya.type('92.00');
  await priya.press('Tab');
  await priya.type(organisation);
  await priya.press('Control+Enter');
  await priya.sees(/Recorded\. £92\.00/);
  const keys = priya.takeCount();
  console.log(`figure keys-record-cheque ${keys}`);
  expect(keys).toBeLessThanOrEqual(MOST_KEYS);
  await priya.press('Control+Enter');
  await priya.sees('Enter the number printed on it, in digits.');
  await inEveryLight(priya, 'record-cheque');
  await priya.press('Escape');
  await page.getByText('000123').first().waitFor();
  await priya.press('p');
  await priya.sees('1 piece');
  await inEveryLight(priya, 'paying-in-slip');
  await priya.press('Control+Enter');
  await priya.sees(/Paying-in slip 1: 1 piece, £92\.00/);
  await page.goto(`${priya.url}post?show=banked&peek=1`);
  await priya.sees('It bounced');
  await inEveryLight(priya, 'paid-in-cheque');

  await page.goto(`${priya.url}bank-transfers?form=record`);
  await page.getByLabel('Amount', { exact: true }).fill('100.00');
  await page.getByLabel('Payer', { exact: true }).fill('A Payer');
  await page.getByLabel('Reference', { exact: true }).fill('NOV');
  await page.getByRole('radio', { name: 'Remittance advice' }).click();
  const advice = (text: string) => ({ name: 'advice.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const chooser = page.getByLabel('Remittance advice', { exact: true }).and(page.locator('input'));
  await chooser.setInputFiles(advice(`reference,amount\n${organisation},60\n${other.slice(0, -1)},40\nnobody,1.005\n`));
  await priya.sees('Refused.');
  await priya.press('Control+Enter');
  await inEveryLight(priya, 'remittance-refused');
  await chooser.setInputFiles(advice(`reference,amount\n${organisation},60\n${other},40\n`));
  await priya.sees('2 accepted, £100.00; 0 refused.');
  await priya.press('Control+Enter');
  await priya.sees(/Recorded\. £100\.00 for 2 organisations/);
  await priya.press('Escape');
  await page.getByText('A Payer').first().waitFor();
  await inEveryLight(priya, 'bank-transfers');
});
