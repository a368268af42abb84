import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { lastingPort, serverProcess, type ServerProcess } from '../../support/server-process.ts';
import { desk } from '../http/desk.ts';
import { until } from '../platform/until.ts';
import { aRow, csv, openFiles, type Files } from './files-under-test.ts';

let books: Books;
let files: Files;
let organisation: OrganisationReference;
beforeAll(async () => {
  books = await openBooks();
  files = await openFiles(books);
  organisation = await books.organisation();
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await files.close();
  await books.close();
});

const ROWS = 50_000;
const KILLED_AT = [1, 10_500, 20_800];

const bigFile = (rows: number): string => csv(...Array.from({ length: rows }, () => aRow(organisation)));

const registrations = async (): Promise<number> => {
  const [row] = await books.rows<{ count: number }>('select count(*) as count from registration');
  return row?.count ?? -1;
};

/** The server as its operators run it; nothing of this test reaches GOV.UK Pay or the identity provider. */
async function aServer(): Promise<ServerProcess> {
  const port = await lastingPort();
  return serverProcess({
    COUNTERFOIL_PORT: String(port),
    COUNTERFOIL_DATABASE_URL: books.database.serverUrl,
    COUNTERFOIL_PUBLIC_URL: `http://127.0.0.1:${port}`,
    COUNTERFOIL_LOG_LEVEL: 'warn',
    GOVUK_PAY_API_URL: 'http://127.0.0.1:9',
    GOVUK_PAY_API_KEY: 'not-to-be-used',
    GOVUK_NOTIFY_API_KEY: 'unused-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222',
    GOVUK_NOTIFY_API_URL: 'http://127.0.0.1:9',
    GOVUK_NOTIFY_EMAIL_TEMPLATE: '33333333-3333-4333-8333-333333333333',
    GOVUK_NOTIFY_FILE_TEMPLATE: '44444444-4444-4444-8444-444444444444',
    GOVUK_PAY_PAGE_ORIGINS: 'http://127.0.0.1:9',
    OIDC_ISSUER: 'http://127.0.0.1:9',
    OIDC_JWKS_URL: 'http://127.0.0.1:9/jwks',
    BANK_ACCOUNT_NAME: 'OPG',
    BANK_SORT_CODE: '10-20-30',
    BANK_ACCOUNT_NUMBER: '12345678',
  });
}

test('killed in the middle of a file, wherever, the server leaves nothing half loaded, and the next one reads it all', async () => {
  const { deliveryId } = await files.send(bigFile(ROWS), 'big.csv', 256 * 1024);
  const before = await registrations();
  const server = await aServer();
  try {
    for (const row of KILLED_AT) {
      await server.start();
      await until(`row ${row} has been read`, async () => (await files.delivery(deliveryId)).rowCount >= row);
      await server.kill();
      expect(await files.delivery(deliveryId)).toMatchObject({ state: 'reading' });
      expect(await registrations()).toBe(before);
    }
    await server.start();
    await until('the file is read', async () => (await files.delivery(deliveryId)).state === 'done');
  } finally {
    await server.stop();
  }
  expect(await files.delivery(deliveryId)).toMatchObject({ rowCount: ROWS, counts: { accepted: ROWS } });
  expect(await registrations()).toBe(before + ROWS);
}, 120_000);

test('a file that nobody has begun to read is cancelled at once, and read after all when it is sent again', async () => {
  const content = csv(aRow(organisation));
  const { deliveryId } = await files.send(content);
  const asFinance = desk(books, files.finance);
  expect(await asFinance.usage.cancelDelivery({ commandId: randomUUID(), id: deliveryId })).toEqual({
    state: 'cancelled',
  });
  await files.readAll();
  expect(await files.delivery(deliveryId)).toMatchObject({ state: 'cancelled', canCancel: false });
  expect(await files.send(content)).toEqual({ deliveryId, cameBefore: true });
  await files.readAll();
  expect(await files.delivery(deliveryId)).toMatchObject({ state: 'done', counts: { accepted: 1 } });
  await expect(asFinance.usage.cancelDelivery({ commandId: randomUUID(), id: deliveryId })).rejects.toThrow(
    'DELIVERY_FINISHED',
  );
});

test('cancelled while it is being read, a file leaves nothing behind', async () => {
  const { deliveryId } = await files.send(bigFile(20_000), 'cancelled.csv', 256 * 1024);
  const before = await registrations();
  const reading = files.readAll();
  await until('reading has begun', async () => (await files.delivery(deliveryId)).rowCount > 0);
  await desk(books, files.finance).usage.cancelDelivery({ commandId: randomUUID(), id: deliveryId });
  await reading;
  expect(await files.delivery(deliveryId)).toMatchObject({ state: 'cancelled', rowCount: 0, counts: { accepted: 0 } });
  expect(await registrations()).toBe(before);
  expect(await files.rowsOf(deliveryId)).toEqual([]);
});

test('two readers at once read each file once', async () => {
  const other = await openFiles(books);
  const sent = [];
  for (let file = 0; file < 6; file += 1) sent.push(await files.send(csv(aRow(organisation), aRow(organisation))));
  await Promise.all([files.readAll(), other.readAll(), files.readAll()]);
  for (const { deliveryId } of sent) {
    expect(await files.delivery(deliveryId)).toMatchObject({ state: 'done', counts: { accepted: 2, duplicate: 0 } });
  }
  await other.close();
});
