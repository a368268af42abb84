import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueInvoice } from '../../server/billing/index.ts';
import { ENTITIES } from '../../server/entities.ts';
import { createOrganisation } from '../../server/organisations/index.ts';
import { SYSTEM } from '../../server/platform/actor.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { createOrm } from '../../server/platform/orm.ts';
import { runCommand, type CommandContext } from '../../server/platform/run-command.ts';
import { addDays, londonDay } from '../../shared/local-date.ts';
import { modernisedReference } from '../../shared/lpa-reference.ts';
import { pence } from '../../shared/money.ts';
import { openOffice, PEOPLE, type Office } from './support/desk.ts';

const LINES = 4_000;
const FIRST_LPA = 97_000_000_000;

let office: Office;
let number: string;
beforeAll(async () => {
  office = await openOffice();
  const url = office.system.databaseUrls.server;
  const orm = await createOrm(ENTITIES, { url, poolSize: 2, applicationName: 'journeys' });
  const ctx: CommandContext = { em: orm.em, actor: SYSTEM, clock: systemClock, requestId: null };
  const { reference } = await runCommand(
    ctx,
    'organisations.create',
    {
      ...{ commandId: randomUUID(), name: 'Thousand & Sons', kind: 'solicitor' as const, creditTermsDays: 30 },
      ...{ addressLines: ['1 Market Street'], town: 'Testford', postcode: 'ZZ1 1ZZ' },
      billingContact: { name: 'A Contact', email: 'accounts@example.com', phone: '01632 960001' },
    },
    createOrganisation,
  );
  const today = londonDay(new Date());
  const lines = Array.from({ length: LINES }, (_, n) => ({
    ...{ lpaReference: modernisedReference(String(FIRST_LPA + n)), lpaKind: 'property-and-affairs' as const },
    ...{ receivedOn: addDays(today, -80), registeredOn: addDays(today, -3), feeKind: 'full' as const },
    ...{ amount: pence(9_200), ownReference: `THO/${String(n).padStart(4, '0')}` },
  }));
  const issued = await runCommand(
    ctx,
    'billing.issueInvoice',
    { commandId: randomUUID(), organisation: reference, lines },
    issueInvoice,
  );
  ({ number } = issued);
  await orm.close(true);
});
afterAll(() => office.close());

test('an invoice of several thousand LPAs is narrowed to what a caller reads out', async () => {
  const desk = await office.sit(0, PEOPLE.margaret);
  await desk.page.goto(`${desk.url}invoices/${number}`);
  await desk.page.locator('[role=row][row-index="0"]', { hasText: 'THO/0000' }).waitFor();
  await desk.isAccessible('large-invoice');
  await desk.press('/');
  await desk.type('tho/3999');
  await desk.page.locator('[role=row][row-index="0"]', { hasText: 'THO/3999' }).waitFor();
  expect(new URL(desk.page.url()).searchParams.get('text')).toBe('tho/3999');
  await desk.isAccessible('large-invoice-filtered');
  await desk.press('Escape');
  await desk.page.locator('[role=row][row-index="0"]', { hasText: 'THO/0000' }).waitFor();
});
