import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, localDate, londonDay } from '../../shared/local-date.ts';
import { modernisedReference } from '../../shared/lpa-reference.ts';
import { openOffice, PEOPLE, type Desk, type Office } from './support/desk.ts';

const FIRST_LPA = 91_000_000_001;

let office: Office;
let finance: Desk;
beforeAll(async () => {
  office = await openOffice();
  finance = await office.sit(0, PEOPLE.priya);
});
afterAll(() => office.close());

test('finance sends a file of registrations, and each row is answered', async () => {
  await finance.press('Control+k');
  await finance.type('harrow');
  await finance.sees(/Harrow & Pike Solicitors/);
  await finance.press('Enter');
  await finance.page.waitForURL(/organisations\/[^/?]+/);
  const organisation = /organisations\/([^/?]+)/.exec(finance.page.url())?.[1] ?? '';
  await finance.page.goto(`${finance.url}usage/deliveries`);
  await finance.sees('Nothing has come in this way');
  await finance.isAccessible('no-deliveries');
  await finance.page.locator('input[type=file]').setInputFiles({
    name: 'october.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(registrations(organisation)),
  });
  await finance.sees(/^One or more digits of LPA reference M-9100-/);
  expect(await finance.page.getByText(/^It may|It may have been meant as/).count()).toBe(1);
  await finance.isAccessible('delivery');
});

test('a run is opened, looked through, approved by another and issued; the invoice explains itself', async () => {
  await finance.page.goto(`${finance.url}bill-runs`);
  await finance.sees('Monthly');
  await finance.press('n');
  await finance.sees('Run of the period');
  await finance.isAccessible('open-bill-run');
  await finance.press('Escape');
  // The server opened the run of last month when it started, before the file came.
  await finance.page
    .getByRole('row', { name: /Monthly/ })
    .first()
    .dblclick();
  await finance.page.getByRole('button', { name: 'Work out anew' }).click();
  await finance.sees('Harrow & Pike Solicitors');
  await finance.isAccessible('bill-run-review');
  await finance.page.getByRole('button', { name: 'Send for approval' }).waitFor();
  await finance.press('Control+Enter');
  await finance.sees('Waiting for approval');

  const manager = await office.sit(1, PEOPLE.margaret);
  await manager.page.goto(`${manager.url}approvals`);
  await manager.sees(/^Bill run, monthly/);
  await manager.press('Enter');
  await manager.page.getByRole('button', { name: 'Approve', exact: false }).first().waitFor();
  await manager.isAccessible('approval');
  await manager.press('Control+Enter');
  await manager.sees(/^Approved: /);

  await finance.page.getByRole('button', { name: /Issue \d+ invoice/ }).waitFor();
  await finance.press('Control+Enter');
  await finance.sees('Issue these invoices?');
  await finance.press('Enter');
  await finance.page.getByText('Issued', { exact: true }).first().waitFor();
  await finance.sees('Harrow & Pike Solicitors');
  await finance.isAccessible('bill-run-issued');

  await manager.press('Control+k');
  await manager.type('harrow');
  await manager.sees(/Harrow & Pike Solicitors/);
  await manager.press('Enter');
  await manager.sees('£644.00');
  await manager.page
    .getByRole('row', { name: /£230\.00/ })
    .first()
    .dblclick();
  await manager.sees('MATTER/2');
  await manager.press('e');
  await manager.sees(/since the last bill/i);
  await manager.isAccessible('explained');
});

/** Three good registrations of last month and one whose check digit is wrong, as a file. */
function registrations(organisation: string): string {
  const registeredOn = addDays(localDate(`${londonDay(new Date()).slice(0, 8)}01`), -3);
  const row = (lpa: string, feeKind: string, matter: string) =>
    [
      lpa,
      organisation,
      'property-and-affairs',
      addDays(registeredOn, -60),
      registeredOn,
      feeKind,
      'paper',
      'donor-0001',
      matter,
    ].join(',');
  const lpa = (index: number) => modernisedReference(String(FIRST_LPA + index));
  const broken = lpa(3).replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
  return [
    'lpa_reference,organisation,lpa_kind,received_on,registered_on,fee_kind,channel,donor_key,own_reference',
    row(lpa(0), 'full', 'MATTER/1'),
    row(lpa(1), 'full', 'MATTER/1'),
    row(lpa(2), 'half', 'MATTER/2'),
    row(broken, 'full', 'MATTER/2'),
  ].join('\n');
}
