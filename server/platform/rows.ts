import type { EntityManager } from '@mikro-orm/postgresql';
import { CompiledQuery } from 'kysely';
import { instant, type Instant } from '../../shared/instant.ts';
import type { Tx } from './transaction.ts';

/** Values a parameter of raw SQL may have. */
export type SqlValue = string | number | boolean | null | Buffer;

/**
 * Reads rows by SQL, in the running transaction if there is one. Each `?` stands for one parameter, which travels
 * beside the text and never in it. Amounts and ids arrive as exact numbers, days as `YYYY-MM-DD`, instants as
 * PostgreSQL text (see `readInstant`).
 */
export async function selectRows<Row extends object>(
  em: EntityManager,
  sql: string,
  params: readonly SqlValue[] = [],
): Promise<Row[]> {
  const { rows } = await em.getKysely().executeQuery<Row>(CompiledQuery.raw(numbered(sql), [...params]));
  return rows;
}

/** Writes by SQL, in the transaction that `tx` is. */
export async function write(tx: Tx, sql: string, params: readonly SqlValue[] = []): Promise<void> {
  await tx.getKysely().executeQuery(CompiledQuery.raw(numbered(sql), [...params]));
}

function numbered(sql: string): string {
  let position = 0;
  return sql.replaceAll('?', () => `$${(position += 1)}`);
}

/** The one row that must exist. */
export async function selectOne<Row extends object>(
  em: EntityManager,
  sql: string,
  params: readonly SqlValue[] = [],
): Promise<Row> {
  const [row] = await selectRows<Row>(em, sql, params);
  if (row === undefined) throw new Error('A query that always answers one row answered none');
  return row;
}

/** PostgreSQL's text of a timestamptz, in a session whose time zone is UTC, as an instant. */
export function readDate(text: string): Date {
  const date = new Date(`${text.replace(' ', 'T').replace(/\+00(:00)?$/, '')}Z`);
  if (Number.isNaN(date.getTime())) throw new Error('Not a UTC timestamp');
  return date;
}

/** As `readDate`, in the shape contracts carry. */
export function readInstant(text: string): Instant {
  return instant(readDate(text));
}

/** As `readInstant`, where the column may be null. */
export function readInstantOrNull(text: string | null): Instant | null {
  return text === null ? null : readInstant(text);
}
