import { describe, expect, test } from 'vitest';
import { getInvoice } from '../../../../server/billing/list-invoices.ts';
import { listDifferences } from '../../../../server/billing/corrections/list-differences.ts';
import { InvoiceNumberSchema } from '../../../../shared/checked-reference.ts';
import { DifferencePage } from '../../../../shared/contracts/corrections.ts';
import { localDate } from '../../../../shared/local-date.ts';
import { aLine } from '../../../support/books.ts';
import { payCardPayment } from '../../platform/card-payment-rows.ts';
import { registered } from '../../usage/feed-under-test.ts';
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

describe('a debit correction', () => {
  test('charges the difference to what the right kind of fee costs, on a line that points at what it corrects', async () => {
    const organisation = await office.books.organisation();
    const line = { ...aLine(4600), feeKind: 'half' as const };
    const made = await correct(office.books, office.team, { kind: 'one-off-invoice', organisation, lines: [line] });
    const number = (await madeBy(office.books, made)).invoice ?? '';
    const [half] = await linesOf(office.books, number);
    const lines = [{ lineId: half?.id, feeKind: 'full' }];
    const asked = await correct(office.books, office.team, { kind: 'debit-correction', invoice: number, lines });
    const added = (await madeBy(office.books, asked)).invoice ?? '';
    expect(await standingOf(office.books, added)).toMatchObject({ total: 4600, outstanding: 4600 });
    expect(await balanceOf(office.books, organisation)).toEqual({ receivable: 9200, credit: 0 });
    expect(await linesOf(office.books, added)).toMatchObject([{ lpa: half?.lpa, live: false }]);
    await expect(
      ask(office.books, office.team.asker, { kind: 'debit-correction', invoice: number, lines }),
    ).rejects.toMatchObject({
      code: 'CORRECTION_NOTHING_TO_DO',
      details: { amount: 9200, price: 9200 },
    });
    // What was added goes first; only then can the LPA be let go and billed anew.
    const whole = creditOf(number, [{ lineId: half?.id ?? 0, amount: 4600 }]);
    await expect(ask(office.books, office.team.asker, whole)).rejects.toMatchObject({
      code: 'LINE_CORRECTED_ELSEWHERE',
    });
    const [more] = await linesOf(office.books, added);
    await correct(office.books, office.team, creditOf(added, [{ lineId: more?.id ?? 0, amount: 4600 }]));
    await correct(office.books, office.team, whole);
    expect(await balanceOf(office.books, organisation)).toEqual({ receivable: 0, credit: 0 });
  });
});

describe('a reissue', () => {
  test('credits the whole invoice and writes it anew with the changes, linked both ways', async () => {
    const organisation = await office.books.organisation();
    const { number } = await office.books.invoice(organisation, 9200, 9200, 9200);
    const [first, second, third] = await linesOf(office.books, number);
    await correct(office.books, office.team, creditOf(number, [{ lineId: third?.id ?? 0, amount: 1200 }]));
    const changes = [
      { lineId: first?.id, feeKind: 'half', ownReference: 'NEW/1' },
      { lineId: second?.id, leaveOut: true },
    ];
    const asked = await correct(office.books, office.team, { kind: 'reissue', invoice: number, changes });
    const { invoice: anew, note } = await madeBy(office.books, asked);
    expect(await standingOf(office.books, number)).toEqual({
      total: 27_600,
      paid: 0,
      credited: 27_600,
      outstanding: 0,
    });
    expect(await standingOf(office.books, anew ?? '')).toMatchObject({ total: 4600 + 8000, outstanding: 12_600 });
    expect(await linesOf(office.books, anew ?? '')).toMatchObject([
      { lpa: first?.lpa, amount: 4600, live: true },
      { lpa: third?.lpa, amount: 8000, live: true },
    ]);
    expect(await balanceOf(office.books, organisation)).toEqual({ receivable: 12_600, credit: 0 });
    const reader = { staffId: office.team.asker.staffId, today: localDate('2026-11-24') };
    const [old, fresh] = await Promise.all(
      [number, anew].map((one) => getInvoice(office.books.orm.em.fork(), InvoiceNumberSchema.parse(one), reader)),
    );
    expect(old).toMatchObject({ replacedBy: anew, replaces: null });
    expect(old?.creditNotes.map((credited) => credited.number)).toContain(note);
    expect(fresh).toMatchObject({ replaces: number, replacedBy: null, kind: 'reissue' });
    await expect(
      ask(office.books, office.team.asker, { kind: 'reissue', invoice: number, changes: [] }),
    ).rejects.toMatchObject({
      code: 'CORRECTION_NOTHING_TO_DO',
    });
  });
});

describe('a move to the right organisation', () => {
  test('credits here, bills there and registers there, in one transaction', async () => {
    const [wrong, right] = [
      await office.books.organisation('Wrong & Co'),
      await office.books.organisation('Right & Co'),
    ];
    const event = registered(wrong);
    await office.feed(event);
    const line = {
      ...aLine(9200),
      lpaReference: event.lpaReference,
      receivedOn: event.receivedOn,
      registeredOn: event.registeredOn,
    };
    const billed = await madeBy(
      office.books,
      await correct(office.books, office.team, {
        kind: 'one-off-invoice',
        organisation: wrong,
        lines: [line, aLine(4600, { feeKind: 'half' })],
      }),
    );
    const [moving] = await linesOf(office.books, billed.invoice ?? '');
    const request = { kind: 'move-registration', invoice: billed.invoice, lineIds: [moving?.id], to: right };
    await expect(ask(office.books, office.team.asker, { ...request, to: wrong })).rejects.toMatchObject({
      code: 'CORRECTION_REFUSED',
    });
    const asked = await correct(office.books, office.team, request);
    const made = await madeBy(office.books, asked);
    expect(await balanceOf(office.books, wrong)).toEqual({ receivable: 4600, credit: 0 });
    expect(await balanceOf(office.books, right)).toEqual({ receivable: 9200, credit: 0 });
    const [registration] = await office.books.rows(
      `select organisation.reference, registration.version from registration join organisation on organisation.id = organisation_id
       where lpa_reference = ?`,
      [event.lpaReference],
    );
    expect(registration).toEqual({ reference: right, version: 2 });
    expect(await linesOf(office.books, made.invoice ?? '')).toMatchObject([{ lpa: event.lpaReference, live: true }]);
    expect(
      await office.books.rows('select from invoice_line where lpa_reference = ? and live', [event.lpaReference]),
    ).toHaveLength(1);
    const page = DifferencePage.parse(await listDifferences(office.books.orm.em.fork(), { cursor: null, limit: 100 }));
    expect(page.rows.filter(({ lpaReference }) => lpaReference === event.lpaReference)).toEqual([]);
  });

  test('leaves what was paid as credit on account with the organisation that paid it', async () => {
    const [wrong, right] = [await office.books.organisation(), await office.books.organisation()];
    const { number } = await office.books.invoice(wrong, 9200);
    await payCardPayment(office.books, number, await office.books.staff('agent'));
    const [line] = await linesOf(office.books, number);
    await correct(office.books, office.team, {
      kind: 'move-registration',
      invoice: number,
      lineIds: [line?.id],
      to: right,
    });
    expect(await balanceOf(office.books, wrong)).toEqual({ receivable: 0, credit: 9200 });
    expect(await balanceOf(office.books, right)).toEqual({ receivable: 9200, credit: 0 });
  });
});
