import type { BilledDifference, CorrectionRow, CreditNoteRow } from '../../shared/contracts/corrections.ts';
import {
  countColumn,
  dayColumn,
  instantColumn,
  moneyColumn,
  referenceColumn,
  statusColumn,
  textColumn,
} from '../grid/columns.tsx';
import { FEE_WORDS } from '../billing/fee-words.ts';
import { CORRECTION_WORDS } from '../ui/status-words.ts';
import { CORRECTION_KIND_WORDS } from './correction-words.ts';

export const correctionColumns = [
  textColumn<CorrectionRow>({
    id: 'kind',
    title: 'What',
    value: (row) => CORRECTION_KIND_WORDS[row.kind].called,
    width: 210,
  }),
  textColumn<CorrectionRow>({
    id: 'organisation',
    title: 'Organisation',
    value: (row) => row.organisation.name,
    share: 2,
  }),
  referenceColumn<CorrectionRow>({ id: 'invoice', title: 'Invoice', value: (row) => row.invoice ?? '' }),
  moneyColumn<CorrectionRow>({ id: 'amount', title: 'At stake', value: (row) => row.amount }),
  textColumn<CorrectionRow>({ id: 'words', title: 'Why', value: (row) => row.words, share: 2 }),
  textColumn<CorrectionRow>({ id: 'by', title: 'Asked for by', value: (row) => row.askedBy, width: 170 }),
  instantColumn<CorrectionRow>({ id: 'at', title: 'Asked for', value: (row) => row.askedAt }),
  statusColumn<CorrectionRow>({ id: 'state', title: 'State', value: (row) => CORRECTION_WORDS[row.state], width: 190 }),
];

/** What a difference asks for, in words. */
export function differenceWords(row: BilledDifference): string {
  if (row.withdrawn) return 'Withdrawn: credit it whole';
  if (row.movedTo !== null) return `Belongs to ${row.movedTo.name}: move it`;
  const fee = row.nowIs === null ? 'The fee changed' : `Now ${FEE_WORDS[row.nowIs].toLowerCase()}`;
  return row.asks === 'charge' ? `${fee}: goes onto the next bill by itself` : `${fee}: credit the difference`;
}

export const differenceColumns = [
  referenceColumn<BilledDifference>({ id: 'lpa', title: 'LPA', value: (row) => row.lpaReference, width: 170 }),
  textColumn<BilledDifference>({
    id: 'organisation',
    title: 'Billed to',
    value: (row) => row.organisation.name,
    share: 2,
  }),
  referenceColumn<BilledDifference>({ id: 'invoice', title: 'Invoice', value: (row) => row.invoice }),
  textColumn<BilledDifference>({ id: 'was', title: 'Billed as', value: (row) => FEE_WORDS[row.billedAs], width: 190 }),
  moneyColumn<BilledDifference>({ id: 'charged', title: 'Charged', value: (row) => row.charged }),
  moneyColumn<BilledDifference>({ id: 'price', title: 'Costs now', value: (row) => row.price }),
  textColumn<BilledDifference>({ id: 'asks', title: 'What to do', value: differenceWords, share: 3 }),
  textColumn<BilledDifference>({
    id: 'open',
    title: 'Under way',
    value: (row) => (row.correctionId === null ? '' : `Correction ${row.correctionId}`),
    width: 130,
  }),
];

export const creditNoteColumns = [
  referenceColumn<CreditNoteRow>({ id: 'number', title: 'Credit note', value: (row) => row.number }),
  dayColumn<CreditNoteRow>({ id: 'issued', title: 'Issued', value: (row) => row.issuedOn }),
  referenceColumn<CreditNoteRow>({ id: 'invoice', title: 'Invoice', value: (row) => row.invoice }),
  referenceColumn<CreditNoteRow>({ id: 'new', title: 'New invoice', value: (row) => row.newInvoice ?? '' }),
  countColumn<CreditNoteRow>({ id: 'lines', title: 'LPAs', value: (row) => row.lineCount, width: 80 }),
  moneyColumn<CreditNoteRow>({ id: 'total', title: 'Credited', value: (row) => row.total }),
  moneyColumn<CreditNoteRow>({ id: 'debt', title: 'Off debt', value: (row) => row.offDebt, zeroAs: '–' }),
  moneyColumn<CreditNoteRow>({ id: 'account', title: 'To account', value: (row) => row.toAccount, zeroAs: '–' }),
  textColumn<CreditNoteRow>({ id: 'reason', title: 'Reason', value: (row) => row.reason, share: 2 }),
  textColumn<CreditNoteRow>({ id: 'approved', title: 'Approved by', value: (row) => row.approvedBy, width: 160 }),
];
