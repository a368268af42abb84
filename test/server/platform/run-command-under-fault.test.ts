import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueInvoice } from '../../../server/billing/index.ts';
import { runCommand, runSystemChange, type CommandScope } from '../../../server/platform/run-command.ts';
import { selectRows, write } from '../../../server/platform/rows.ts';
import { aLine, expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { connected } from './connected.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

const asSuperuser = (statement: string) => connected(books.database.superuserUrl, (client) => client.query(statement));

const lock = (scope: CommandScope, reference: string) =>
  selectRows(scope.tx, 'select id from organisation where reference = ? for update', [reference]);

test('a change whose audit event cannot be written does not happen, and may be tried again', async () => {
  const organisation = await books.organisation('Audit Is Down');
  const input = { commandId: randomUUID(), organisation, lines: [aLine(9200)] };
  const issue = () => runCommand(books.system, 'billing.issueInvoice', input, issueInvoice);
  const counts = () =>
    books.rows(`select (select count(*) from invoice) as invoices, (select count(*) from journal) as journals,
      (select count(*) from command_record) as commands, (select sum(last_sequence) from invoice_counter) as sequence`);
  await books.invoice(organisation, 4600);
  const before = await counts();
  await asSuperuser('revoke insert on audit_event from counterfoil_server');
  try {
    await expect(issue()).rejects.toThrow(/audit_event/);
    expect(await counts()).toEqual(before);
  } finally {
    await asSuperuser('grant insert on audit_event to counterfoil_server');
  }
  await expect(issue()).resolves.toMatchObject({ total: 9200 });
});

test('two commands in a deadlock are both done: the one that was stopped is run again', async () => {
  const [first, second] = [await books.organisation('Deadlock One'), await books.organisation('Deadlock Two')];
  let runs = 0;
  let arrived = 0;
  const bothHoldOne = Promise.withResolvers<void>();
  const lockBoth = (order: readonly string[]) => async (scope: CommandScope) => {
    runs += 1;
    const isFirstRun = runs <= 2;
    await lock(scope, order[0] ?? '');
    if (isFirstRun) {
      arrived += 1;
      if (arrived === 2) bothHoldOne.resolve();
      await bothHoldOne.promise;
    }
    await lock(scope, order[1] ?? '');
    return { order };
  };
  const answers = await Promise.all([
    runCommand(books.system, 'test.lock', { commandId: randomUUID() }, lockBoth([first, second])),
    runCommand(books.system, 'test.lock', { commandId: randomUUID() }, lockBoth([second, first])),
  ]);
  expect(answers).toEqual([{ order: [first, second] }, { order: [second, first] }]);
  expect(runs).toBe(3);
});

test.each(['40001', '40P01'])('a unit that fails with %s is run five times and then given up', async (sqlState) => {
  let runs = 0;
  const unit = runSystemChange(books.system, {}, async ({ tx }) => {
    runs += 1;
    await write(tx, `do $$ begin raise exception 'again' using errcode = '${sqlState}'; end $$`);
  });
  await expect(unit).rejects.toMatchObject({ code: sqlState });
  expect(runs).toBe(5);
});

test('any other database error is not run again', async () => {
  let runs = 0;
  const unit = runSystemChange(books.system, {}, async ({ tx }) => {
    runs += 1;
    await write(tx, 'select 1 / 0');
  });
  await expect(unit).rejects.toMatchObject({ code: '22012' });
  expect(runs).toBe(1);
});

test('a lock that is not to be had in time is refused with SYSTEM_BUSY, and nothing is written', async () => {
  const reference = await books.organisation('Held By Another');
  const commandId = randomUUID();
  await connected(books.database.serverUrl, async (holder) => {
    await holder.query('begin');
    await holder.query('select from organisation where reference = $1 for update', [reference]);
    const waiting = runCommand(books.system, 'test.wait', { commandId }, async (scope) => {
      await write(scope.tx, `set local lock_timeout = '100ms'`);
      return lock(scope, reference);
    });
    await expect(waiting).rejects.toMatchObject({ code: 'SYSTEM_BUSY', kind: 'busy' });
    await holder.query('rollback');
  });
  expect(await books.rows('select from command_record where command_id = ?', [commandId])).toEqual([]);
  await runCommand(books.system, 'test.wait', { commandId }, (scope) => lock(scope, reference));
});
