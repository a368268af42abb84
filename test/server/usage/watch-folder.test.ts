import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLogger } from '../../../server/platform/logger.ts';
import { lookIntoFolder } from '../../../server/usage/index.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { desk } from '../http/desk.ts';
import { noPayments } from '../http/no-payments.ts';
import { aRow, csv, openFiles, type Files } from './files-under-test.ts';

const log = createLogger('silent');
const { jobs } = noPayments(log);

let books: Books;
let files: Files;
let organisation: OrganisationReference;
let folder: string;
beforeAll(async () => {
  books = await openBooks();
  files = await openFiles(books);
  organisation = await books.organisation();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watched-'));
});
afterEach(() => rm(folder, { recursive: true }));
afterAll(async () => {
  await expectBooksInOrder(books);
  await files.close();
  await books.close();
});

/** Leaves a file in the folder, `seconds` ago by the clock of the books. */
async function leave(name: string, content: string, seconds = 60): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, content);
  const at = books.clock.now().getTime() / 1_000 - seconds;
  await utimes(path, at, at);
}

const look = () => lookIntoFolder(books.system, folder, { jobs, log });
const newest = async () => {
  const [row] = (await desk(books, files.finance).usage.listDeliveries({ show: 'files' })).rows;
  return row;
};
const count = async () => (await books.rows(`select from usage_delivery where channel = 'folder'`)).length;

test('a file that was left is taken once, read, and moved out of the way', async () => {
  await leave('november.csv', csv(aRow(organisation), aRow(organisation)));
  await look();
  await files.readAll();
  expect(await newest()).toMatchObject({
    ...{ channel: 'folder', name: 'november.csv', by: 'Watched folder', state: 'done' },
    counts: { accepted: 2 },
  });
  expect(await readdir(folder)).toEqual(['taken']);
  expect(await readdir(join(folder, 'taken'))).toEqual(['november.csv']);
});

test('the same file again, under whatever name, is no second delivery, and no earlier file is lost', async () => {
  const content = csv(aRow(organisation));
  await leave('a.csv', content);
  await look();
  const before = await count();
  await leave('a.csv', content);
  await leave('b.csv', content);
  await look();
  expect(await count()).toBe(before);
  expect(await readdir(join(folder, 'taken'))).toEqual(['2-a.csv', 'a.csv', 'b.csv']);
  await files.readAll();
});

test('a file that came by hand before is recognised in the folder', async () => {
  const content = csv(aRow(organisation));
  await files.send(content);
  const before = await count();
  await leave('again.csv', content);
  await look();
  expect(await count()).toBe(before);
  await files.readAll();
});

test('what may still be written, or is no table, is left alone', async () => {
  await leave('late.csv', csv(aRow(organisation)), 5);
  await leave('november.csv.part', csv(aRow(organisation)));
  await look();
  expect(await readdir(folder)).toEqual(['late.csv', 'november.csv.part']);
  books.clock.advance({ seconds: 10 });
  await look();
  expect(await readdir(folder)).toEqual(['november.csv.part', 'taken']);
  await files.readAll();
});

test('what cannot be a file of registrations is set aside, and those after it are taken', async () => {
  await leave('4444 3333 2222 1111.csv', csv(aRow(organisation)));
  await leave('empty.csv', '');
  await leave('good.csv', csv(aRow(organisation)));
  await look();
  expect(await readdir(join(folder, 'not-taken'))).toEqual(['4444 3333 2222 1111.csv', 'empty.csv']);
  expect(await readdir(join(folder, 'taken'))).toEqual(['good.csv']);
  await files.readAll();
  expect(await newest()).toMatchObject({ name: 'good.csv', state: 'done' });
});

test('a folder that is not there stops nothing', async () => {
  await lookIntoFolder(books.system, join(folder, 'nowhere'), { jobs, log });
});
