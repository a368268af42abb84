import type { Refundable, RefundRow } from '../../shared/contracts/refunds.ts';
import { REFUND_REASONS } from '../../shared/refund-reasons.ts';
import { instantColumn, moneyColumn, referenceColumn, statusColumn, textColumn } from '../grid/columns.tsx';
import { REFUND_WORDS } from '../ui/status-words.ts';
import { waitsFor } from './refund-words.ts';

export const refundColumns = [
  textColumn<RefundRow>({ id: 'refund', title: 'Refund', value: (row) => String(row.refundId), width: 90 }),
  textColumn<RefundRow>({
    id: 'organisation',
    title: 'Organisation',
    value: (row) => row.organisation.name,
    share: 2,
  }),
  referenceColumn<RefundRow>({ id: 'payment', title: 'Card payment', value: (row) => row.payment, width: 140 }),
  moneyColumn<RefundRow>({ id: 'amount', title: 'Amount', value: (row) => row.amount }),
  textColumn<RefundRow>({ id: 'reason', title: 'Reason', value: (row) => REFUND_REASONS[row.reason], width: 190 }),
  statusColumn<RefundRow>({ id: 'state', title: 'State', value: (row) => REFUND_WORDS[row.state], width: 190 }),
  textColumn<RefundRow>({ id: 'waits', title: 'Waits for', value: waitsFor, share: 2 }),
  textColumn<RefundRow>({ id: 'by', title: 'Asked for by', value: (row) => row.askedBy, width: 160 }),
  instantColumn<RefundRow>({ id: 'at', title: 'Asked for', value: (row) => row.askedAt }),
];

export const refundableColumns = [
  referenceColumn<Refundable>({ id: 'payment', title: 'Card payment', value: (row) => row.payment, width: 150 }),
  moneyColumn<Refundable>({ id: 'paid', title: 'Paid', value: (row) => row.paid }),
  moneyColumn<Refundable>({ id: 'refunded', title: 'Refunded before', value: (row) => row.refunded, zeroAs: '–' }),
  moneyColumn<Refundable>({ id: 'available', title: 'Can go back', value: (row) => row.available, zeroAs: '–' }),
  textColumn<Refundable>({
    id: 'live',
    title: 'Under way',
    value: (row) => (row.liveRefundId === null ? '' : `Refund ${row.liveRefundId}`),
    share: 1,
  }),
];
