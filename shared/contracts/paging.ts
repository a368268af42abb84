import { z } from 'zod';

/** Lists are keyset pages: `cursor` is opaque, made by the server, and null at the start. */
export const PageInput = {
  cursor: z.string().max(500).nullable().default(null),
  limit: z.int().min(1).max(200).default(100),
};

/** One page of `row`; `nextCursor` is null on the last page. */
export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.strictObject({ rows: z.array(row), nextCursor: z.string().nullable() });
}

/** A list that was made ready as a file: its id, for ten minutes, and the name to save it under. */
export const ListFile = z.strictObject({ fileId: z.uuid(), name: z.string() });
export type ListFile = z.infer<typeof ListFile>;

/** Made by the page, once per intent of the user; the same id never acts twice. */
export const CommandId = z.uuid();

export const SortDirection = z.enum(['asc', 'desc']);
