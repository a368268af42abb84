import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand, runSystemChange } from '../../../server/platform/run-command.ts';
import { selectRows, write } from '../../../server/platform/rows.ts';
import { inTransaction } from '../../../server/platform/transaction.ts';
import { openBooks, type Books } from '../../support/books.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const copies = async () => (await books.rows('select id from server_copy')).length;
const INSERT_COPY = 'insert into server_copy (started_at) values (now())';

test('what was written is kept when the work resolves and gone when it throws', async () => {
  const before = await copies();
  await inTransaction(books.orm.em, (tx) => write(tx, INSERT_COPY));
  expect(await copies()).toBe(before + 1);
  const failing = inTransaction(books.orm.em, async (tx) => {
    await write(tx, INSERT_COPY);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await copies()).toBe(before + 1);
});

test('others do not see it before it is committed', async () => {
  const before = await copies();
  await inTransaction(books.orm.em, async (tx) => {
    await write(tx, INSERT_COPY);
    expect(await selectRows(tx, 'select id from server_copy')).toHaveLength(before + 1);
    expect(await selectRows(books.orm.em.fork(), 'select id from server_copy')).toHaveLength(before);
  });
});

test('a transaction is never opened inside another, by whichever door', async () => {
  const before = await copies();
  await inTransaction(books.orm.em, async (tx) => {
    const ctx = { ...books.system, em: tx };
    await expect(inTransaction(tx, async () => 1)).rejects.toThrow(/already open/);
    await expect(runSystemChange(ctx, {}, async () => 1)).rejects.toThrow(/already open/);
    await expect(runCommand(ctx, 'test', { commandId: randomUUID() }, async () => 1)).rejects.toThrow(/already open/);
    await write(tx, INSERT_COPY);
  });
  expect(await copies()).toBe(before + 1);
});

test('after a failed transaction the next one starts clean', async () => {
  await expect(inTransaction(books.orm.em, (tx) => write(tx, 'select 1 / 0'))).rejects.toMatchObject({ code: '22012' });
  expect(await inTransaction(books.orm.em, (tx) => selectRows(tx, 'select 1 as one'))).toEqual([{ one: 1 }]);
});
