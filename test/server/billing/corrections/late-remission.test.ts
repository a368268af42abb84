import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { excludeLine } from '../../../../server/billing/bill-runs/exclude-line.ts';
import { workOnBillRuns } from '../../../../server/billing/index.ts';
import { listDifferences } from '../../../../server/billing/corrections/list-differences.ts';
import { runCommand } from '../../../../server/platform/run-command.ts';
import type { StaffActor } from '../../../../server/platform/actor.ts';
import { localDate } from '../../../../shared/local-date.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../../support/books.ts';
import { approveAs, inReview, issue, issuedRun, send } from '../bill-runs/run-under-test.ts';
import { corrected, openFeed, registered } from '../../usage/feed-under-test.ts';
import { balanceOf, correct, people } from './correction-under-test.ts';

let books: Books;
let drafter: StaffActor;
let approver: StaffActor;
beforeAll(async () => {
  books = await openBooks();
  drafter = await books.staff('finance');
  approver = await books.staff('finance-manager');
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

const SUPPLEMENTARY = { kind: 'supplementary', from: localDate('2026-10-01') } as const;
const LINES = `select line.lpa_reference as lpa, line.amount, line.live, line.corrects_line_id is not null as adds,
  invoice.number is not null as issued, line.id from invoice_line line
  left join invoice on invoice.id = line.invoice_id order by line.id`;

test('a remission refused after the bill adds a line to the next run, once, that points at what it adds to', async () => {
  const feed = await openFeed(books);
  const organisation = await books.organisation();
  const half = registered(organisation, { feeKind: 'half', registeredOn: '2026-10-05' });
  const exempt = registered(organisation, { feeKind: 'exempt', registeredOn: '2026-10-06' });
  await feed(half, exempt);
  await issuedRun(books, { drafter, approver });
  expect(await balanceOf(books, organisation)).toEqual({ receivable: 4600, credit: 0 });

  await feed(corrected(half.lpaReference, { feeKind: 'full' }), corrected(exempt.lpaReference, { feeKind: 'half' }));
  const run = await inReview(books, drafter, SUPPLEMENTARY);
  const [, , first, second] = await books.rows<{ lpa: string; id: number }>(LINES);
  expect([first, second]).toMatchObject([
    { amount: 4600, live: false, adds: true, issued: false },
    { amount: 4600, live: false, adds: true, issued: false },
  ]);
  // What stands on a draft is asked for by nothing else meanwhile.
  expect((await listDifferences(books.orm.em.fork(), { cursor: null, limit: 10 })).rows).toEqual([]);

  const leaveOut = { commandId: randomUUID(), lineId: second?.id ?? 0, reason: 'Asked to wait' };
  await runCommand(books.as(drafter), 'billRuns.excludeLine', leaveOut, excludeLine);
  expect((await listDifferences(books.orm.em.fork(), { cursor: null, limit: 10 })).rows).toMatchObject([
    { asks: 'charge', lpaReference: second?.lpa },
  ]);
  await finish(run);
  expect(await balanceOf(books, organisation)).toEqual({ receivable: 9200, credit: 0 });

  await issuedRun(books, { drafter, approver }, SUPPLEMENTARY);
  expect(await balanceOf(books, organisation)).toEqual({ receivable: 13_800, credit: 0 });
  await issuedRun(books, { drafter, approver }, { ...SUPPLEMENTARY }).catch(() => undefined);
  expect(await balanceOf(books, organisation)).toEqual({ receivable: 13_800, credit: 0 });
  expect(await books.rows(LINES.replace('order by', 'where line.live order by'))).toHaveLength(2);
});

async function finish(billRunId: number): Promise<void> {
  await approveAs(books, approver, await send(books, drafter, billRunId));
  await issue(books, drafter, billRunId);
  await workOnBillRuns(books.system);
}

test('what was let off on purpose is not asked for again by the next run, in part or in whole', async () => {
  const own = await openBooks();
  const team = await people(own);
  const run = { drafter: team.asker, approver: team.approver };
  const feed = await openFeed(own);
  const organisation = await own.organisation();
  const whole = registered(organisation, { registeredOn: '2026-10-07' });
  const part = registered(organisation, { registeredOn: '2026-10-08' });
  await feed(whole, part);
  await issuedRun(own, run);
  await feed(corrected(part.lpaReference, { ownReference: 'CHANGED' }));
  const lines = await own.rows<{ id: number; lpa: string; number: string }>(
    `select line.id, lpa_reference as lpa, number from invoice_line line join invoice on invoice.id = invoice_id`,
  );
  const credited = lines.map(({ id, lpa }) => ({ lineId: id, amount: lpa === part.lpaReference ? 1000 : 9200 }));
  const reason = 'agreed-reduction';
  await correct(own, team, { kind: 'credit-note', invoice: lines[0]?.number, lines: credited, reason });
  expect((await listDifferences(own.orm.em.fork(), { cursor: null, limit: 10 })).rows).toEqual([]);
  await inReview(own, team.asker, SUPPLEMENTARY);
  expect(await own.rows('select from invoice_line where live')).toHaveLength(1);
  expect(await own.rows('select from bill left join invoice using (id) where invoice.id is null')).toEqual([]);
  // A lower fee asks for the rest of the difference only.
  await feed(corrected(part.lpaReference, { feeKind: 'half' }, { occurredAt: '2026-11-22T09:00:00Z' }));
  expect((await listDifferences(own.orm.em.fork(), { cursor: null, limit: 10 })).rows).toMatchObject([
    { asks: 'credit', charged: 8200, price: 4600 },
  ]);
  await expectBooksInOrder(own);
  await own.close();
});
