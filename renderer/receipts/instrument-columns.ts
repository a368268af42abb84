import type { InstrumentRow, PayingInSlipRow } from '../../shared/contracts/receipts.ts';
import { countColumn, dayColumn, moneyColumn, referenceColumn, statusColumn, textColumn } from '../grid/columns.tsx';
import { INSTRUMENT_WORDS } from '../ui/status-words.ts';
import { INSTRUMENT_KIND_WORDS } from './receipt-words.ts';

/** Cheques and postal orders. */
export const instrumentColumns = [
  referenceColumn<InstrumentRow>({ id: 'number', title: 'Number', value: (row) => row.number }),
  moneyColumn<InstrumentRow>({ id: 'amount', title: 'Amount', value: (row) => row.amount }),
  textColumn<InstrumentRow>({ id: 'payer', title: 'Payer', value: (row) => row.payer, share: 2 }),
  textColumn<InstrumentRow>({ id: 'for', title: 'For', value: forWhom, share: 2 }),
  dayColumn<InstrumentRow>({ id: 'received', title: 'Received', value: (row) => row.receivedOn }),
  dayColumn<InstrumentRow>({ id: 'banked', title: 'Banked', value: (row) => row.bankedOn, none: 'Not yet' }),
  statusColumn<InstrumentRow>({ id: 'state', title: 'State', value: (row) => INSTRUMENT_WORDS[row.state], width: 140 }),
  textColumn<InstrumentRow>({ id: 'kind', title: 'Kind', value: (row) => INSTRUMENT_KIND_WORDS[row.kind], width: 120 }),
];

function forWhom({ parts }: InstrumentRow): string {
  const [first, ...others] = parts;
  if (first === undefined) return '';
  return others.length === 0 ? first.organisation.name : `${first.organisation.name} and ${others.length} more`;
}

/** Slips, newest first. */
export const slipColumns = [
  referenceColumn<PayingInSlipRow>({ id: 'number', title: 'Slip', value: (row) => String(row.payingInSlipId) }),
  dayColumn<PayingInSlipRow>({ id: 'banked', title: 'Banked', value: (row) => row.bankedOn }),
  countColumn<PayingInSlipRow>({ id: 'count', title: 'Pieces', value: (row) => row.count }),
  countColumn<PayingInSlipRow>({ id: 'bounced', title: 'Bounced', value: (row) => row.bounced }),
  moneyColumn<PayingInSlipRow>({ id: 'total', title: 'Total', value: (row) => row.total }),
  textColumn<PayingInSlipRow>({ id: 'by', title: 'Made by', value: (row) => row.madeBy, share: 1 }),
];
