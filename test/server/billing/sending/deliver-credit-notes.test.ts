import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliverInvoices, type SendingDeps } from '../../../../server/billing/index.ts';
import { asIfApproved } from '../../../support/as-if-approved.ts';
import { expectBooksInOrder, type Books } from '../../../support/books.ts';
import { readPdfTexts } from '../../../support/read-pdf.ts';
import { openPostRoom, type PostRoom } from '../../correspondence/post-room.ts';
import { TEST_SENDER } from '../../http/http-under-test.ts';
import { correct, linesOf, people, type People } from '../corrections/correction-under-test.ts';

let room: PostRoom;
let books: Books;
let team: People;
let deps: SendingDeps;
beforeAll(async () => {
  room = await openPostRoom();
  books = room.books;
  team = await people(books);
  deps = { sender: TEST_SENDER, log: room.deps.log, jobs: { enqueue: async () => undefined } };
  await books.rows(`update invoice_delivery_progress set delivered_before = '2026-11-24T00:00:00Z'`);
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await room.close();
});

/** An organisation with one invoice, of which every line is credited; by letter where it has no address. */
async function credited(amounts: readonly number[], byLetter = false): Promise<{ about: string; invoice: string }> {
  const organisation = await books.organisation();
  if (byLetter) {
    await asIfApproved(books.database, `update organisation set contact_email = '' where reference = $1`, [
      organisation,
    ]);
  }
  const { number } = await books.invoice(organisation, ...amounts);
  const lines = (await linesOf(books, number)).map(({ id, amount }) => ({ lineId: id, amount }));
  await correct(books, team, { kind: 'credit-note', invoice: number, lines });
  const [note] = await books.rows<{ number: string }>(
    'select number from credit_note where invoice_id = (select id from invoice where number = ?)',
    [number],
  );
  return { about: `credit-note:${note?.number}`, invoice: number };
}

const messagesAbout = (about: string) =>
  books.rows<{ channel: string; kind: string; body: string; document_id: number }>(
    'select channel, kind, body, document_id from message where about = ?',
    [about],
  );

async function textsOf(documentId: number | undefined): Promise<string[]> {
  const [row] = await books.rows<{ bytes: Buffer; page_count: number }>(
    'select bytes, page_count from correspondence_document where id = ?',
    [documentId ?? 0],
  );
  const texts = await readPdfTexts(Buffer.from(row?.bytes ?? ''));
  expect(texts).toHaveLength(row?.page_count ?? 0);
  return texts;
}

test('a credit note goes once to the billing contact, and is what the organisation reads', async () => {
  const { about, invoice } = await credited([9200, 4600]);
  await Promise.all([deliverInvoices(books.system, deps), deliverInvoices(books.system, deps)]);
  await deliverInvoices(books.system, deps);
  const messages = await messagesAbout(about);
  expect(messages).toMatchObject([{ channel: 'email', kind: 'credit-note' }]);
  expect(messages[0]?.body).toContain(`It takes £138.00 off invoice ${invoice}.`);
  expect((await textsOf(messages[0]?.document_id)).join(' ')).toContain(`taken off invoice ${invoice}`);
});

test('one that is too long for a letter goes without the list, and says how to get it', async () => {
  const { about } = await credited(
    Array.from({ length: 600 }, () => 9200),
    true,
  );
  await deliverInvoices(books.system, deps);
  const [message] = await messagesAbout(about);
  expect(message).toMatchObject({ channel: 'letter' });
  const pages = await textsOf(message?.document_id);
  expect(pages).toHaveLength(1);
  expect(pages[0]).toContain('too long to be sent along. Ring 01632 960000');
  expect(pages[0]).toContain('£55,200.00');
});

test('what was issued before deliveries began is left alone', async () => {
  const { about } = await credited([9200]);
  await books.rows(`update invoice_delivery_progress set delivered_before = '2026-11-25T00:00:00Z'`);
  await deliverInvoices(books.system, deps);
  expect(await messagesAbout(about)).toEqual([]);
});
