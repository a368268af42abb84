import { describe, expect, test } from 'vitest';
import { getInvoice } from '../../../../server/billing/list-invoices.ts';
import { listInvoiceLines } from '../../../../server/billing/list-invoice-lines.ts';
import { getCreditNote, listCreditNotes } from '../../../../server/billing/corrections/list-credit-notes.ts';
import { CreditNoteNumberSchema, InvoiceNumberSchema } from '../../../../shared/checked-reference.ts';
import { CreditNotePage, CreditNoteRecord } from '../../../../shared/contracts/corrections.ts';
import { InvoiceLinePage, InvoiceRecord } from '../../../../shared/contracts/billing.ts';
import { localDate } from '../../../../shared/local-date.ts';
import { payCardPayment } from '../../platform/card-payment-rows.ts';
import { aLine } from '../../../support/books.ts';
import {
  ask,
  balanceOf,
  correct,
  creditOf,
  linesOf,
  madeBy,
  standingOf,
  useCorrections,
} from './correction-under-test.ts';

const office = useCorrections();

describe('a credit note', () => {
  test('takes an unpaid line off the debt, and frees its LPA to be billed again', async () => {
    const organisation = await office.books.organisation();
    const { number } = await office.books.invoice(organisation, 9200, 4600);
    const [first, second] = await linesOf(office.books, number);
    const asked = await correct(
      office.books,
      office.team,
      creditOf(number, [{ lineId: first?.id ?? 0, amount: 9200 }]),
    );
    const { note, invoice } = await madeBy(office.books, asked);
    expect(CreditNoteNumberSchema.parse(note).length).toBeLessThanOrEqual(18);
    expect(invoice).toBeNull();
    expect(await balanceOf(office.books, organisation)).toEqual({ receivable: 4600, credit: 0 });
    expect(await standingOf(office.books, number)).toEqual({
      total: 13_800,
      paid: 0,
      credited: 9200,
      outstanding: 4600,
    });
    expect(await linesOf(office.books, number)).toMatchObject([{ live: false }, { live: true }]);
    const again = { ...aLine(9200), lpaReference: first?.lpa };
    await correct(office.books, office.team, { kind: 'one-off-invoice', organisation, lines: [again] });
    const twice = { ...aLine(4600), lpaReference: second?.lpa };
    await expect(
      ask(office.books, office.team.asker, { kind: 'one-off-invoice', organisation, lines: [twice] }),
    ).rejects.toMatchObject({ code: 'LPA_ALREADY_BILLED', details: { number } });
  });

  test('of a paid line becomes credit on account, never a debt below nothing', async () => {
    const organisation = await office.books.organisation();
    const { number } = await office.books.invoice(organisation, 9200);
    await payCardPayment(office.books, number, await office.books.staff('agent'));
    const [line] = await linesOf(office.books, number);
    await correct(office.books, office.team, creditOf(number, [{ lineId: line?.id ?? 0, amount: 4600 }]));
    expect(await balanceOf(office.books, organisation)).toEqual({ receivable: 0, credit: 4600 });
    expect(await standingOf(office.books, number)).toEqual({ total: 9200, paid: 9200, credited: 4600, outstanding: 0 });
  });

  test('meets what a part-paid line still owes before any of it becomes credit', async () => {
    const organisation = await office.books.organisation();
    const { number } = await office.books.invoice(organisation, 9200, 4600);
    await payCardPayment(office.books, number, await office.books.staff('agent'), { firstLineOnly: true });
    const lines = await linesOf(office.books, number);
    await correct(
      office.books,
      office.team,
      creditOf(
        number,
        lines.map(({ id, amount }) => ({ lineId: id, amount })),
      ),
    );
    expect(await balanceOf(office.books, organisation)).toEqual({ receivable: 0, credit: 9200 });
    const record = await getInvoice(office.books.orm.em.fork(), InvoiceNumberSchema.parse(number), {
      staffId: office.team.asker.staffId,
      today: localDate('2026-11-24'),
    });
    expect(InvoiceRecord.parse(record)).toMatchObject({ status: 'credited', outstanding: 0, credited: 13_800 });
    expect(record.creditNotes).toMatchObject([{ total: 13_800 }]);
  });

  test('is never more than the line’s amount less earlier credits', async () => {
    const organisation = await office.books.organisation();
    const { number } = await office.books.invoice(organisation, 9200);
    const [line] = await linesOf(office.books, number);
    const of = (amount: number) => creditOf(number, [{ lineId: line?.id ?? 0, amount }]);
    await expect(ask(office.books, office.team.asker, of(9201))).rejects.toMatchObject({ code: 'CREDIT_ABOVE_LINE' });
    await correct(office.books, office.team, of(4600));
    await expect(ask(office.books, office.team.asker, of(4601))).rejects.toMatchObject({ details: { most: 4600 } });
    await correct(office.books, office.team, of(4600));
    await expect(ask(office.books, office.team.asker, of(0))).rejects.toMatchObject({ code: 'CREDIT_ABOVE_LINE' });
  });

  test('ends the claim of an LPA that cost nothing, with no journal', async () => {
    const organisation = await office.books.organisation();
    const { number } = await office.books.invoice(organisation, 0);
    const [line] = await linesOf(office.books, number);
    await correct(office.books, office.team, creditOf(number, [{ lineId: line?.id ?? 0, amount: 0 }]));
    expect(await linesOf(office.books, number)).toMatchObject([{ live: false }]);
  });

  test('numbers have no gap when one in between is refused, and the list and record say all of it', async () => {
    const organisation = await office.books.organisation();
    const { number } = await office.books.invoice(organisation, 9200, 9200);
    const [first, second] = await linesOf(office.books, number);
    await correct(office.books, office.team, creditOf(number, [{ lineId: first?.id ?? 0, amount: 100 }]));
    await expect(
      ask(office.books, office.team.asker, creditOf(number, [{ lineId: first?.id ?? 0, amount: 9200 }])),
    ).rejects.toMatchObject({ code: 'CREDIT_ABOVE_LINE' });
    const last = await correct(
      office.books,
      office.team,
      creditOf(number, [{ lineId: second?.id ?? 0, amount: 9200 }]),
    );
    const page = CreditNotePage.parse(
      await listCreditNotes(office.books.orm.em.fork(), { organisation, cursor: null, limit: 10 }),
    );
    expect(page.rows).toMatchObject([
      { total: 9200, askedBy: office.team.asker.name, approvedBy: office.team.approver.name, invoice: number },
      { total: 100 },
    ]);
    const [newest, oldest] = page.rows.map((row) => Number(row.number.slice(4, 10)));
    expect((newest ?? 0) - (oldest ?? 0)).toBe(1);
    const record = CreditNoteRecord.parse(
      await getCreditNote(
        office.books.orm.em.fork(),
        CreditNoteNumberSchema.parse((await madeBy(office.books, last)).note),
      ),
    );
    expect(record.lines).toMatchObject([{ amount: 9200, offDebt: 9200, toAccount: 0 }]);
    const lines = InvoiceLinePage.parse(
      await listInvoiceLines(
        office.books.orm.em.fork(),
        { number: InvoiceNumberSchema.parse(number), text: '', cursor: null, limit: 10 },
        office.team.asker.staffId,
      ),
    );
    expect(lines.rows).toMatchObject([
      { credited: 100, outstanding: 9100 },
      { credited: 9200, outstanding: 0, credits: [{ number: record.number }] },
    ]);
  });
});
