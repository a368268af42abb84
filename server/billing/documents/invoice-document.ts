import type { InvoiceNumber, OrganisationReference } from '../../../shared/checked-reference.ts';
import type { FeeKind, LpaKind } from '../../../shared/contracts/billing.ts';
import type { LocalDate } from '../../../shared/local-date.ts';
import type { LpaReference } from '../../../shared/lpa-reference.ts';
import type { Pence } from '../../../shared/money.ts';

/** Who an invoice is from, and where its money goes. Settings of the office, the same on every document. */
export interface InvoiceSender {
  readonly name: string;
  readonly postalAddress: readonly string[];
  /** Number at which card payments are taken. */
  readonly paymentPhone: string;
  readonly bank: { readonly accountName: string; readonly sortCode: string; readonly accountNumber: string };
}

/** All that stands on an invoice but its lines. */
export interface InvoiceDocument {
  readonly id: number;
  readonly number: InvoiceNumber;
  /** The invoice that this one was written in place of. */
  readonly replaces: InvoiceNumber | null;
  readonly issuedOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly issuedAt: Date;
  readonly total: Pence;
  readonly lineCount: number;
  readonly organisation: {
    readonly reference: OrganisationReference;
    readonly name: string;
    readonly addressLines: readonly string[];
    readonly town: string;
    readonly postcode: string;
    readonly purchaseOrder: string | null;
  };
  /** One row for each fee kind and price, dearest first. */
  readonly fees: readonly FeeTotal[];
  /** The organisation's own references, in the order of the lines; what has none is last. */
  readonly matters: readonly Matter[];
  /** Most that a card may be charged at once. */
  readonly cardLimit: Pence;
}

export interface FeeTotal {
  readonly feeKind: FeeKind;
  readonly price: Pence;
  readonly lines: number;
  readonly amount: Pence;
}

export interface Matter {
  readonly ownReference: string | null;
  readonly lines: number;
  readonly amount: Pence;
}

/** One LPA on an invoice. */
export interface DocumentLine {
  readonly lineNumber: number;
  readonly ownReference: string | null;
  readonly lpaReference: LpaReference;
  readonly lpaKind: LpaKind;
  readonly receivedOn: LocalDate;
  readonly registeredOn: LocalDate;
  readonly feeKind: FeeKind;
  readonly amount: Pence;
}
