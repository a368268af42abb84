import { ReferenceKind } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENTITIES } from '../../../server/entities.ts';
import { openBooks, type Books } from '../../support/books.ts';

interface Column {
  readonly column: string;
  readonly nullable: boolean;
  readonly filled: boolean;
}

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

/** `filled`: PostgreSQL gives it a value when an insert does not. */
async function columnsOf(table: string): Promise<Map<string, Column>> {
  const rows = await books.rows<Column>(
    `select column_name as column, is_nullable = 'YES' as nullable,
       (column_default is not null or is_identity = 'YES' or is_generated = 'ALWAYS') as filled
     from information_schema.columns where table_schema = 'public' and table_name = ?`,
    [table],
  );
  return new Map(rows.map((row) => [row.column, row]));
}

const entities = ENTITIES.map((entity) => entity.meta.className);

test('there are entities to compare', () => {
  expect(entities).toEqual(expect.arrayContaining(['CardPayment', 'Organisation', 'Staff', 'StaffRole']));
});

test.each(entities)('every property of %s is a column that is null exactly where the property may be', async (name) => {
  const meta = books.orm.getMetadata().getByClassName(name);
  const columns = await columnsOf(meta.tableName);
  const inEntity = meta.props
    .filter((property) => property.fieldNames !== undefined && property.kind !== ReferenceKind.ONE_TO_MANY)
    .flatMap((property) => property.fieldNames.map((column) => ({ column, nullable: property.nullable === true })));
  expect(inEntity.length).toBeGreaterThan(1);
  const inDatabase = inEntity.map(({ column }) => ({ column, nullable: columns.get(column)?.nullable }));
  expect(inEntity).toEqual(inDatabase);
});

test.each(entities)('%s leaves out no column that an insert must fill', async (name) => {
  const meta = books.orm.getMetadata().getByClassName(name);
  const known = new Set(meta.props.flatMap((property) => property.fieldNames ?? []));
  const columns = [...(await columnsOf(meta.tableName)).values()];
  const missing = columns.filter(({ column, nullable, filled }) => !known.has(column) && !nullable && !filled);
  expect(missing).toEqual([]);
});
