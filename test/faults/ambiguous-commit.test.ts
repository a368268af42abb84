import { randomUUID } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENTITIES } from '../../server/entities.ts';
import type { StaffActor } from '../../server/platform/actor.ts';
import { createOrm } from '../../server/platform/orm.ts';
import { expectBooksInOrder, openBooks, type Books } from '../support/books.ts';
import { isCommit, postgresCutter, type Statement } from '../support/fault-proxy-postgres.ts';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy.ts';
import { openTelephone, type Telephone } from '../support/telephone.ts';
import { AMBIGUOUS_COMMANDS, type AmbiguousCommand, type Prepared } from './ambiguous-commands.ts';
import { diceOf, seedsOf } from './dice.ts';

let books: Books;
let telephone: Telephone;
let agent: StaffActor;
let proxy: FaultProxy;
/** The books as the server reaches them, through the proxy. */
let through: MikroORM;

/** Where the connection is cut: when this commit is on its way out, or when its answer is on its way back. */
interface Cut {
  readonly writes: (statement: Statement) => boolean;
  readonly kept: boolean;
}
let cut: Cut | null = null;

const isHere = (statement: Statement, kept: boolean): boolean =>
  cut !== null && cut.kept === kept && isCommit(statement) && statement.before.some(cut.writes);

function cutIf(here: boolean): 'cut' | 'pass' {
  if (!here) return 'pass';
  cut = null;
  return 'cut';
}

beforeAll(async () => {
  books = await openBooks();
  telephone = await openTelephone(books);
  agent = await books.staff('agent');
  const address = new URL(books.database.serverUrl);
  proxy = await startFaultProxy<Statement>({
    targetPort: Number(address.port),
    cutter: postgresCutter,
    watcher: {
      asked: (statement) => cutIf(isHere(statement, false)),
      answered: (statement) => cutIf(isHere(statement, true)),
    },
  });
  address.port = String(proxy.port);
  through = await createOrm(ENTITIES, { url: address.href, poolSize: 4, applicationName: 'through the proxy' });
});
afterAll(async () => {
  await through.close(true);
  await proxy.close();
  await telephone.close();
  await books.close();
});

/** Runs the command, loses the answer to its commit, and runs it again under the same id. */
async function runTwice(command: AmbiguousCommand, prepared: Prepared, kept: boolean): Promise<void> {
  const ctx = { ...books.system, em: through.em };
  const commandId = randomUUID();
  cut = { writes: command.writes, kept };
  await expect(prepared.run(ctx, commandId)).rejects.toThrow();
  expect(cut, 'the commit was passed').toBeNull();
  const answer = await prepared.run(ctx, commandId);
  expect(await prepared.effect()).toEqual(kept ? (prepared.onceWhenKept ?? prepared.once) : prepared.once);
  expect(await prepared.run(ctx, commandId)).toEqual(answer);
  expect(await prepared.effect()).toEqual(kept ? (prepared.onceWhenKept ?? prepared.once) : prepared.once);
}

test('a commit whose answer is lost has one effect, once the command is run again under its id', async () => {
  const seeds = seedsOf(500, 10);
  console.log(`seeds ${seeds.join(' ')}`);
  const failures: string[] = [];
  for (const seed of seeds) {
    const dice = diceOf('ambiguous', seed);
    const command = dice.pick(AMBIGUOUS_COMMANDS);
    const kept = !dice.onceIn(3);
    try {
      const organisation = await books.organisation();
      const prepared = await command.prepare({ books, telephone, agent, organisation });
      await runTwice(command, prepared, kept);
    } catch (error) {
      console.log(`failed: FAULT_SEED=${seed} ${command.name}, commit ${kept ? 'kept' : 'lost'}`, error);
      failures.push(`FAULT_SEED=${seed}`);
    }
  }
  console.log(
    `figure ambiguous-commits ${seeds.length} commits\nfigure ambiguous-commits-wrong ${failures.length} commits`,
  );
  expect(failures).toEqual([]);
  await expectMoneyOnce();
  await expectBooksInOrder(books);
});

/** Creates that Pay got, and successes that it has, over all seeds: none twice. */
async function expectMoneyOnce(): Promise<void> {
  const attempts = await books.rows<{ reference: string; state: string }>('select reference, state from card_payment');
  const references = telephone.pay.payments().map(({ reference }) => reference);
  expect(new Set(references).size).toBe(references.length);
  const sending = attempts.filter(({ state }) => state === 'sending').map(({ reference }) => reference);
  expect(references.filter((reference) => sending.includes(reference))).toEqual([]);
}

test('an attempt whose claim was kept and never answered lets its lines go after a minute', async () => {
  await telephone.pass({ seconds: 61 });
  while ((await books.rows(`select from card_payment where state = 'sending'`)).length > 0) await telephone.look();
  expect(
    await books.rows(`select from payment_attempt_line held join card_payment on card_payment.id = card_payment_id
    where is_open and state = 'create-unknown'`),
  ).toEqual([]);
  await expectBooksInOrder(books);
});
