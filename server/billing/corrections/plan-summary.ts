import { assertNever } from '../../../shared/assert-never.ts';
import type { SummaryLine } from '../../../shared/contracts/approvals.ts';
import { formatPounds, pence, sumPence, type Pence } from '../../../shared/money.ts';
import { subjectHash } from '../../approvals/index.ts';
import { chargedParty, type CorrectionPlan, type PlannedCharge, type PlannedCredit } from './correction-plan.ts';
import { REASON_WORDS } from '../../../shared/correction-reasons.ts';

/** LPAs that an approver sees in the inbox one by one; the correction's own page has them all. */
const MOST_LISTED = 25;
/** What one line of a summary holds. */
const MOST_CHARACTERS = 400;

/** What a plan takes off and adds, pence. */
export function totalsOf({ credits, charges }: Pick<CorrectionPlan, 'credits' | 'charges'>): {
  readonly credited: Pence;
  readonly offDebt: Pence;
  readonly toAccount: Pence;
  readonly charged: Pence;
} {
  return {
    credited: sumPence(credits.map(({ amount }) => amount)),
    offDebt: sumPence(credits.map(({ offDebt }) => offDebt)),
    toAccount: sumPence(credits.map(({ toAccount }) => toAccount)),
    charged: sumPence(charges.map(({ amount }) => amount)),
  };
}

/** What is at stake, pence: the larger of what is taken off and what is added, as either may be wrong. */
export function atStake(plan: CorrectionPlan): Pence {
  const { credited, charged } = totalsOf(plan);
  return pence(Math.max(credited, charged));
}

/**
 * Hex SHA-256 of everything a plan does. How much of a credit meets debt and how much becomes credit on account is part
 * of it: a payment that comes between asking and approving makes it another plan.
 */
export function planHash(plan: CorrectionPlan): string {
  return subjectHash({
    ...{ kind: plan.kind, reason: plan.reason, words: plan.words, from: plan.from.id, to: plan.to?.id ?? null },
    invoice: plan.invoice?.number ?? null,
    chargesAs: plan.chargesAs,
    credits: plan.credits.map((credit) => ({ ...credit })),
    charges: plan.charges.map((charge) => ({ ...charge })),
  });
}

/** The one line by which a correction is known in the inbox. */
export function planTitle(plan: CorrectionPlan): string {
  const { credited, charged } = totalsOf(plan);
  const invoice = plan.invoice?.number ?? '';
  switch (plan.kind) {
    case 'credit-note':
      return `Credit ${formatPounds(credited)} on invoice ${invoice}`;
    case 'debit-correction':
      return `Charge ${formatPounds(charged)} more for invoice ${invoice}`;
    case 'reissue':
      return `Reissue invoice ${invoice}: ${formatPounds(charged)} in place of ${formatPounds(credited)}`;
    case 'one-off-invoice':
      return `One-off invoice of ${formatPounds(charged)} to ${plan.from.reference}`;
    case 'move-registration':
      return `Move ${lpas(plan.charges.length)} of invoice ${invoice} to ${plan.to?.reference ?? ''}`;
    default:
      return assertNever(plan.kind);
  }
}

/** What the approver is shown, in full but for the LPAs beyond the first few. */
export function planSummary(plan: CorrectionPlan): SummaryLine[] {
  const { credited, offDebt, toAccount, charged } = totalsOf(plan);
  return [
    { label: 'Organisation', value: nameOf(plan.from) },
    ...(plan.to === null ? [] : [{ label: 'Moves to', value: nameOf(plan.to) }]),
    ...(plan.invoice === null ? [] : [{ label: 'Invoice', value: plan.invoice.number }]),
    { label: 'Reason', value: REASON_WORDS[plan.reason] },
    ...inPieces(plan.words).map((value) => ({ label: 'In their words', value })),
    ...(plan.credits.length === 0
      ? []
      : [
          { label: 'Credited', value: `${formatPounds(credited)} for ${lpas(plan.credits.length)}` },
          { label: 'Of that, off what is owed', value: formatPounds(offDebt) },
          { label: 'Of that, paid already: becomes credit on account', value: formatPounds(toAccount) },
        ]),
    ...(plan.charges.length === 0
      ? []
      : [
          {
            label: 'Charged on a new invoice',
            value: `${formatPounds(charged)} for ${lpas(plan.charges.length)}, to ${chargedParty(plan).reference}`,
          },
        ]),
    ...listed(plan.credits, creditLine),
    ...listed(plan.charges, chargeLine),
  ];
}

const nameOf = ({ name, reference }: CorrectionPlan['from']): string => `${name} (${reference})`;
const lpas = (count: number): string => `${count.toLocaleString('en-GB')} ${count === 1 ? 'LPA' : 'LPAs'}`;

function creditLine({ lpaReference, amount, toAccount }: PlannedCredit): SummaryLine {
  const paid = toAccount === 0 ? '' : `, of it ${formatPounds(toAccount)} to credit on account`;
  return { label: `Credit LPA ${lpaReference}`, value: `${formatPounds(amount)}${paid}` };
}

function chargeLine({ lpaReference, amount, feeKind, change }: PlannedCharge): SummaryLine {
  const changed = change === null ? '' : `. ${change}`;
  const value = `${formatPounds(amount)}, ${feeKind} fee${changed}`;
  return { label: `Charge LPA ${lpaReference}`, value: value.slice(0, MOST_CHARACTERS) };
}

function listed<Line>(lines: readonly Line[], toLine: (line: Line) => SummaryLine): SummaryLine[] {
  const first = lines.slice(0, MOST_LISTED).map(toLine);
  const others = lines.length - first.length;
  return others === 0 ? first : [...first, { label: 'And', value: `${lpas(others)} more, listed on its page` }];
}

function inPieces(words: string): string[] {
  const pieces = [];
  for (let at = 0; at < words.length; at += MOST_CHARACTERS) pieces.push(words.slice(at, at + MOST_CHARACTERS));
  return pieces;
}
