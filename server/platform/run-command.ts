import type { EntityManager } from '@mikro-orm/postgresql';
import { actorKey, type Actor } from './actor.ts';
import type { Clock } from './clock.ts';
import { once, type Once } from './command-record.ts';
import { mayRunAgain, waitedTooLong } from './database-errors.ts';
import { DomainError } from './domain-error.ts';
import { refuseCardNumber } from './refuse-card-number.ts';
import { inTransaction, type Tx } from './transaction.ts';

/** What a command may touch. Everything arrives here; nothing is fetched from a global. */
export interface CommandScope {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly now: Date;
  readonly requestId: string | null;
  readonly commandId: string | null;
}

/** Where a command is run from: a request, a job, the practice world. */
export interface CommandContext {
  readonly em: EntityManager;
  readonly actor: Actor;
  readonly clock: Clock;
  readonly requestId: string | null;
}

/** A change to the data: decides under locks, writes, records audit, returns plain JSON. */
export type Command<Input, Result> = (scope: CommandScope, input: Input) => Promise<Result>;

const MOST_RUNS = 5;

/**
 * Runs `command` in one transaction, at most once per `commandId`, and says whether this call did it.
 *
 * A deadlock or serialisation failure runs the whole unit again, five times at most; a lock that is not to be had in
 * time is refused with SYSTEM_BUSY, and an input with a card number in it with TEXT_HOLDS_CARD_NUMBER. Not for work that calls another system: that stands between two commands.
 */
export async function runCommandOnce<Input extends { readonly commandId: string }, Result>(
  ctx: CommandContext,
  operation: string,
  input: Input,
  command: Command<Input, Result>,
): Promise<Once<Result>> {
  const { commandId } = input;
  refuseCardNumber(input);
  return withRetries(() => {
    const now = ctx.clock.now();
    return inTransaction(ctx.em, (tx) =>
      once(tx, { actor: actorKey(ctx.actor), commandId, operation, request: input, now }, () =>
        command({ tx, actor: ctx.actor, now, requestId: ctx.requestId, commandId }, input),
      ),
    );
  });
}

/** `runCommandOnce` for callers to whom a replay is as good as the first run. */
export async function runCommand<Input extends { readonly commandId: string }, Result>(
  ctx: CommandContext,
  operation: string,
  input: Input,
  command: Command<Input, Result>,
): Promise<Result> {
  const { response } = await runCommandOnce(ctx, operation, input, command);
  return response;
}

/**
 * Runs a change that the system makes unasked. It has no command id: its own state guard (a conditional move, a unique
 * key) makes a second run do nothing.
 */
export async function runSystemChange<Input, Result>(
  ctx: CommandContext,
  input: Input,
  command: Command<Input, Result>,
): Promise<Result> {
  return withRetries(() => {
    const now = ctx.clock.now();
    return inTransaction(ctx.em, (tx) =>
      command({ tx, actor: ctx.actor, now, requestId: ctx.requestId, commandId: null }, input),
    );
  });
}

async function withRetries<T>(unit: () => Promise<T>): Promise<T> {
  for (let run = 1; ; run += 1) {
    try {
      return await unit();
    } catch (error) {
      if (waitedTooLong(error)) throw new DomainError('SYSTEM_BUSY', {}, { cause: error });
      if (!mayRunAgain(error) || run === MOST_RUNS) throw error;
    }
  }
}
