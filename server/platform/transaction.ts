import type { EntityManager } from '@mikro-orm/postgresql';

declare const open: unique symbol;

/** An entity manager inside a transaction. Only `inTransaction` makes one, so what must not run without says so in its type. */
export type Tx = EntityManager & { readonly [open]: true };

/**
 * Runs `work` in one new transaction on a fork of `em`; commits when it resolves, rolls back when it throws.
 *
 * Never called inside another: the inner one would be a savepoint, and an inner failure that is caught would leave the
 * outer one to commit.
 */
export async function inTransaction<T>(em: EntityManager, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (em.isInTransaction()) throw new Error('A transaction is already open: pass its Tx on instead of nesting.');
  return em.fork({ clear: true }).transactional((inner) => work(inner as Tx));
}
