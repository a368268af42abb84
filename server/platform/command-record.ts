import { createHash } from 'node:crypto';
import { DomainError } from './domain-error.ts';
import type { Tx } from './transaction.ts';
import { selectRows, write } from './rows.ts';

interface Claim {
  readonly actor: string;
  readonly commandId: string;
  readonly operation: string;
  readonly request: unknown;
  readonly now: Date;
}

/** What a command answered, and whether this call did the work or found it done. */
export interface Once<T> {
  readonly response: T;
  readonly replayed: boolean;
}

/**
 * Runs `work` at most once per actor and command id, in the caller's transaction.
 *
 * The row that claims the id goes in first: a duplicate that runs at the same time waits on it and then replays the
 * stored response. Another request under the same id is refused with COMMAND_ID_REUSED. A failed attempt rolls the
 * claim back with everything else, so the id is free again.
 */
export async function once<T>(tx: Tx, claim: Claim, work: () => Promise<T>): Promise<Once<T>> {
  const hash = createHash('sha256')
    .update(JSON.stringify([claim.operation, claim.request]))
    .digest();
  const claimed = await selectRows<{ command_id: string }>(
    tx,
    `insert into command_record (actor, command_id, operation, request_hash, recorded_at) values (?, ?, ?, ?, ?)
     on conflict (actor, command_id) do nothing returning command_id`,
    [claim.actor, claim.commandId, claim.operation, hash, claim.now.toISOString()],
  );
  if (claimed.length === 0) return replay<T>(tx, claim, hash);
  const response = await work();
  await write(tx, 'update command_record set response = ?::jsonb where actor = ? and command_id = ?', [
    JSON.stringify(response),
    claim.actor,
    claim.commandId,
  ]);
  return { response, replayed: false };
}

async function replay<T>(tx: Tx, claim: Claim, hash: Buffer): Promise<Once<T>> {
  const [earlier] = await selectRows<{ request_hash: Buffer; response: T }>(
    tx,
    'select request_hash, response from command_record where actor = ? and command_id = ?',
    [claim.actor, claim.commandId],
  );
  if (earlier === undefined || !hash.equals(earlier.request_hash)) {
    throw new DomainError('COMMAND_ID_REUSED', { commandId: claim.commandId });
  }
  return { response: earlier.response, replayed: true };
}
