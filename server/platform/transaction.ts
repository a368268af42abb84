import type { EntityManager } from '@mikro-orm/postgresql';

declare const open: unique symbol;

/** An entity manager inside a transaction. Only `inTransaction` makes one, so what must not run without says so in its type. */
export type Tx = EntityManager & { readonly [open]: true };

/**
 * Runs `work` in one new transaction on a fork of `em`; commits when it resolves, rolls back when it throws.
 *
 * Never called inside another: the inner one would be a savepoint, and an inner failure that is caught would leave the
 * outer one to commit. The ORM's own `transactional` is not used: where a connection is lost in the middle, it never
 * gives it back, and the pool runs dry.
 */
export async function inTransaction<T>(em: EntityManager, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (em.isInTransaction()) throw new Error('A transaction is already open: pass its Tx on instead of nesting.');
  const tx = em.fork({ clear: true }) as Tx;
  const failures: unknown[] = [];
  try {
    return await tx
      .getKysely()
      .transaction()
      .execute(async (transaction) => {
        tx.setTransactionContext(transaction);
        try {
          const result = await work(tx);
          await tx.flush();
          return result;
        } catch (error) {
          failures.push(error);
          throw error;
        }
      });
  } catch (error) {
    // A rollback that fails as well says less than what made it necessary.
    throw failures[0] ?? error;
  }
}
