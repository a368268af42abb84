import type { InvoiceNumber, OrganisationReference } from '../../../shared/checked-reference.ts';
import type { InvoiceKind } from '../../../shared/contracts/billing.ts';
import type { CorrectionKind, CorrectionReason } from '../../../shared/contracts/corrections.ts';
import type { OrganisationStatus } from '../../../shared/contracts/organisations.ts';
import type { LpaReference } from '../../../shared/lpa-reference.ts';
import type { Pence } from '../../../shared/money.ts';
import type { InvoiceLineToWrite } from '../write-invoice-lines.ts';

/** An organisation that a correction is about. */
export interface Party {
  readonly id: number;
  readonly reference: OrganisationReference;
  readonly name: string;
  readonly status: OrganisationStatus;
  readonly statusReason: string | null;
  readonly creditTermsDays: number;
}

/** What is taken off one line: `offDebt` of what it still owes, `toAccount` of what was paid, together `amount`. */
export interface PlannedCredit {
  readonly lineId: number;
  readonly lpaReference: LpaReference;
  readonly amount: Pence;
  readonly offDebt: Pence;
  readonly toAccount: Pence;
}

/** One line of the invoice to be written, and what is new about it, in words. */
export interface PlannedCharge extends InvoiceLineToWrite {
  readonly change: string | null;
}

/**
 * Everything that a correction will do: credit lines of one invoice, write another invoice, or both; and for a move,
 * register the LPAs with the other organisation. Worked out the same way when it is previewed, asked for and applied.
 */
export interface CorrectionPlan {
  readonly kind: CorrectionKind;
  readonly reason: CorrectionReason;
  readonly words: string;
  readonly from: Party;
  /** The organisation that LPAs move to; null for every other kind. */
  readonly to: Party | null;
  readonly invoice: { readonly id: number; readonly number: InvoiceNumber } | null;
  readonly credits: readonly PlannedCredit[];
  readonly charges: readonly PlannedCharge[];
  /** What the new invoice is; it is of `to` where there is one, and of `from` otherwise. */
  readonly chargesAs: Exclude<InvoiceKind, 'bill'>;
}

/** Who gets the invoice that a correction writes. */
export function chargedParty({ from, to }: Pick<CorrectionPlan, 'from' | 'to'>): Party {
  return to ?? from;
}
