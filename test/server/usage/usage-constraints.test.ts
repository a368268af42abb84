import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DELIVERY_RULES } from '../../../server/usage/delivery-state.ts';
import { DELIVERY_STATES } from '../../../shared/contracts/usage.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { connect, NO_PRIVILEGE, refusalOf, REFUSED_BY_TRIGGER } from '../platform/connected.ts';
import { aRow, csv, openFiles, type Files } from './files-under-test.ts';
import { corrected, newLpa, openFeed, registered } from './feed-under-test.ts';

const APPEND_ONLY = ['usage_delivery', 'usage_row_result', 'registration_origin', 'registration_change'];

let books: Books;
let files: Files;
let server: Client;
let owner: Client;
let lpa: string;
let file: number;
beforeAll(async () => {
  books = await openBooks();
  files = await openFiles(books);
  [server, owner] = [await connect(books.database.serverUrl), await connect(books.database.ownerUrl)];
  const organisation = await books.organisation();
  const event = registered(organisation);
  lpa = event.lpaReference;
  const feed = await openFeed(books);
  await feed(event, event, corrected(lpa, { feeKind: 'half' }), corrected(newLpa(), { feeKind: 'half' }));
  file = (await files.take(csv(aRow(organisation)))).id;
});
afterAll(async () => {
  for (const client of [server, owner]) await client.end();
  await files.close();
  await books.close();
});

test('the states and moves of a delivery in the database are those of the code', async () => {
  const states = await books.rows<{ state: string }>('select state from usage_delivery_state');
  expect(new Set(states.map(({ state }) => state))).toEqual(new Set(DELIVERY_STATES));
  const moves = await books.rows<{ from_state: string; to_state: string }>('select * from usage_delivery_move');
  const inCode = DELIVERY_STATES.flatMap((from) =>
    DELIVERY_RULES[from].mayBecome.map((to) => ({ from_state: from, to_state: to })),
  );
  expect(moves).toHaveLength(inCode.length);
  expect(moves).toEqual(expect.arrayContaining(inCode));
});

test('a delivery makes no other move, and starts nowhere else', async () => {
  const legal = new Set(DELIVERY_STATES.flatMap((from) => DELIVERY_RULES[from].mayBecome.map((to) => `${from} ${to}`)));
  expect(legal).not.toContain('done reading');
  for (const to of DELIVERY_STATES.filter((state) => state !== 'done')) {
    const move = `update usage_delivery_progress set state = '${to}', accepted = 0, row_count = 0 where delivery_id = ${file}`;
    expect([to, await refusalOf(server, move)]).toMatchObject([to, { constraint: 'usage_delivery_moves_legally' }]);
  }
});

test('counts add up to the rows', async () => {
  const lie = `update usage_delivery_progress set accepted = accepted + 1 where delivery_id = ${file}`;
  expect(await refusalOf(server, lie)).toMatchObject({ constraint: 'usage_delivery_counts_add_up' });
});

describe.each(APPEND_ONLY)('%s', (table) => {
  test('is never changed: not by the server, not by its owner', async () => {
    const changes = [`delete from ${table}`, `truncate ${table} cascade`];
    expect(await books.rows(`select from ${table} limit 1`)).toHaveLength(1);
    for (const change of changes) {
      expect([change, await refusalOf(server, change)]).toMatchObject([change, { code: NO_PRIVILEGE }]);
      expect([change, await refusalOf(owner, change)]).toMatchObject([change, { code: REFUSED_BY_TRIGGER }]);
    }
    const [granted] = await books.rows(`select has_any_column_privilege('counterfoil_server', ?, 'UPDATE') as update`, [
      table,
    ]);
    expect(granted).toEqual({ update: false });
  });
});

describe('a registration', () => {
  const where = (): string => `where lpa_reference = '${lpa}'`;

  test('is not moved by the server to another event, LPA or delivery, and never taken away', async () => {
    for (const column of ['event_id', 'lpa_reference', 'delivery_id', 'recorded_at', 'stated_fee']) {
      expect(await refusalOf(server, `update registration set ${column} = ${column}`)).toMatchObject({
        code: NO_PRIVILEGE,
      });
    }
    expect(await refusalOf(server, `delete from registration ${where()}`)).toMatchObject({ code: NO_PRIVILEGE });
    expect(await refusalOf(owner, `delete from registration ${where()}`)).toMatchObject({ code: REFUSED_BY_TRIGGER });
    expect(await refusalOf(owner, 'truncate registration cascade')).toMatchObject({ code: REFUSED_BY_TRIGGER });
  });

  test('does not change without a change that says so', async () => {
    const silent = `update registration set fee_kind = 'exempt' ${where()}`;
    const counted = `update registration set fee_kind = 'exempt', version = version + 1 ${where()}`;
    expect(await refusalOf(server, counted)).toMatchObject({ constraint: 'registration_changes_are_recorded' });
    expect(await refusalOf(server, silent, counted)).toMatchObject({ constraint: 'registration_changes_are_recorded' });
  });

  test.each([
    [`registered_on = received_on - 1`, 'registration_check'],
    [`fee_kind = 'free'`, 'registration_fee_kind_check'],
    [`channel = 'fax'`, 'registration_channel_check'],
    [`donor_key = 'Mary Smith'`, 'registration_donor_key_check'],
    [`own_reference = ''`, 'registration_own_reference_check'],
  ])('is refused with %s', async (change, constraint) => {
    expect(await refusalOf(server, `update registration set ${change} ${where()}`)).toMatchObject({ constraint });
  });
});

test('the parts of a delivered file stay, and the report role does not see them', async () => {
  const [row] = await books.rows<{ file_id: string }>('select file_id from usage_delivery where id = ?', [file]);
  expect(await refusalOf(server, `select discard_usage_file('${row?.file_id}')`)).toMatchObject({
    constraint: 'usage_original_is_kept',
  });
  expect(await refusalOf(server, 'delete from usage_file_part')).toMatchObject({ code: NO_PRIVILEGE });
  const report = await connect(books.database.reportUrl);
  expect(await refusalOf(report, 'select from usage_file_part')).toMatchObject({ code: NO_PRIVILEGE });
  await report.end();
});
