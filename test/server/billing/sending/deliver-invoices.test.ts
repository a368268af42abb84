import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliverInvoices, issueInvoice, type SendingDeps } from '../../../../server/billing/index.ts';
import { runCommand } from '../../../../server/platform/run-command.ts';
import type { OrganisationReference } from '../../../../shared/checked-reference.ts';
import { asIfApproved } from '../../../support/as-if-approved.ts';
import { aLine, expectBooksInOrder, type Books } from '../../../support/books.ts';
import { readPdfTexts } from '../../../support/read-pdf.ts';
import { openPostRoom, sha256, type PostRoom } from '../../correspondence/post-room.ts';
import { TEST_SENDER } from '../../http/http-under-test.ts';

let room: PostRoom;
let books: Books;
let deps: SendingDeps;
beforeAll(async () => {
  room = await openPostRoom();
  books = room.books;
  deps = { sender: TEST_SENDER, log: room.deps.log, jobs: { enqueue: async () => undefined } };
  await books.rows(`update invoice_delivery_progress set delivered_before = '2026-11-24T00:00:00Z'`);
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await room.close();
});

const messagesAbout = (number: string) =>
  books.rows<{ id: number; channel: string; recipient: string; document_id: number; subject: string; body: string }>(
    'select id, channel, recipient, document_id, subject, body from message where about = ?',
    [`invoice:${number}`],
  );
async function documentOf(id: number): Promise<Buffer> {
  const [row] = await books.rows<{ bytes: Buffer; hash: string; page_count: number }>(
    `select bytes, encode(sha256, 'hex') as hash, page_count from correspondence_document where id = ?`,
    [id],
  );
  expect(sha256(Buffer.from(row?.bytes ?? ''))).toBe(row?.hash);
  return Buffer.from(row?.bytes ?? '');
}

test('an invoice goes once to the billing contact, whole, as the very bytes that are kept', async () => {
  const { number } = await books.invoice(await books.organisation(), 9200, 4600);
  await Promise.all([deliverInvoices(books.system, deps), deliverInvoices(books.system, deps)]);
  await deliverInvoices(books.system, deps);
  const messages = await messagesAbout(number);
  expect(messages).toMatchObject([{ channel: 'email', recipient: 'accounts@example.com' }]);
  expect(messages[0]?.subject).toBe(`Invoice ${number} from the Office of the Public Guardian`);
  expect(messages[0]?.body).toContain('Please pay £138.00 by 24 December 2026.');
  await room.work();
  const [sent] = room.notify.messages().filter(({ subject }) => subject.includes(number));
  const kept = await documentOf(messages[0]?.document_id ?? 0);
  expect(Buffer.from(sent?.file?.base64 ?? '', 'base64').equals(kept)).toBe(true);
  expect((await readPdfTexts(kept)).join(' ')).toContain(`Invoice ${number}`);
});

test('where no e-mail address is known it goes by letter, to the postal address', async () => {
  const organisation = await books.organisation();
  await asIfApproved(books.database, `update organisation set contact_email = '' where reference = $1`, [organisation]);
  const { number } = await books.invoice(organisation, 9200);
  await deliverInvoices(books.system, deps);
  expect(await messagesAbout(number)).toMatchObject([
    { channel: 'letter', recipient: 'Harrow & Pike Solicitors\n1 Market Street\nTestford\nZZ1 1ZZ' },
  ]);
});

async function issueLarge(organisation: OrganisationReference, lines: number): Promise<string> {
  const input = { commandId: randomUUID(), organisation, lines: Array.from({ length: lines }, () => aLine(9200)) };
  return (await runCommand(books.system, 'billing.issueInvoice', input, issueInvoice)).number;
}

test('what is too long for a letter goes as its first page, which says how to get the list', async () => {
  const organisation = await books.organisation();
  await asIfApproved(books.database, `update organisation set contact_email = '' where reference = $1`, [organisation]);
  const number = await issueLarge(organisation, 600);
  await deliverInvoices(books.system, deps);
  const [message] = await messagesAbout(number);
  const pages = await readPdfTexts(await documentOf(message?.document_id ?? 0));
  expect(pages).toHaveLength(1);
  expect(pages[0]).toContain('The list of the 600 LPAs is too long to be sent along. Ring 01632 960000');
  expect(pages[0]).toContain('Page 1 of 1');
});

test('what was issued before deliveries began is left alone, and the mark moves on once all is sent', async () => {
  books.clock.set('2026-11-23T10:00:00.000Z');
  const { number } = await books.invoice(await books.organisation(), 9200);
  books.clock.set('2026-11-24T18:00:00.000Z');
  await deliverInvoices(books.system, deps);
  expect(await messagesAbout(number)).toEqual([]);
  const [mark] = await books.rows<{ at: Date }>('select delivered_before as at from invoice_delivery_progress');
  expect(new Date(mark?.at ?? 0).toISOString()).toBe('2026-11-24T17:00:00.000Z');
});

test('an invoice that cannot be made does not keep the others, and is tried again', async () => {
  const [bad, good] = [await books.organisation(), await books.organisation()];
  const { number: stuck } = await books.invoice(bad, 9200);
  const { number } = await books.invoice(good, 9200);
  const broken = {
    ...deps,
    sender: {
      ...TEST_SENDER,
      get name(): string {
        if (failing) {
          failing = false;
          throw new Error('broken');
        }
        return TEST_SENDER.name;
      },
    },
  };
  let failing = true;
  await deliverInvoices(books.system, broken);
  expect([...(await messagesAbout(stuck)), ...(await messagesAbout(number))]).toHaveLength(1);
  await deliverInvoices(books.system, deps);
  expect([await messagesAbout(stuck), await messagesAbout(number)].map(({ length }) => length)).toEqual([1, 1]);
});
