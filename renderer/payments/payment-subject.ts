import { speakReference, type InvoiceNumber } from '../../shared/checked-reference.ts';
import type { CardPaymentPreview } from '../../shared/contracts/payments.ts';
import { sumPence, type Pence } from '../../shared/money.ts';

export type SpreadLine = CardPaymentPreview['spread'][number];

function count(n: number, one: string): string {
  return `${n.toLocaleString('en-GB')} ${one}${n === 1 ? '' : 's'}`;
}

/** '16 LPAs on invoice LP26000123K', '18 LPAs on 2 invoices'. */
export function subjectText(preview: Pick<CardPaymentPreview, 'lineCount' | 'invoiceCount' | 'spread'>): string {
  const lines = count(preview.lineCount, 'LPA');
  const [first] = preview.spread;
  if (preview.invoiceCount === 1 && first !== undefined) return `${lines} on invoice ${first.invoiceNumber}`;
  return `${lines} on ${count(preview.invoiceCount, 'invoice')}`;
}

/** The same to be said to a caller, references in groups: 'invoice LP 26 000 123 K', '2 LPAs on 2 invoices'. */
export function spokenSubject(
  preview: Pick<CardPaymentPreview, 'lineCount' | 'invoiceCount' | 'spread'>,
  wholeInvoices: boolean,
): string {
  const [first] = preview.spread;
  const invoices =
    preview.invoiceCount === 1 && first !== undefined
      ? `invoice ${speakReference(first.invoiceNumber)}`
      : count(preview.invoiceCount, 'invoice');
  return wholeInvoices ? invoices : `${count(preview.lineCount, 'LPA')} on ${invoices}`;
}

export interface SubjectInvoice {
  readonly number: InvoiceNumber;
  readonly lines: number;
  readonly amount: Pence;
}

/** The lines that are listed, gathered by invoice, in their order. */
export function subjectInvoices(spread: readonly SpreadLine[]): readonly SubjectInvoice[] {
  return [...Map.groupBy(spread, ({ invoiceNumber }) => invoiceNumber)].map(([number, lines]) => ({
    number,
    lines: lines.length,
    amount: sumPence(lines.map(({ amount }) => amount)),
  }));
}

export interface SpreadExcerpt {
  readonly first: readonly SpreadLine[];
  /** How many between are not shown. */
  readonly between: number;
  /** The line where the money ends, where it is not among the first. */
  readonly last: SpreadLine | undefined;
}

/** The first `most` lines and the one at which the money ends; `lineCount` counts those that are not listed, too. */
export function spreadExcerpt(spread: readonly SpreadLine[], lineCount: number, most: number): SpreadExcerpt {
  if (spread.length <= most + 1) return { first: spread, between: lineCount - spread.length, last: undefined };
  const isWhole = spread.length === lineCount;
  return {
    first: spread.slice(0, most),
    between: lineCount - most - (isWhole ? 1 : 0),
    last: isWhole ? spread.at(-1) : undefined,
  };
}
