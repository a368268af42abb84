import { afterAll, beforeAll, expect, test } from 'vitest';
import { explainInvoice } from '../../../../server/billing/explain/explain-invoice.ts';
import { explainLine } from '../../../../server/billing/explain/explain-line.ts';
import type { StaffActor } from '../../../../server/platform/actor.ts';
import type { InvoiceNumber, OrganisationReference } from '../../../../shared/checked-reference.ts';
import type { LpaReference } from '../../../../shared/lpa-reference.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../../support/books.ts';
import { corrected, openFeed, registered, type Feed } from '../../usage/feed-under-test.ts';
import { issuedRun } from '../bill-runs/run-under-test.ts';
import { correct, linesOf, madeBy, people as correctors } from '../corrections/correction-under-test.ts';

let books: Books;
let feed: Feed;
let people: { readonly drafter: StaffActor; readonly approver: StaffActor };
let organisation: OrganisationReference;

beforeAll(async () => {
  books = await openBooks();
  feed = await openFeed(books);
  people = { drafter: await books.staff('finance'), approver: await books.staff('finance-manager') };
  organisation = await books.organisation();
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

async function explained(lpaReference: string): Promise<string[]> {
  const [line] = await books.rows<{ id: number }>('select id from invoice_line where lpa_reference = ?', [
    lpaReference,
  ]);
  return (await explainLine(books.orm.em.fork(), line?.id ?? 0)).sentences;
}

test('a line that crossed a fee change says which date chose its price, the reduction, who told it and who billed it', async () => {
  const before = registered(organisation, { receivedOn: '2025-11-14', registeredOn: '2026-02-02', feeKind: 'full' });
  const fixed = registered(organisation, { receivedOn: '2025-11-17', registeredOn: '2026-10-12', feeKind: 'full' });
  await feed(before, fixed);
  await feed(corrected(fixed.lpaReference, { feeKind: 'quarter' }));
  await issuedRun(books, people);
  const [dates, price, reduction, told, billed] = await explained(before.lpaReference);
  expect(dates).toContain('received on 14 November 2025 and registered on 2 February 2026');
  expect(price).toContain('received from 1 April 2017 until 17 November 2025');
  expect(price).toContain('a full fee of £82.00');
  expect(price).toContain('The fee of £92.00 that was in force when it was registered');
  expect(reduction).toBe('No reduction applies, so £82.00 is due.');
  expect(told).toMatch(/^The kind of fee was told by usage-feed .* on 24 November 2026\.$/);
  expect(billed).toMatch(
    /^It stands on invoice LP\w+ of 24 November 2026, of the bill run for October 2026 that finance \w+ opened and finance-manager \w+ approved\.$/,
  );
  const sentences = await explained(fixed.lpaReference);
  expect(sentences[1]).not.toContain('when it was registered is');
  expect(sentences[1]).not.toContain('£82.00');
  expect(sentences[2]).toContain('£92.00 ÷ 2 ÷ 2 = £23.00');
  expect(sentences[3]).toMatch(/^The kind of fee was corrected by /);
});

test('a line of an invoice of its own has no run and nobody who told', async () => {
  const other = await books.organisation('Another');
  const invoice = await books.invoice(other, 4600);
  const [line] = await books.rows<{ lpa_reference: LpaReference }>(
    'select lpa_reference from invoice_line join invoice on invoice.id = invoice_id where number = ?',
    [invoice.number],
  );
  const sentences = await explained(line?.lpa_reference ?? '');
  expect(sentences).toHaveLength(4);
  expect(sentences.at(-1)).toBe(`It stands on invoice ${invoice.number} of 24 November 2026.`);
});

test('what changed since the last bill is told in four sentences at most, whose parts make the difference', async () => {
  const one = await books.organisation('Bills that differ');
  await books.invoice(one, 9200, 9200, 4600, 0);
  const first = await explain(await lastInvoice(one));
  expect(first).toEqual([]);
  await books.invoice(one, ...Array.from({ length: 9 }, () => 9200), 2300);
  const sentences = await explain(await lastInvoice(one));
  expect(sentences.length).toBeLessThanOrEqual(4);
  expect(sentences[0]).toContain('is £851.00, £621.00 more than invoice');
  expect(sentences[1]).toBe('It has 10 LPAs after 4, which makes £345.00 more.');
  expect(sentences[2]).toBe('1 LPA is reduced or exempt, after 2, which makes £276.00 more.');
});

async function lastInvoice(of: OrganisationReference): Promise<InvoiceNumber> {
  const [row] = await books.rows<{ number: InvoiceNumber }>(
    `select number from invoice join organisation on organisation.id = organisation_id
     where reference = ? order by invoice.id desc limit 1`,
    [of],
  );
  if (row === undefined) throw new Error('There is no invoice');
  return row.number;
}

async function explain(number: InvoiceNumber): Promise<string[]> {
  return (await explainInvoice(books.orm.em.fork(), number)).sentences;
}

test('a line that is not there is refused', async () => {
  await expect(explainLine(books.orm.em.fork(), 2_000_000_000)).rejects.toMatchObject({ code: 'LINE_NOT_FOUND' });
});

test('a line that was credited, moved or charged more says so, why, and who asked and approved', async () => {
  const team = await correctors(books);
  const [wrong, right] = [await books.organisation('Wrong & Co'), await books.organisation('Right & Co')];
  const { number } = await books.invoice(wrong, 4600);
  const [line] = await linesOf(books, number);
  const sentencesOf = async (id = 0) => (await explainLine(books.orm.em.fork(), id)).sentences.join(' ');
  const lines = [{ lineId: line?.id, feeKind: 'full' }];
  const more = await madeBy(books, await correct(books, team, { kind: 'debit-correction', invoice: number, lines }));
  expect(await sentencesOf(line?.id)).toContain(`A further £46.00 was charged for it on invoice ${more.invoice}.`);
  const [added] = await linesOf(books, more.invoice ?? '');
  expect(await sentencesOf(added?.id)).toContain(`It adds to the £46.00 that was charged on invoice ${number}.`);
  const words = 'The remission stands after all';
  const undo = [{ lineId: added?.id, amount: 4600 }];
  await correct(books, team, { kind: 'credit-note', invoice: more.invoice, lines: undo, words });
  expect(await sentencesOf(added?.id)).toMatch(
    /£46\.00 was credited by credit note CN\w+ on 24 November 2026\. Billed in error: “The remission stands after all”\. finance \w+ asked for it and finance-manager \w+ approved it\./,
  );
  const move = { kind: 'move-registration', invoice: number, lineIds: [line?.id], to: right };
  const moved = await madeBy(books, await correct(books, team, move));
  expect(await sentencesOf(line?.id)).toContain(
    `It was charged anew, at £46.00, on invoice ${moved.invoice} of Right & Co.`,
  );
  const [there] = await linesOf(books, moved.invoice ?? '');
  expect(await sentencesOf(there?.id)).toContain(
    `It takes the place of a line of £46.00 on invoice ${number} of Wrong & Co, which was credited.`,
  );
});

test('a bill is compared with bills: not with corrections in between, nor with one that was written anew', async () => {
  const team = await correctors(books);
  const one = await books.organisation('Bills put right');
  const { number } = await books.invoice(one, 9200, 4600);
  const [, half] = await linesOf(books, number);
  const anew = await madeBy(books, await correct(books, team, { kind: 'reissue', invoice: number, changes: [] }));
  const [, again] = await linesOf(books, anew.invoice ?? '');
  const lines = [{ lineId: again?.id, feeKind: 'full' }];
  const more = { kind: 'debit-correction', invoice: anew.invoice, lines };
  const corrected = await madeBy(books, await correct(books, team, more));
  expect(half?.lpa).toBe(again?.lpa);
  expect((await explain(corrected.invoice as InvoiceNumber)).join(' ')).toContain('puts earlier bills right');
  await books.invoice(one, 9200);
  expect((await explain(await lastInvoice(one)))[0]).toContain(`less than invoice ${anew.invoice}`);
  expect(await explain(anew.invoice as InvoiceNumber)).toEqual([]);
});
