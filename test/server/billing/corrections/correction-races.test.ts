import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { correctionAppliers, workOnBillRuns } from '../../../../server/billing/index.ts';
import { cancelBillRun } from '../../../../server/billing/bill-runs/cancel-bill-run.ts';
import { askForCorrection } from '../../../../server/billing/corrections/ask-for-correction.ts';
import { approve } from '../../../../server/approvals/index.ts';
import { runCommand } from '../../../../server/platform/run-command.ts';
import type { OrganisationReference } from '../../../../shared/checked-reference.ts';
import { localDate } from '../../../../shared/local-date.ts';
import { aLine, expectBooksInOrder, openBooks, type Books } from '../../../support/books.ts';
import { draft, NO_JOBS } from '../bill-runs/run-under-test.ts';
import { openFeed, registered, type Feed } from '../../usage/feed-under-test.ts';
import {
  approveAs,
  ask,
  aRequest,
  balanceOf,
  correct,
  linesOf,
  people,
  type AskedCorrection,
  type People,
} from './correction-under-test.ts';

/** How often a race is run: a thousand times when proving. */
const RACES = process.env.PROVE === '1' ? 1_000 : 25;

let books: Books;
let team: People;
let feed: Feed;
beforeAll(async () => {
  books = await openBooks();
  team = await people(books);
  feed = await openFeed(books);
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

async function liveClaims(lpa: string): Promise<number> {
  return (await books.rows('select from invoice_line where live and lpa_reference = ?', [lpa])).length;
}

const worked = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
  outcomes.filter(({ status }) => status === 'fulfilled').length;

/** Refusals by code; whatever is no refusal of ours fails the test by name. */
function refusals(outcomes: readonly PromiseSettledResult<unknown>[]): string[] {
  return outcomes
    .filter((outcome) => outcome.status === 'rejected')
    .map(({ reason }) => (reason as { code?: string; message: string }).code ?? String(reason));
}

test(`one LPA, billed by two one-off invoices, a move and a bill run at once, ${RACES} times: charged once`, async () => {
  const [one, two] = [await books.organisation(), await books.organisation()];
  for (let race = 0; race < RACES; race += 1) {
    // A registration that stands on no bill, and one that stands on a bill of the wrong organisation.
    const event = registered(one, { receivedOn: '2026-09-01', registeredOn: '2026-10-10', feeKind: 'full' });
    await feed(event);
    const line = {
      ...aLine(9200),
      lpaReference: event.lpaReference,
      receivedOn: localDate(event.receivedOn),
      registeredOn: localDate(event.registeredOn),
      ownReference: `race ${race}`,
    };
    const request = (words: string) => ({ kind: 'one-off-invoice', organisation: one, lines: [line], words });
    const asked = [await ask(books, team.asker, request('one')), await ask(books, team.asker, request('two'))];
    const billRunId = await draft(books, team.asker, { from: localDate('2026-10-01') });
    const outcomes = await Promise.allSettled([
      workOnBillRuns(books.system),
      ...asked.map((each) => approveAs(books, team.approver, each)),
    ]);
    expect([race, await liveClaims(event.lpaReference)]).toEqual([race, 1]);
    expect(worked(outcomes)).toBeGreaterThanOrEqual(1);
    for (const code of refusals(outcomes)) {
      expect(['LPA_ALREADY_BILLED', 'APPROVAL_SUBJECT_CHANGED', 'SYSTEM_BUSY', '23505', '40P01']).toContain(code);
    }
    await workOnBillRuns(books.system);
    expect([race, await liveClaims(event.lpaReference)]).toEqual([race, 1]);
    await giveUp(billRunId);
    if ((await liveClaims(event.lpaReference)) === 1) await raceOverIssued(event.lpaReference, two);
  }
});

/** Cancels the run, so that the next race has one of its own. */
async function giveUp(billRunId: number): Promise<void> {
  await runCommand(books.as(team.asker), 'billRuns.cancel', { commandId: randomUUID(), billRunId }, (scope, input) =>
    cancelBillRun(scope, input, NO_JOBS),
  );
  await workOnBillRuns(books.system);
}

/** Of an LPA on an issued invoice: its move to another organisation, approved by two people at the same moment. */
async function raceOverIssued(lpa: string, to: OrganisationReference): Promise<void> {
  const [billed] = await books.rows<{ number: string; id: number }>(
    `select invoice.number, line.id from invoice_line line join invoice on invoice.id = line.invoice_id
     where line.live and lpa_reference = ?`,
    [lpa],
  );
  if (billed === undefined) return;
  const { number: invoice, id } = billed;
  const move = await ask(books, team.asker, { kind: 'move-registration', invoice, lineIds: [id], to });
  const approvers = [team.approver, await books.staff('finance-manager')];
  const outcomes = await Promise.allSettled(approvers.map((by) => approveAs(books, by, move)));
  expect(worked(outcomes)).toBe(1);
  expect(await liveClaims(lpa)).toBe(1);
}

test('the same request made 20 times at once under one command id is one correction', async () => {
  const organisation = await books.organisation();
  const { number } = await books.invoice(organisation, 9200);
  const [line] = await linesOf(books, number);
  const request = aRequest({ kind: 'credit-note', invoice: number, lines: [{ lineId: line?.id, amount: 9200 }] });
  const input = { commandId: randomUUID(), request };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => runCommand(books.as(team.asker), 'corrections.ask', input, askForCorrection)),
  );
  expect(new Set(answers.map(({ correctionId }) => correctionId)).size).toBe(1);
  const [asked] = answers;
  await approveAs(books, team.approver, asked as AskedCorrection);
});

test('the same asked for 20 times at once under ids of their own is one correction, and 19 are told so', async () => {
  const organisation = await books.organisation();
  const request = { kind: 'one-off-invoice', organisation, lines: [aLine(9200)] };
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => ask(books, team.asker, request)));
  expect(worked(outcomes)).toBe(1);
  expect(new Set(refusals(outcomes))).toEqual(new Set(['CORRECTION_ALREADY_OPEN']));
});

test('one credit approved 20 times at once, by two people, is one credit note', async () => {
  const organisation = await books.organisation();
  const { number } = await books.invoice(organisation, 9200, 9200);
  const [line] = await linesOf(books, number);
  const asked = await ask(books, team.asker, {
    kind: 'credit-note',
    invoice: number,
    lines: [{ lineId: line?.id, amount: 9200 }],
  });
  const other = await books.staff('finance-manager');
  const [row] = await books.rows<{ hash: string }>('select subject_hash as hash from approval where id = ?', [
    asked.approvalId,
  ]);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) =>
      approve(books.as(index % 2 === 0 ? team.approver : other), correctionAppliers, {
        commandId: randomUUID(),
        approvalId: asked.approvalId,
        subjectHash: row?.hash ?? '',
      }),
    ),
  );
  expect(worked(outcomes)).toBe(1);
  expect(await balanceOf(books, organisation)).toEqual({ receivable: 9200, credit: 0 });
});

test('an LPA that is let go is billed again by one of 20 who try at once', async () => {
  const organisation = await books.organisation();
  const { number } = await books.invoice(organisation, 9200);
  const [line] = await linesOf(books, number);
  const lines = [{ lineId: line?.id, amount: 9200 }];
  await correct(books, team, { kind: 'credit-note', invoice: number, lines });
  const again = { ...aLine(9200), lpaReference: line?.lpa };
  const asked: AskedCorrection[] = [];
  for (let at = 0; at < 20; at += 1) {
    asked.push(
      await ask(books, team.asker, {
        kind: 'one-off-invoice',
        organisation,
        lines: [{ ...again, ownReference: `${at}` }],
      }),
    );
  }
  const outcomes = await Promise.allSettled(asked.map((each) => approveAs(books, team.approver, each)));
  expect(worked(outcomes)).toBe(1);
  expect(await liveClaims(line?.lpa ?? '')).toBe(1);
});
