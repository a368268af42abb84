import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepHouse } from '../../../server/platform/housekeeping.ts';
import { runCommand } from '../../../server/platform/run-command.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { connected, NO_PRIVILEGE, refusalOf } from './connected.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const partitions = async (of: string) => {
  const rows = await books.rows<{ name: string }>(
    'select inhrelid::regclass::text as name from pg_inherits where inhparent = ?::regclass order by 1',
    [of],
  );
  return rows.map(({ name }) => name);
};

test('the partitions of the coming six months are made in time, once, for the audit trail and the postings', async () => {
  books.clock.set('2031-03-15T03:20:00.000Z');
  await keepHouse(books.system);
  await keepHouse(books.system);
  for (const table of ['audit_event', 'posting']) {
    const made = (await partitions(table)).filter((name) => name.includes('_2031_'));
    expect(made).toEqual(['03', '04', '05', '06', '07', '08'].map((month) => `${table}_2031_${month}`));
  }
});

test('an event of such a month lands in its partition, which the report role can read and nobody can change', async () => {
  books.clock.set('2031-04-10T10:00:00.000Z');
  await books.organisation('In A New Month');
  const found = await books.rows<{ place: string }>(
    `select tableoid::regclass::text as place from audit_event where at >= '2031-04-01'`,
  );
  expect(found).toEqual([{ place: 'audit_event_2031_04' }]);
  await connected(books.database.reportUrl, async (client) => {
    expect((await client.query('select kind from audit_event_2031_04')).rows).toHaveLength(1);
  });
  await connected(books.database.serverUrl, async (client) => {
    for (const change of ['delete from', 'truncate']) {
      expect(await refusalOf(client, `${change} audit_event_2031_04`)).toMatchObject({ code: NO_PRIVILEGE });
    }
  });
  await connected(books.database.ownerUrl, async (client) => {
    for (const change of ['delete from', 'truncate']) {
      expect(await refusalOf(client, `${change} audit_event_2031_04`)).toMatchObject({ code: '23000' });
    }
  });
});

test('command ids are forgotten after 30 days and not before', async () => {
  const ids = { old: randomUUID(), young: randomUUID() };
  const done = (commandId: string) => runCommand(books.system, 'test.done', { commandId }, async () => ({}));
  books.clock.set('2026-10-01T12:00:00.000Z');
  await done(ids.old);
  books.clock.advance({ minutes: 1 });
  await done(ids.young);
  books.clock.set('2026-10-31T12:00:30.000Z');
  await keepHouse(books.system);
  const left = await books.rows('select command_id from command_record where command_id in (?, ?)', [
    ids.old,
    ids.young,
  ]);
  expect(left).toEqual([{ command_id: ids.young }]);
});
