import { ALLOCATION_SENTENCES, type AllocationAuditFacts } from './allocation-events.ts';
import { formatLocalDate, type LocalDate } from '../../shared/local-date.ts';
import { formatPounds, type Pence } from '../../shared/money.ts';

/** What is kept of each change about money that came by post, by bank transfer or by card file. */
export interface ReceiptAuditFacts extends AllocationAuditFacts {
  'instrument.recorded': InstrumentFacts & { readonly becameCredit: Pence; readonly receivedOn: LocalDate };
  'instrument.bounced': InstrumentFacts & { readonly reason: string };
  'instrument.returned': InstrumentFacts & { readonly reason: string };
  'paying-in-slip.made': {
    readonly payingInSlipId: number;
    readonly amount: Pence;
    readonly count: number;
    readonly bankedOn: LocalDate;
  };
  'bank-transfer.recorded': {
    readonly bankTransferId: number;
    readonly amount: Pence;
    readonly becameCredit: Pence;
    readonly bankedOn: LocalDate;
  };
  'card-file.taken': {
    readonly cardFileId: number;
    readonly name: string;
    readonly rows: number;
    readonly amount: Pence;
    readonly unplaced: number;
  };
}

interface InstrumentFacts {
  /** As it is called: 'Cheque 000123'. */
  readonly instrument: string;
  /** The organisation's part of it. */
  readonly amount: Pence;
}

const toCredit = (amount: Pence): string =>
  amount === 0 ? '' : `, of which ${formatPounds(amount)} is held in credit`;

/** Kind → its sentence. */
export const RECEIPT_SENTENCES: {
  readonly [Kind in keyof ReceiptAuditFacts]: (facts: ReceiptAuditFacts[Kind]) => string;
} = {
  ...ALLOCATION_SENTENCES,
  'instrument.recorded': (facts) =>
    `${facts.instrument} received ${formatLocalDate(facts.receivedOn)}: ${formatPounds(facts.amount)}${toCredit(facts.becameCredit)}`,
  'instrument.bounced': (facts) =>
    `${facts.instrument} bounced: ${formatPounds(facts.amount)} is due again. ${facts.reason}`,
  'instrument.returned': (facts) =>
    `${facts.instrument} returned to its payer: ${formatPounds(facts.amount)} is due again. ${facts.reason}`,
  'paying-in-slip.made': (facts) =>
    `Paying-in slip ${facts.payingInSlipId}, banked ${formatLocalDate(facts.bankedOn)}: ${facts.count} of ${formatPounds(facts.amount)} together`,
  'bank-transfer.recorded': (facts) =>
    `Bank transfer of ${formatLocalDate(facts.bankedOn)}: ${formatPounds(facts.amount)}${toCredit(facts.becameCredit)}`,
  'card-file.taken': (facts) =>
    `Card file ${facts.name}: ${facts.rows} payments of ${formatPounds(facts.amount)} together, ${facts.unplaced} without an organisation`,
};
