import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOrganisation } from '../../../server/organisations/index.ts';
import { runCommand, runCommandOnce, type CommandContext } from '../../../server/platform/run-command.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { untilWaiting } from './waiting.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const opening = (name: string, commandId: string = randomUUID()) => ({
  commandId,
  name,
  kind: 'charity' as const,
  addressLines: ['1 Market Street'],
  town: 'Testford',
  postcode: 'ZZ1 1ZZ',
  billingContact: { name: 'A Contact', email: 'accounts@example.com', phone: '01632 960001' },
  creditTermsDays: 30,
});

const open = (ctx: CommandContext, input: ReturnType<typeof opening>) =>
  runCommand(ctx, 'organisations.create', input, createOrganisation);

const called = (name: string) =>
  books.rows<{ reference: string }>('select reference from organisation where name = ?', [name]);

const eventsOf = (commandId: string) =>
  books.rows<{ actor: string }>('select actor from audit_event where command_id = ?', [commandId]);

test('a command id acts once, and every repeat gets the first answer', async () => {
  const input = opening('Once Only');
  const first = await open(books.system, input);
  books.clock.advance({ minutes: 7 });
  expect(await open(books.system, input)).toEqual(first);
  expect(await open(books.system, { ...input })).toEqual(first);
  expect(await called('Once Only')).toEqual([first]);
  expect(await eventsOf(input.commandId)).toHaveLength(1);
});

test('of 20 duplicates at the same moment one acts, and all get its answer', async () => {
  const input = opening('Twenty At Once');
  const calls = Array.from({ length: 20 }, () =>
    runCommandOnce(books.system, 'organisations.create', input, async (scope, given) => {
      await untilWaiting(books, 19);
      return createOrganisation(scope, given);
    }),
  );
  const answers = await Promise.all(calls);
  expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  expect(new Set(answers.map(({ response }) => response.reference)).size).toBe(1);
  expect(await called('Twenty At Once')).toEqual([answers[0]?.response]);
  expect(await eventsOf(input.commandId)).toHaveLength(1);
});

test('the same id with another input is refused, and the input is not acted on', async () => {
  const input = opening('First Input');
  await open(books.system, input);
  const reused = open(books.system, { ...input, name: 'Second Input' });
  await expect(reused).rejects.toMatchObject({ code: 'COMMAND_ID_REUSED', kind: 'conflict' });
  expect(await called('Second Input')).toEqual([]);
});

test('the same id and input for another operation is refused', async () => {
  const input = opening('One Operation');
  await open(books.system, input);
  const other = runCommand(books.system, 'organisations.rename', input, createOrganisation);
  await expect(other).rejects.toMatchObject({ code: 'COMMAND_ID_REUSED' });
  expect(await called('One Operation')).toHaveLength(1);
});

test('two members of staff may use the same id without meeting', async () => {
  const [one, other] = [await books.staff('finance'), await books.staff('finance')];
  const input = opening('Same Id Of Two');
  const answers = [
    await open(books.as(one), input),
    await open(books.as(other), input),
    await open(books.system, input),
  ];
  expect(new Set(answers.map(({ reference }) => reference)).size).toBe(3);
  const actors = (await eventsOf(input.commandId)).map(({ actor }) => actor);
  expect(actors.toSorted()).toEqual([one.name, other.name, books.system.actor.name].toSorted());
});

test('a failed attempt writes nothing and leaves its id free', async () => {
  const input = opening('Failed First');
  const failing = runCommand(books.system, 'organisations.create', input, async (scope, given) => {
    await createOrganisation(scope, given);
    throw new Error('the power went');
  });
  await expect(failing).rejects.toThrow('the power went');
  expect(await called('Failed First')).toEqual([]);
  expect(await eventsOf(input.commandId)).toEqual([]);
  expect(await books.rows('select from command_record where command_id = ?', [input.commandId])).toEqual([]);
  const second = await open(books.system, input);
  expect(await called('Failed First')).toEqual([second]);
});

test('the scope carries who, when, and both ids, into the audit event', async () => {
  const actor = await books.staff('finance-manager');
  const ctx = books.as(actor);
  const input = opening('Who And When');
  await open(ctx, input);
  const events = await books.rows(
    'select at, staff_id, actor, request_id, command_id from audit_event where command_id = ?',
    [input.commandId],
  );
  expect(events).toEqual([
    {
      at: expect.anything(),
      staff_id: actor.staffId,
      actor: actor.name,
      request_id: ctx.requestId,
      command_id: input.commandId,
    },
  ]);
  expect(new Date((events[0] as { at: string }).at)).toEqual(books.clock.now());
});
