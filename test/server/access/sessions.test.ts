import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { endSession, findActor, openSession, type NewSession } from '../../../server/access/index.ts';
import { runSystemChange } from '../../../server/platform/run-command.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { moveTo, placeAwaitingCard } from '../platform/card-payment-rows.ts';
import { connect, connected } from '../platform/connected.ts';

const START = '2026-11-24T08:00:00.000Z';

let books: Books;
let subject: string;
let staffId: number;
let session: NewSession;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());
beforeEach(async () => {
  books.clock.set(START);
  const actor = await books.staff('agent');
  staffId = actor.staffId;
  const [person] = await books.rows<{ subject: string }>('select subject from staff where id = ?', [staffId]);
  subject = person?.subject ?? '';
  session = await openSession(books.system, subject);
});

const find = (token = session.token, background = false) =>
  findActor(books.orm.em.fork(), token, books.clock.now(), background);
const poll = () => find(session.token, true);

test('the holder of the token is known, with name, roles and when it ends', async () => {
  expect(await find()).toMatchObject({
    kind: 'staff',
    staffId,
    roles: ['agent'],
    absoluteExpiresAt: new Date('2026-11-24T20:00:00.000Z'),
  });
  expect(session.absoluteExpiresAt).toEqual(new Date('2026-11-24T20:00:00.000Z'));
});

describe('idle', () => {
  test('for 14 minutes and 59 seconds it is open', async () => {
    books.clock.advance({ minutes: 14, seconds: 59 });
    expect(await find()).not.toBeNull();
  });

  test('for 15 minutes it is closed, and stays closed', async () => {
    books.clock.advance({ minutes: 15 });
    expect(await find()).toBeNull();
    books.clock.set(START);
    books.clock.advance({ minutes: 15, seconds: 1 });
    expect(await find()).toBeNull();
    expect(await poll()).toBeNull();
  });

  test('each call of the person starts the 15 minutes afresh', async () => {
    for (let call = 0; call < 5; call += 1) {
      books.clock.advance({ minutes: 14, seconds: 59 });
      expect(await find()).not.toBeNull();
    }
  });

  test('polling in the background is answered and is not activity', async () => {
    for (let minute = 1; minute < 15; minute += 1) {
      books.clock.advance({ minutes: 1 });
      expect(await poll()).not.toBeNull();
    }
    books.clock.advance({ minutes: 1, seconds: 1 });
    expect(await poll()).toBeNull();
    expect(await find()).toBeNull();
  });

  test('a late call that overtook another does not move the clock back', async () => {
    books.clock.advance({ minutes: 10 });
    await find();
    const earlier = new Date(books.clock.now().getTime() - 60_000);
    await findActor(books.orm.em.fork(), session.token, earlier, false);
    books.clock.advance({ minutes: 14, seconds: 59 });
    expect(await find()).not.toBeNull();
  });
});

describe('while a card page is open', () => {
  async function openCardPage(state: 'awaiting-card' | 'card-entry' | 'to-confirm', mine = true): Promise<string> {
    const invoice = await books.invoice(await books.organisation(), 9200);
    const agent = mine ? await find() : await books.staff('agent');
    if (agent === null) throw new Error('The session is closed');
    const payment = await placeAwaitingCard(books, invoice.number, agent);
    const expires = new Date(books.clock.now().getTime() + 90 * 60_000).toISOString();
    await runSystemChange(books.system, {}, ({ tx, now }) =>
      moveTo(tx, payment.id, state, { card_page_opened_at: now.toISOString(), expires_at: expires }),
    );
    return payment.id;
  }

  async function pollFor(minutes: number): Promise<void> {
    for (let minute = 0; minute < minutes; minute += 5) {
      books.clock.advance({ minutes: 5 });
      expect(await poll()).not.toBeNull();
    }
  }

  test.each(['awaiting-card', 'card-entry', 'to-confirm'] as const)(
    'in %s, polling keeps the session',
    async (state) => {
      await openCardPage(state);
      await pollFor(30);
      books.clock.advance({ minutes: 14, seconds: 59 });
      expect(await find()).not.toBeNull();
    },
  );

  test('without polling the session is closed all the same', async () => {
    await openCardPage('card-entry');
    books.clock.advance({ minutes: 15, seconds: 1 });
    expect(await poll()).toBeNull();
  });

  test('of another agent it does nothing', async () => {
    await openCardPage('card-entry', false);
    books.clock.advance({ minutes: 10 });
    await poll();
    books.clock.advance({ minutes: 5, seconds: 1 });
    expect(await poll()).toBeNull();
  });

  test('it counts until the payment has ended', async () => {
    const id = await openCardPage('card-entry');
    await pollFor(20);
    await runSystemChange(books.system, {}, ({ tx }) => moveTo(tx, id, 'declined'));
    books.clock.advance({ minutes: 10 });
    expect(await poll()).not.toBeNull();
    books.clock.advance({ minutes: 5, seconds: 1 });
    expect(await poll()).toBeNull();
  });

  test('it counts until Pay has let it lapse', async () => {
    await openCardPage('card-entry');
    await pollFor(85);
    books.clock.advance({ minutes: 10 });
    expect(await poll()).not.toBeNull();
    books.clock.advance({ minutes: 5, seconds: 1 });
    expect(await poll()).toBeNull();
  });

  test('a page that nobody has opened does not count', async () => {
    const invoice = await books.invoice(await books.organisation(), 9200);
    const agent = await find();
    if (agent === null) throw new Error('The session is closed');
    await placeAwaitingCard(books, invoice.number, agent);
    books.clock.advance({ minutes: 10 });
    await poll();
    books.clock.advance({ minutes: 5, seconds: 1 });
    expect(await poll()).toBeNull();
  });
});

test('no session lives 12 hours, however busy', async () => {
  const end = new Date('2026-11-24T20:00:00.000Z').getTime();
  while (end - books.clock.now().getTime() > 10 * 60_000) {
    books.clock.advance({ minutes: 10 });
    expect(await find()).not.toBeNull();
  }
  books.clock.set('2026-11-24T19:59:59.999Z');
  expect(await find()).not.toBeNull();
  books.clock.set('2026-11-24T20:00:00.000Z');
  expect(await find()).toBeNull();
});

describe('who may no longer', () => {
  test('a session that was ended is closed on the next call; the other desk of the same person is not', async () => {
    const desk = await openSession(books.system, subject);
    const actor = await find();
    if (actor === null) throw new Error('The session is closed');
    await endSession(books.as(actor));
    expect(await find()).toBeNull();
    expect(await find(desk.token)).not.toBeNull();
    await endSession(books.as(actor));
    const ends = `select from audit_event where kind = 'session.ended' and staff_id = ?`;
    expect(await books.rows(ends, [staffId])).toHaveLength(1);
  });

  test('a session that an administrator revokes in the database is closed on the next call', async () => {
    await books.rows(`update staff_session set ended_at = now(), end_reason = 'revoked' where staff_id = ?`, [staffId]);
    expect(await find()).toBeNull();
  });

  test('a member of staff who is disabled is out on the next call, and does not get in again', async () => {
    await books.rows(`update staff set status = 'disabled' where id = ?`, [staffId]);
    expect(await find()).toBeNull();
    await expect(openSession(books.system, subject)).rejects.toMatchObject({
      code: 'STAFF_DISABLED',
      kind: 'forbidden',
    });
  });

  test('a role that is taken away is gone on the next call', async () => {
    await connected(books.database.ownerUrl, (owner) =>
      owner.query('delete from staff_role where staff_id = $1', [staffId]),
    );
    expect(await find()).toMatchObject({ roles: [] });
  });

  test('somebody nobody has admitted gets no session', async () => {
    await expect(openSession(books.system, 'a-stranger')).rejects.toMatchObject({ code: 'STAFF_UNKNOWN' });
    await expect(openSession(books.system, subject.toUpperCase())).rejects.toMatchObject({ code: 'STAFF_UNKNOWN' });
  });
});

describe('the token', () => {
  test('is 256 random bits, another each time', async () => {
    const tokens = [session.token, (await openSession(books.system, subject)).token];
    for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
    expect(new Set(tokens).size).toBe(2);
  });

  test.each([
    ['one sign changed', (token: string) => `${token.slice(0, -2)}${token.at(-2) === 'A' ? 'B' : 'A'}${token.at(-1)}`],
    ['a sign missing', (token: string) => token.slice(0, -1)],
    ['a space after it', (token: string) => `${token} `],
    ['its own hash', (token: string) => createHash('sha256').update(token).digest('hex')],
    ['nothing', () => ''],
    ['SQL', () => `' or true --`],
    ['a megabyte', () => 'a'.repeat(1_000_000)],
  ])('is refused with %s', async (_what, change) => {
    expect(await find(change(session.token))).toBeNull();
  });

  test('is nowhere in the database: only its hash is', async () => {
    await find();
    const { token } = session;
    const hash = createHash('sha256').update(token).digest('hex');
    const written = [token, Buffer.from(token).toString('hex'), Buffer.from(token, 'base64url').toString('hex')];
    const superuser = await connect(books.database.superuserUrl);
    try {
      const { rows: tables } = await superuser.query<{ name: string }>(
        `select oid::regclass::text as name from pg_class where relkind = 'r'
         and relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)`,
      );
      const holding = async (text: string) => {
        const where = tables.map(({ name }) => `select '${name}' as place from ${name} row where row::text like $1`);
        const { rows } = await superuser.query<{ place: string }>(where.join(' union all '), [`%${text}%`]);
        return rows.map(({ place }) => place);
      };
      expect(await holding(hash)).toEqual(['staff_session']);
      for (const text of written) expect(await holding(text)).toEqual([]);
    } finally {
      await superuser.end();
    }
  });
});

test('opening and ending a session are in the audit trail, by the person', async () => {
  const actor = await find();
  if (actor === null) throw new Error('The session is closed');
  await endSession(books.as(actor));
  const events = await books.rows(
    `select kind, actor, data from audit_event where staff_id = ? and kind like 'session.%' order by id desc limit 2`,
    [staffId],
  );
  expect(events).toEqual([
    { kind: 'session.ended', actor: actor.name, data: { reason: 'signed out' } },
    { kind: 'session.opened', actor: actor.name, data: { roles: ['agent'] } },
  ]);
});
