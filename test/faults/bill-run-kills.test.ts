import { randomUUID } from 'node:crypto';
import { TRPCClientError } from '@trpc/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nextPeriod, monthPeriod, type BillingPeriod } from '../../shared/billing-period.ts';
import { organisationReference, type OrganisationReference } from '../../shared/checked-reference.ts';
import type { BillRunState } from '../../shared/contracts/bill-runs.ts';
import { addDays } from '../../shared/local-date.ts';
import type { Role } from '../../shared/permissions.ts';
import { openFeed, outcomes, registered, type Feed } from '../server/usage/feed-under-test.ts';
import { expectBooksInOrder } from '../support/books.ts';
import type { Statement } from '../support/fault-proxy-postgres.ts';
import { openCrashLane, sessionOf, type CrashLane } from './crash-lane.ts';
import { openDesk, type Desk } from './desk.ts';
import { PROVE } from './dice.ts';
import { until } from './until.ts';

/** Two batches to work out, three to issue. */
const ORGANISATIONS = 250;
/** Of the statements that work on a run; the server is killed as each of these is on its way. */
const POINTS = PROVE ? 20 : 4;
const WITHIN_MS = 60_000;

let lane: CrashLane;
let feed: Feed;
let references: OrganisationReference[];
let drafter: Desk;
let approver: Desk;

beforeAll(async () => {
  lane = await openCrashLane();
  const desk = async (role: Role) => openDesk(lane.url, await sessionOf(lane.books, await lane.books.staff(role)));
  drafter = await desk('finance');
  approver = await desk('finance-manager');
  feed = await openFeed(lane.books);
  await addOrganisations();
}, WITHIN_MS);
afterAll(() => lane.close());

test(`a run that is killed at ${POINTS} points ends with every invoice once and none missing`, async () => {
  let period = monthPeriod(2024, 1);
  await runPeriod(period, null);
  // The first run counts the tables' statistics on its way; only the second takes as many statements as those after it.
  period = nextPeriod(period);
  const statements = await runPeriod(period, null);
  let killed = 0;
  for (let point = 0; point < POINTS; point += 1) {
    period = nextPeriod(period);
    const at = Math.floor((point / POINTS) * statements);
    await runPeriod(period, at);
    killed += 1;
  }
  const [counts] = await lane.books.rows<{ missing: number; twice: number; gaps: number }>(
    `select (select count(*)::int from registration where not exists (
         select from invoice_line line join invoice on invoice.id = line.invoice_id
         where line.lpa_reference = registration.lpa_reference)) as missing,
       (select count(*)::int from (select from invoice_line group by lpa_reference having count(*) > 1) twice) as twice,
       (select (max(sequence) - count(*))::int from invoice) as gaps`,
  );
  console.log(
    [
      `figure bill-run-kills ${killed} points`,
      `figure bill-run-statements ${statements} statements`,
      `figure bill-run-missing ${counts?.missing} registrations`,
      `figure bill-run-billed-twice ${counts?.twice} registrations`,
      `figure bill-run-number-gaps ${counts?.gaps} numbers`,
    ].join('\n'),
  );
  expect(counts).toEqual({ missing: 0, twice: 0, gaps: 0 });
  await expectBooksInOrder(lane.books);
}, 600_000);

/** From draft to issued, killed at the statement of that number if one is given. Answers how many statements it took. */
async function runPeriod(period: BillingPeriod, killAt: number | null): Promise<number> {
  await addRegistrations(period);
  let seen = 0;
  let gone: Promise<void> | undefined;
  lane.watch((passing) => {
    if (passing.link !== 'database' || passing.way !== 'asked' || !worksOnRun(passing.statement)) return 'pass';
    seen += 1;
    if (seen - 1 !== killAt) return 'pass';
    gone = lane.server.kill();
    return 'cut';
  });
  const revive = async (): Promise<void> => {
    if (gone === undefined || lane.server.isRunning()) return;
    await gone;
    await lane.server.start();
  };
  const draft = { commandId: randomUUID(), kind: 'cycle', cycle: 'monthly', from: period.from } as const;
  const { billRunId } = await answer(() => drafter.api.billRuns.draft.mutate(draft), revive);
  await reaches(billRunId, 'review', revive);
  // A worker that finds nothing left to do may be the one that is killed: any of these may meet a server that is away.
  const send = { commandId: randomUUID(), billRunId };
  const { approvalId } = await answer(() => drafter.api.billRuns.sendForApproval.mutate(send), revive);
  const { subjectHash } = await answer(() => approver.api.approvals.get.query({ approvalId }), revive);
  const approve = { commandId: randomUUID(), approvalId, subjectHash };
  await answer(() => approver.api.approvals.approve.mutate(approve), revive);
  const issue = { commandId: randomUUID(), billRunId };
  await answer(() => drafter.api.billRuns.issue.mutate(issue), revive);
  await reaches(billRunId, 'issued', revive);
  await isCleared(billRunId, revive);
  if (killAt !== null) expect(gone, `statement ${killAt} was on its way`).toBeDefined();
  return seen;
}

/** What a command answers; one whose answer went down with the server is sent again under its own id, as a desk does. */
async function answer<T>(send: () => Promise<T>, revive: () => Promise<void>): Promise<T> {
  return until('the command is answered', WITHIN_MS, async () => {
    await revive();
    try {
      return await send();
    } catch (error) {
      if (error instanceof TRPCClientError && error.data === undefined) return undefined;
      throw error;
    }
  });
}

/** A statement of a batch, which begins by locking its run; what people ask for goes by. */
function worksOnRun({ before }: Statement): boolean {
  return (
    before.some(({ sql }) => /from bill_run where id = \$1 for (?:update|no key update|key share)/.test(sql)) &&
    !before.some(({ sql }) => /command_record/.test(sql))
  );
}

async function reaches(billRunId: number, wanted: BillRunState, revive: () => Promise<void>): Promise<void> {
  await until(`the run is in ${wanted}`, WITHIN_MS, async () => {
    await revive();
    const [row] = await lane.books.rows<{ state: BillRunState }>('select state from bill_run where id = ?', [
      billRunId,
    ]);
    return row?.state === wanted ? row : undefined;
  });
  await revive();
}

/** Until what was held is taken out of a run no other is opened. */
async function isCleared(billRunId: number, revive: () => Promise<void>): Promise<void> {
  await until('the run is cleared', WITHIN_MS, async () => {
    await revive();
    const [row] = await lane.books.rows<{ cleared: boolean }>('select cleared from bill_run where id = ?', [billRunId]);
    return row?.cleared === true ? row : undefined;
  });
  await revive();
}

async function addOrganisations(): Promise<void> {
  references = Array.from({ length: ORGANISATIONS }, (_, n) => organisationReference(500_000 + n));
  await lane.books.rows(
    `insert into organisation (reference, name, kind, address_lines, town, postcode, contact_name, contact_email,
       contact_phone, created_at)
     select reference, 'Organisation ' || n, 'solicitor', array['1 Market Street'], 'Testford', 'ZZ1 1ZZ', 'A Contact',
       'accounts@example.com', '01632 960001', now()
     from jsonb_array_elements_text(?::jsonb) with ordinality as given (reference, n)`,
    [JSON.stringify(references)],
  );
}

/** Two registrations of each organisation in that month. */
async function addRegistrations({ from }: BillingPeriod): Promise<void> {
  const dates = { receivedOn: addDays(from, -30), registeredOn: addDays(from, 3) };
  for (let each = 0; each < 2; each += 1) {
    const answer = await feed(...references.map((reference) => registered(reference, dates)));
    expect(new Set(outcomes(answer))).toEqual(new Set(['accepted']));
  }
}
