import { parseInvoiceNumber, parseOrganisationReference, type InvoiceNumber } from '../../shared/checked-reference.ts';
import type { MeantFor } from '../../shared/contracts/receipts.ts';
import { formatPounds, parsePounds, pence, sumPence, type Pence } from '../../shared/money.ts';

/** One organisation's part as it is typed. */
export interface PartEntry {
  readonly organisation: string;
  /** Pounds; of the only part it is the whole. */
  readonly amount: string;
  /** Numbers with spaces or commas between; empty for whatever is owed, oldest first. */
  readonly invoices: string;
}

export const EMPTY_PART: PartEntry = { organisation: '', amount: '', invoices: '' };

export type PartProblems = Partial<Record<keyof PartEntry, string>>;

/** Pounds of at least a penny, as typed; undefined for anything else. */
export function typedAmount(text: string): Pence | undefined {
  const amount = parsePounds(text.trim());
  return amount !== undefined && amount > 0 ? amount : undefined;
}

export const AMOUNT_SENTENCE = 'Enter pounds, or pounds and pence: 92 or 92.50.';

function invoiceNumbers(text: string): InvoiceNumber[] | undefined {
  const read = text.split(/[\s,;]+/).filter((word) => word !== '');
  const numbers = read.flatMap((word) => {
    const parsed = parseInvoiceNumber(word);
    return parsed.ok ? [parsed.reference] : [];
  });
  return numbers.length === read.length ? [...new Set(numbers)] : undefined;
}

/** What is wrong with a part, field by field. The amount of the only part is the whole, and is not asked for. */
export function partProblems(part: PartEntry, isOnly: boolean): PartProblems {
  const problems: PartProblems = {};
  const organisation = parseOrganisationReference(part.organisation);
  if (!organisation.ok) problems.organisation = organisation.sentence;
  if (!isOnly && typedAmount(part.amount) === undefined) problems.amount = AMOUNT_SENTENCE;
  if (invoiceNumbers(part.invoices) === undefined) {
    problems.invoices = 'Enter whole invoice numbers with spaces between, such as LP26000123K.';
  }
  return problems;
}

/** The parts as they are sent; undefined while something is wrong with one. */
export function readParts(total: Pence | undefined, parts: readonly PartEntry[]): MeantFor[] | undefined {
  const isOnly = parts.length === 1;
  const read = parts.flatMap((part) => {
    const organisation = parseOrganisationReference(part.organisation);
    const amount = isOnly ? total : typedAmount(part.amount);
    const invoices = invoiceNumbers(part.invoices);
    return organisation.ok && amount !== undefined && invoices !== undefined
      ? [{ organisation: organisation.reference, amount, invoices, lineIds: [] }]
      : [];
  });
  return read.length === parts.length ? read : undefined;
}

/** What is still wrong between the parts and the whole, in a sentence; null when they agree. */
export function togetherProblem(total: Pence | undefined, parts: readonly PartEntry[]): string | null {
  const read = readParts(total, parts);
  if (read === undefined || total === undefined) return null;
  if (new Set(read.map(({ organisation }) => organisation)).size < read.length) return 'Name each organisation once.';
  const sum = sumPence(read.map(({ amount }) => amount));
  if (sum === total) return null;
  const difference = formatPounds(pence(Math.abs(total - sum)));
  return `The parts come to ${formatPounds(sum)}: ${difference} ${sum < total ? 'is still to be given to one' : 'too much'}.`;
}
