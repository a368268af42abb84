import type { CardPaymentRow } from '../../shared/contracts/payments.ts';
import { dayColumn, instantColumn, moneyColumn, referenceColumn, statusColumn, textColumn } from '../grid/columns.tsx';
import { CARD_PAYMENT_WORDS } from '../ui/status-words.ts';

/** The list of card payments. The server keeps it newest first. */
export const paymentColumns = [
  referenceColumn<CardPaymentRow>({ id: 'reference', title: 'Reference', value: (row) => row.reference }),
  textColumn<CardPaymentRow>({ id: 'organisation', title: 'Organisation', value: (row) => row.organisation.name }),
  moneyColumn<CardPaymentRow>({ id: 'amount', title: 'Amount', value: (row) => row.amount }),
  statusColumn<CardPaymentRow>({
    id: 'state',
    title: 'State',
    value: (row) => CARD_PAYMENT_WORDS[row.state],
    width: 210,
  }),
  instantColumn<CardPaymentRow>({ id: 'started', title: 'Started', value: (row) => row.startedAt }),
  textColumn<CardPaymentRow>({ id: 'by', title: 'By', value: (row) => row.startedBy, width: 160 }),
  dayColumn<CardPaymentRow>({ id: 'paid', title: 'Paid on', value: (row) => row.paidOn, none: 'Not paid' }),
];
