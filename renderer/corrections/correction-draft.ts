import { containsCardNumber } from '../../shared/card-number-guard.ts';
import { parseOrganisationReference, type InvoiceNumber } from '../../shared/checked-reference.ts';
import type { FeeKind, InvoiceLineRow } from '../../shared/contracts/billing.ts';
import { CorrectionRequest, type CorrectionKind } from '../../shared/contracts/corrections.ts';
import { minPence, parsePounds, pence, type Pence } from '../../shared/money.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';

/** Corrections that start from an invoice. */
export const INVOICE_CORRECTIONS = ['credit-note', 'debit-correction', 'reissue', 'move-registration'] as const;
export type InvoiceCorrection = (typeof INVOICE_CORRECTIONS)[number];

/** What is chosen and typed into the form, as text. */
export interface CorrectionDraft {
  readonly kind: InvoiceCorrection;
  /** Pounds to credit of each line; empty credits all that is left of it. */
  readonly amount: string;
  readonly feeKind: FeeKind | null;
  readonly leaveOut: boolean;
  readonly ownReference: string;
  readonly to: string;
  readonly reason: string | null;
  readonly words: string;
}

export type DraftProblems = Partial<Record<'amount' | 'feeKind' | 'to' | 'reason' | 'words' | 'lines', string>>;

export const EMPTY_DRAFT: CorrectionDraft = {
  ...{ kind: 'credit-note', amount: '', feeKind: null, leaveOut: false, ownReference: '', to: '' },
  ...{ reason: null, words: '' },
};

/** What of a line can still be credited, pence. */
export function leftOf({ amount, credited }: Pick<InvoiceLineRow, 'amount' | 'credited'>): Pence {
  return pence(amount - credited);
}

/** A line that a correction can still be about: something of it is left, or it costs nothing and was never credited. */
export function canBeCorrected(line: Pick<InvoiceLineRow, 'amount' | 'credited' | 'credits'>): boolean {
  return leftOf(line) > 0 || line.credits.length === 0;
}

/** What is wrong with what was typed, field by field. */
export function draftProblems(draft: CorrectionDraft, lineCount: number): DraftProblems {
  const problems: DraftProblems = {};
  if (draft.kind !== 'reissue' && lineCount === 0) problems.lines = 'Choose the LPAs in the list.';
  if (draft.kind === 'credit-note' && draft.amount.trim() !== '' && (parsePounds(draft.amount.trim()) ?? 0) <= 0) {
    problems.amount = 'Enter pounds, or pounds and pence: 46 or 46.50.';
  }
  if (draft.kind === 'debit-correction' && draft.feeKind === null) problems.feeKind = 'Choose what it should cost.';
  if (draft.kind === 'move-registration') {
    const parsed = parseOrganisationReference(draft.to);
    if (!parsed.ok) problems.to = parsed.sentence;
  }
  if (draft.reason === null) problems.reason = 'Choose a reason.';
  if (containsCardNumber(draft.words)) problems.words = CARD_NUMBER_REFUSED;
  else if (draft.words.trim() === '') problems.words = 'Say why, for the approver and for the organisation.';
  return problems;
}

/** The request that a draft makes for the chosen lines; undefined while something is wrong with it. */
export function requestOf(
  draft: CorrectionDraft,
  invoice: InvoiceNumber,
  lines: readonly InvoiceLineRow[],
): CorrectionRequest | undefined {
  if (Object.keys(draftProblems(draft, lines.length)).length > 0) return undefined;
  const parsed = CorrectionRequest.safeParse({
    ...contentOf(draft, lines),
    ...{ kind: draft.kind, invoice, reason: draft.reason, words: draft.words },
  });
  return parsed.success ? parsed.data : undefined;
}

function contentOf(draft: CorrectionDraft, lines: readonly InvoiceLineRow[]): Readonly<Record<string, unknown>> {
  const { kind, feeKind, leaveOut } = draft;
  if (kind === 'credit-note') {
    const each = parsePounds(draft.amount.trim());
    return { lines: lines.map((line) => ({ lineId: line.lineId, amount: amountOf(line, each) })) };
  }
  if (kind === 'debit-correction') return { lines: lines.map(({ lineId }) => ({ lineId, feeKind })) };
  if (kind === 'move-registration') {
    const to = parseOrganisationReference(draft.to);
    return { lineIds: lines.map(({ lineId }) => lineId), to: to.ok ? to.reference : '' };
  }
  const ownReference = draft.ownReference.trim() || null;
  const changes = leaveOut || feeKind !== null || ownReference !== null;
  return { changes: changes ? lines.map(({ lineId }) => ({ lineId, leaveOut, feeKind, ownReference })) : [] };
}

function amountOf(line: InvoiceLineRow, each: Pence | undefined): Pence {
  return each === undefined ? leftOf(line) : minPence(each, leftOf(line));
}

/** The first reason of a kind that fits what is known, so that most often nothing need be chosen. */
export function usualReason(kind: CorrectionKind): string | null {
  return kind === 'move-registration' ? 'wrong-organisation' : kind === 'debit-correction' ? 'fee-raised' : null;
}
