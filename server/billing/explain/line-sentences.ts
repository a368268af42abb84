import type { FeeKind, LpaKind } from '../../../shared/contracts/billing.ts';
import { compareLocalDates, formatLocalDate, type LocalDate } from '../../../shared/local-date.ts';
import type { LpaReference } from '../../../shared/lpa-reference.ts';
import { formatPounds, type Pence } from '../../../shared/money.ts';

/** Everything about a line that its price can be explained by. */
export interface LineFacts {
  readonly lpaReference: LpaReference;
  readonly lpaKind: LpaKind;
  readonly receivedOn: LocalDate;
  readonly registeredOn: LocalDate;
  readonly feeKind: FeeKind;
  readonly amount: Pence;
  /** Whether it only adds the difference to what an earlier line charged. */
  readonly addsToAnother: boolean;
  readonly invoiceNumber: string | null;
  readonly issuedOn: LocalDate | null;
  /** The Order in force on the day of receipt. */
  readonly order: {
    readonly title: string;
    readonly citation: string | null;
    readonly from: LocalDate;
    readonly before: LocalDate | null;
    readonly fullFee: Pence | null;
  };
  /** What the full fee is of the Order in force on the day of registration, where that is another one. */
  readonly fullFeeWhenRegistered: Pence | null;
  /** Who told what kind of fee it is, and when; null for lines from before registrations were kept. */
  readonly told: { readonly by: string; readonly on: LocalDate; readonly corrected: boolean } | null;
  /** The run that billed it, and who answered for it; null for an invoice of its own. */
  readonly run: { readonly period: string; readonly openedBy: string; readonly approvedBy: string | null } | null;
}

const KINDS: Readonly<Record<LpaKind, string>> = {
  'property-and-affairs': 'property and financial affairs',
  'health-and-welfare': 'health and welfare',
};

/**
 * Why a line costs what it costs, in sentences to read out or to send: the dates, which of them chose the price and
 * why, the reduction and its arithmetic, and who decided.
 */
export function lineSentences(facts: LineFacts): string[] {
  const { lpaReference, lpaKind, receivedOn, registeredOn } = facts;
  return [
    `LPA ${lpaReference} (${KINDS[lpaKind]}) was received on ${formatLocalDate(receivedOn)} and registered on ${formatLocalDate(registeredOn)}.`,
    priceSentence(facts),
    reductionSentence(facts),
    ...(facts.told === null ? [] : [toldSentence(facts.told)]),
    ...(facts.invoiceNumber === null || facts.issuedOn === null
      ? []
      : [billedSentence(facts.invoiceNumber, facts.issuedOn, facts.run)]),
  ];
}

function priceSentence({ receivedOn, registeredOn, order, fullFeeWhenRegistered }: LineFacts): string {
  const cited = order.citation === null ? order.title : `${order.title} (${order.citation})`;
  const span =
    order.before === null
      ? `received from ${formatLocalDate(order.from)} on`
      : `received from ${formatLocalDate(order.from)} until ${formatLocalDate(order.before)}`;
  const rule = `The day an LPA is received sets its price, not the day it is registered: for one ${span} it is that of ${cited}`;
  const full = order.fullFee === null ? '' : `, a full fee of ${formatPounds(order.fullFee)}`;
  const crossed =
    fullFeeWhenRegistered !== null && order.before !== null && compareLocalDates(registeredOn, order.before) >= 0
      ? ` The fee of ${formatPounds(fullFeeWhenRegistered)} that was in force when it was registered is for LPAs received later than ${formatLocalDate(receivedOn)}.`
      : '';
  return `${rule}${full}.${crossed}`;
}

/** Reductions by kind; the arithmetic starts from the full fee (Public Guardian (Fees, etc.) Regulations). */
const REDUCTIONS: Readonly<Record<FeeKind, (full: string, due: string) => string>> = {
  full: (_full, due) => `No reduction applies, so ${due} is due.`,
  half: (full, due) => `Half is due, as the donor’s income allows a remission: ${full} ÷ 2 = ${due}.`,
  repeat: (full, due) =>
    `Half is due, as it is a repeat of an application that could not be registered: ${full} ÷ 2 = ${due}.`,
  quarter: (full, due) =>
    `A quarter is due, as it is a repeat application and the donor’s income allows a remission: ${full} ÷ 2 ÷ 2 = ${due}.`,
  exempt: () => 'Nothing is due, as the donor receives a benefit that exempts them from the fee.',
};

function reductionSentence({ feeKind, amount, order, addsToAnother }: LineFacts): string {
  if (addsToAnother) return `It is the difference of ${formatPounds(amount)} to what was charged before.`;
  const full = order.fullFee === null ? 'the full fee' : formatPounds(order.fullFee);
  return REDUCTIONS[feeKind](full, formatPounds(amount));
}

function toldSentence({ by, on, corrected }: NonNullable<LineFacts['told']>): string {
  return corrected
    ? `The kind of fee was corrected by ${by} on ${formatLocalDate(on)}.`
    : `The kind of fee was told by ${by} on ${formatLocalDate(on)}.`;
}

function billedSentence(invoiceNumber: string, issuedOn: LocalDate, run: LineFacts['run']): string {
  const billed = `It stands on invoice ${invoiceNumber} of ${formatLocalDate(issuedOn)}`;
  if (run === null) return `${billed}.`;
  const approved = run.approvedBy === null ? '' : ` and ${run.approvedBy} approved`;
  return `${billed}, of the bill run for ${run.period} that ${run.openedBy} opened${approved}.`;
}
