import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sendMessages } from '../../../server/correspondence/index.ts';
import { aPdf, openPostRoom, type PostRoom } from './post-room.ts';

let room: PostRoom;
let organisation: string;
beforeAll(async () => {
  room = await openPostRoom();
});
beforeEach(async () => {
  organisation = await room.books.organisation();
});
afterAll(() => room.close());

const sentTo = (to: string) => room.notify.messages().filter((message) => message.to === to);

test('an e-mail goes with its file, is followed to its end, and no call is made after that', async () => {
  const pdf = aPdf();
  const to = 'first@example.com';
  const id = await room.queue(organisation, { recipient: to, documentId: await room.keep(pdf), subject: 'Invoice' });
  expect(await room.stateOf(id)).toBe('waiting');
  await room.work();
  expect(await room.stateOf(id)).toBe('sent');
  const [message] = sentTo(to);
  expect(message).toMatchObject({
    type: 'email',
    subject: 'Invoice',
    body: 'Some words.',
    file: { name: 'Letter.pdf' },
  });
  expect(Buffer.from(message?.file?.base64 ?? '', 'base64').equals(pdf)).toBe(true);
  room.pass(1);
  await room.work();
  expect(await room.stateOf(id)).toBe('delivered');
  const calls = room.notify.calls().length;
  room.pass(600);
  await room.work();
  expect(room.notify.calls()).toHaveLength(calls);
});

test('a letter is its PDF, and has arrived when it is posted', async () => {
  const pdf = aPdf();
  const id = await room.queue(organisation, {
    channel: 'letter',
    recipient: '1 Street',
    documentId: await room.keep(pdf),
  });
  await room.work();
  const [letter] = room.notify.messages().filter(({ type }) => type === 'letter');
  expect(Buffer.from(letter?.file?.base64 ?? '', 'base64').equals(pdf)).toBe(true);
  room.pass(1);
  await room.work();
  expect(await room.stateOf(id)).toBe('delivered');
});

test.each([
  ['perm-fail', 'bounced', 'permanent-failure'],
  ['temp-fail', 'not-delivered', 'temporary-failure'],
  ['tech-fail', 'failed', 'technical-failure'],
  ['refused', 'refused', 'BadRequestError'],
])('what goes to %s@ ends as %s, with its reason and on the timeline', async (name, state, failure) => {
  const id = await room.queue(organisation, { recipient: `${name}-one@example.com`, subject: 'Your invoice' });
  await room.work();
  room.pass(1);
  await room.work();
  const [progress] = await room.books.rows('select state, failure, due_at from message_progress where message_id = ?', [
    id,
  ]);
  expect(progress).toEqual({ state, failure, due_at: null });
  const events = await room.books.rows<{ kind: string }>(
    `select kind from audit_event where data->>'messageId' = ? order by id`,
    [String(id)],
  );
  expect(events.map(({ kind }) => kind)).toEqual(['message.queued', 'message.not-delivered']);
});

test('a letter that the printer cannot print fails', async () => {
  const id = await room.queue(organisation, {
    channel: 'letter',
    recipient: '1 Street',
    documentId: await room.keep(aPdf(11)),
  });
  await room.work();
  room.pass(1);
  await room.work();
  expect(await room.stateOf(id)).toBe('failed');
});

test('when Notify has no time, it is tried later and goes once', async () => {
  const id = await room.queue(organisation, { recipient: 'busy@example.com' });
  await room.work();
  expect(await room.stateOf(id)).toBe('waiting');
  expect(sentTo('busy@example.com')).toHaveLength(0);
  await room.work();
  const [row] = await room.books.rows('select calls from message_progress where message_id = ?', [id]);
  expect(row).toEqual({ calls: 1 });
});

test('an answer that is lost is unknown; Notify is asked by reference, and nothing is sent twice', async () => {
  const id = await room.queue(organisation, { recipient: 'lost@example.com' });
  await room.work();
  expect(await room.stateOf(id)).toBe('unknown');
  room.pass(2);
  await room.work();
  expect(await room.stateOf(id)).toBe('unknown');
  room.pass(2);
  await room.work();
  expect(await room.stateOf(id)).toBe('sent');
  room.pass(1);
  await room.work();
  expect(await room.stateOf(id)).toBe('delivered');
  expect(sentTo('lost@example.com')).toHaveLength(1);
});

test.each(['fault', 'hang-up'] as const)(
  'a %s before it was acted on: only when Notify does not have it is it sent again',
  async (how) => {
    const to = `once-${how}@example.com`;
    const id = await room.queue(organisation, { recipient: to });
    room.notify.failNext(1, how);
    await sendMessages(room.books.system, room.deps);
    expect(await room.stateOf(id)).toBe('unknown');
    room.pass(4);
    await room.work();
    expect(await room.stateOf(id)).toBe('waiting');
    await room.work();
    expect(await room.stateOf(id)).toBe('sent');
    expect(sentTo(to)).toHaveLength(1);
  },
);

test('while Notify cannot be asked, what is unknown stays unknown', async () => {
  const id = await room.queue(organisation, { recipient: 'lost-two@example.com' });
  await room.work();
  room.pass(4);
  room.notify.failNext(1_000, 'fault');
  await room.work();
  room.notify.failNext(0, 'fault');
  expect(await room.stateOf(id)).toBe('unknown');
  room.pass(4);
  await room.work();
  expect(await room.stateOf(id)).toBe('sent');
});

test('what a server died over counts as unanswered', async () => {
  const id = await room.queue(organisation, { recipient: 'died@example.com' });
  await room.books.rows(
    `update message_progress set state = 'sending', calls = 1, due_at = ?::timestamptz + interval '3 minutes' where message_id = ?`,
    [room.books.clock.now().toISOString(), id],
  );
  await room.work();
  expect(await room.stateOf(id)).toBe('sending');
  room.pass(4);
  await room.work();
  await room.work();
  expect(await room.stateOf(id)).toBe('sent');
  expect(sentTo('died@example.com')).toHaveLength(1);
});

test('two copies that send at once send each message once', async () => {
  const ids = await Promise.all(
    Array.from({ length: 20 }, (_, index) => room.queue(organisation, { recipient: `both-${index}@example.com` })),
  );
  await Promise.all([room.work(), room.work(), room.work()]);
  for (const id of ids) expect(await room.stateOf(id)).toBe('sent');
  expect(room.notify.messages().filter(({ to }) => to?.startsWith('both-'))).toHaveLength(20);
});

test('nothing personal is logged', async () => {
  const recipient = 'refused-secret@example.com';
  await room.queue(organisation, { recipient, subject: 'Subject words', body: 'Body words' });
  await room.queue(organisation, { recipient: 'down-secret@example.com' });
  await room.work();
  expect(room.logText()).toContain('message handed over');
  for (const word of ['secret', '@', 'Subject', 'Body', 'practice-', 'eyJ']) expect(room.logText()).not.toContain(word);
});
