import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MESSAGE_RULES } from '../../../server/correspondence/message-state.ts';
import { MESSAGE_STATES } from '../../../shared/contracts/correspondence.ts';
import { connect, NO_PRIVILEGE, refusalOf, REFUSED_BY_TRIGGER } from '../platform/connected.ts';
import { aPdf, openPostRoom, type PostRoom } from './post-room.ts';

let room: PostRoom;
let server: Client;
let owner: Client;
let id: number;
beforeAll(async () => {
  room = await openPostRoom();
  [server, owner] = [await connect(room.books.database.serverUrl), await connect(room.books.database.ownerUrl)];
  id = await room.queue(await room.books.organisation(), { documentId: await room.keep(aPdf()) });
});
afterAll(async () => {
  for (const client of [server, owner]) await client.end();
  await room.close();
});

test('the states and moves of a message in the database are those of the code', async () => {
  const states = await room.books.rows<{ state: string }>('select state from message_state');
  expect(new Set(states.map(({ state }) => state))).toEqual(new Set(MESSAGE_STATES));
  const moves = await room.books.rows('select * from message_move');
  const inCode = MESSAGE_STATES.flatMap((from) =>
    MESSAGE_RULES[from].mayBecome.map((to) => ({ from_state: from, to_state: to })),
  );
  expect(moves).toHaveLength(inCode.length);
  expect(moves).toEqual(expect.arrayContaining(inCode));
});

test('a message and its document are never changed, whoever tries', async () => {
  for (const [table, column] of [
    ['message', 'subject'],
    ['correspondence_document', 'name'],
  ]) {
    for (const change of [
      `update ${table} set ${column} = ${column}`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ]) {
      expect(await refusalOf(server, change)).toMatchObject({ code: NO_PRIVILEGE });
    }
    expect(await refusalOf(owner, `delete from ${table}`)).toMatchObject({ code: REFUSED_BY_TRIGGER });
    expect(await refusalOf(owner, `truncate ${table} cascade`)).toMatchObject({ code: REFUSED_BY_TRIGGER });
  }
});

test('a message makes no move that the table does not have, and its progress cannot be made or taken away by hand', async () => {
  const legal = new Set<string>(MESSAGE_RULES.waiting.mayBecome);
  for (const to of MESSAGE_STATES.filter((state) => state !== 'waiting' && !legal.has(state))) {
    const refused = await refusalOf(
      server,
      `update message_progress set state = '${to}', notify_id = gen_random_uuid(), sent_at = now() where message_id = ${id}`,
    );
    expect([to, refused]).toMatchObject([to, { code: expect.stringMatching(/^23/) }]);
  }
  expect(await refusalOf(server, `delete from message_progress`)).toMatchObject({ code: NO_PRIVILEGE });
  expect(
    await refusalOf(server, `insert into message_progress (message_id, state_since) values (${id}, now())`),
  ).toMatchObject({ code: NO_PRIVILEGE });
});

test('a document under another hash than its own is not kept', async () => {
  const refused = await refusalOf(
    server,
    `insert into correspondence_document (sha256, name, page_count, bytes, kept_at)
     values (sha256('a'), 'a.pdf', 1, 'b', now())`,
  );
  expect(refused).toMatchObject({ code: '23514' });
});
