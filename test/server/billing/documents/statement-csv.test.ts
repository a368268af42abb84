import { expect, test } from 'vitest';
import { statementCsv } from '../../../../server/billing/documents/statement-csv.ts';
import {
  creditNoteNumber,
  invoiceNumber,
  organisationReference,
  paymentReference,
} from '../../../../shared/checked-reference.ts';
import type { StatementOfAccount } from '../../../../shared/contracts/statements.ts';
import { localDate } from '../../../../shared/local-date.ts';
import { pence } from '../../../../shared/money.ts';

const nothing = { invoiceKind: null, invoice: null, creditNote: null, payment: null, added: pence(0), taken: pence(0) };
const invoice = invoiceNumber(2026, 1);
const creditNote = creditNoteNumber(2026, 1);
const payment = { attemptId: '00000000-0000-4000-8000-000000000000', reference: paymentReference(10_000_001) };
const on = (day: number) => localDate(`2026-04-0${day}`);

const statement: StatementOfAccount = {
  organisation: { reference: organisationReference(1), name: 'A', addressLines: [], town: 'T', postcode: 'ZZ1 1ZZ' },
  period: { from: on(1), before: localDate('2026-05-01') },
  ...{ opening: pence(5), closing: pence(-4600), added: pence(9200), taken: pence(13_805), agreesWithLedger: true },
  entries: [
    {
      ...{ ...nothing, day: on(2), kind: 'invoice', invoiceKind: 'bill', invoice },
      ...{ added: pence(9200), balance: pence(9205) },
    },
    { ...nothing, day: on(3), kind: 'receipt', payment, taken: pence(9205), balance: pence(0) },
    { ...nothing, day: on(4), kind: 'credit-note', invoice, creditNote, taken: pence(4600), balance: pence(-4600) },
  ],
};

test('a statement is a table with its opening and closing balance, in pounds that a spreadsheet reads', () => {
  expect(statementCsv(statement).replace('\uFEFF', '').trimEnd().split('\r\n')).toEqual([
    'Day,What,Reference,Charged (£),Paid or credited (£),Owed (£),In credit (£)',
    '2026-04-01,Opening balance,,,,0.05,0.00',
    `2026-04-02,Invoice,${invoice},92.00,,92.05,0.00`,
    `2026-04-03,Card payment,${payment.reference},,92.05,0.00,0.00`,
    `2026-04-04,Credit for ${invoice},${creditNote},,46.00,0.00,46.00`,
    '2026-04-30,Closing balance,,,,0.00,46.00',
  ]);
});
