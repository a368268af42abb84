import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, PEOPLE, type Desk, type Office } from './support/desk.ts';
import { ORGANISATIONS } from './support/small-world.ts';

let office: Office;
let finance: Desk;
let manager: Desk;
beforeAll(async () => {
  office = await openOffice();
  finance = await office.sit(0, PEOPLE.priya);
  manager = await office.sit(1, PEOPLE.margaret);
});
afterAll(() => office.close());

/** Goes to an organisation by its name, and answers its reference. */
async function goTo(desk: Desk, name: string): Promise<string> {
  await desk.press('Control+k');
  await desk.type(name.slice(0, 8));
  await desk.page
    .getByRole('option', { name: new RegExp(name.slice(0, 8)) })
    .first()
    .waitFor();
  await desk.press('Enter');
  await desk.page.waitForURL(/organisations\/[^/?]+/);
  await desk.page.getByRole('heading', { name }).waitFor();
  return /organisations\/([^/?]+)/.exec(desk.page.url())?.[1] ?? '';
}

/** Opens the first invoice whose row says so. */
async function openInvoice(desk: Desk, row: RegExp): Promise<void> {
  await desk.page.getByRole('row', { name: row }).first().dblclick();
  await desk.page.getByRole('heading', { name: /^Invoice LP/ }).waitFor();
  await desk.page
    .getByRole('row', { name: /MATTER/ })
    .first()
    .waitFor();
}

async function why(desk: Desk, reason: string, words: string): Promise<void> {
  await desk.page.getByLabel('Reason', { exact: true }).selectOption({ label: reason });
  await desk.page.getByLabel('Why, in words').fill(words);
}

async function approveFirst(title: RegExp): Promise<void> {
  await manager.page.goto(`${manager.url}approvals`);
  await manager.sees(title);
  await manager.press('Enter');
  await manager.page.getByRole('button', { name: 'Approve', exact: false }).first().waitFor();
  await manager.isAccessible(`approval-${title.source.slice(1, 8).trim().toLowerCase()}`);
  await manager.press('Control+Enter');
  await manager.sees(/^Approved: /);
}

test('a line is credited: asked for with its effect in sight, approved by another, and linked from everywhere', async () => {
  const reference = await goTo(finance, ORGANISATIONS.pays.name);
  await openInvoice(finance, /£184\.00/);
  await finance.press('c');
  await finance.sees(/^Put invoice LP/);
  await finance.sees('The whole invoice');
  await finance.page
    .getByRole('row', { name: /MATTER/ })
    .first()
    .click();
  await finance.press('x');
  await finance.sees('The chosen lines');
  await finance.press('Control+Enter');
  await finance.sees('Choose a reason.');
  await finance.isAccessible('correct-refused');
  await why(finance, 'A lower fee is due', 'The remission was granted after the bill went out');
  await finance.page.getByLabel('Credit of each line').fill('46.00');
  await finance.sees('Credit note of £46.00 for 1 LPA');
  await finance.isAccessible('correct-credit');
  await finance.press('Control+Enter');
  await finance.page.getByRole('heading', { name: /^Correction \d+: credit note/ }).waitFor();
  await finance.sees('Waiting for approval');
  await finance.isAccessible('correction-waiting');

  await approveFirst(/^Credit £46\.00 on invoice/);

  await finance.page.goto(`${finance.url}organisations/${reference}?tab=credit-notes`);
  await finance.page.getByRole('row', { name: /CN\d/ }).first().dblclick();
  await finance.page.getByRole('heading', { name: /^Credit note CN/ }).waitFor();
  await finance.isAccessible('credit-note');
  await finance.page.getByRole('link', { name: /^LP/ }).first().click();
  await finance.sees(/£46\.00 credited on/);
  await finance.page
    .getByRole('row', { name: /MATTER/ })
    .first()
    .click();
  await finance.press('Space');
  await finance.sees(/asked for it and .* approved it/);
  await finance.isAccessible('invoice-credited');
});

test('an invoice is reissued, and an LPA moved to the right organisation', async () => {
  const right = await goTo(finance, ORGANISATIONS.owesNothing.name);
  await goTo(finance, ORGANISATIONS.parts.name);
  await openInvoice(finance, /£184\.00/);
  await finance.press('c');
  await finance.page.getByRole('radio', { name: 'Move' }).click();
  await finance.page
    .getByRole('row', { name: /MATTER/ })
    .first()
    .click();
  await finance.press('x');
  await finance.page.getByLabel('Right organisation').fill(right);
  await why(finance, 'Billed to the wrong organisation', 'The caller never acted for this donor');
  await finance.sees('New invoice of £92.00 for 1 LPA');
  await finance.isAccessible('correct-move');
  await finance.press('Control+Enter');
  await finance.page.getByRole('heading', { name: /^Correction \d+: move/ }).waitFor();
  await approveFirst(/^Move 1 LPA/);
  await finance.page.goto(`${finance.url}organisations/${right}`);
  await finance.sees('£92.00');

  await goTo(finance, ORGANISATIONS.parts.name);
  await openInvoice(finance, /£184\.00/);
  await finance.press('c');
  await finance.page.getByRole('radio', { name: 'Reissue' }).click();
  await finance.page.getByLabel('Their reference').fill('NEW/2027');
  await why(finance, 'The organisation’s reference was wrong', 'They asked for their new matter number');
  await finance.sees('New invoice of £92.00 for 1 LPA');
  await finance.isAccessible('correct-reissue');
  await finance.press('Control+Enter');
  await finance.page.getByRole('heading', { name: /^Correction \d+: reissued invoice/ }).waitFor();
  await approveFirst(/^Reissue invoice/);
});

test('an LPA is billed by hand, and the statement says all of it', async () => {
  const reference = await goTo(finance, ORGANISATIONS.owesNothing.name);
  await finance.press('b');
  await finance.page.getByLabel('LPA reference').fill('7000-0000-0019');
  await finance.press('Control+Enter');
  await finance.sees('Enter the day it was received.');
  await finance.isAccessible('bill-by-hand-refused');
  await finance.page.goto(`${finance.url}organisations/${reference}?tab=statement`);
  await finance.sees('Closing balance');
  await finance.sees('The opening and closing balance are those of the ledger.');
  await finance.isAccessible('statement');
  const saved = finance.page.waitForEvent('download');
  await finance.page.getByRole('button', { name: 'Save as CSV' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^Statement ORG.*\.csv$/);
  await finance.page.goto(`${finance.url}corrections`);
  await finance.sees('No correction is open');
  await finance.isAccessible('corrections-open');
  await finance.page.goto(`${finance.url}corrections?show=all`);
  await finance.sees('Reissued invoice');
  await finance.isAccessible('corrections-all');
  await finance.page.goto(`${finance.url}corrections?show=differences`);
  await finance.sees('Every bill says what its registrations say');
  await finance.isAccessible('corrections-differences');
});
