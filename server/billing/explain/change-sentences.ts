import { formatLocalDate, type LocalDate } from '../../../shared/local-date.ts';
import { formatPounds, pence, type Pence } from '../../../shared/money.ts';

/** What one invoice is made of. */
export interface InvoiceMake {
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly total: Pence;
  /** Lines by what a full fee was for them and what they cost. */
  readonly lines: readonly { readonly fullFee: Pence; readonly amount: Pence; readonly count: number }[];
}

/**
 * What changed since the organisation's last bill, in four sentences at most: the difference, and what of it comes
 * from how many LPAs there are, from the fees in force, and from reductions. The three parts add up to the difference.
 */
export function changeSentences(now: InvoiceMake, before: InvoiceMake): string[] {
  const difference = now.total - before.total;
  const parts = partsOf(now, before);
  return [
    `Invoice ${now.number} of ${formatLocalDate(now.issuedOn)} is ${formatPounds(now.total)}, ${changed(difference)} invoice ${before.number} of ${formatLocalDate(before.issuedOn)}.`,
    volumeSentence(now, before, parts.volume),
    ...(parts.fees === 0 ? [] : [feesSentence(now, before, parts.fees)]),
    ...(parts.reductions === 0 ? [] : [reductionsSentence(now, before, parts.reductions)]),
  ];
}

interface Parts {
  readonly volume: number;
  readonly fees: number;
  readonly reductions: number;
}

/** In whole pence: what more or fewer LPAs at the last bill's average make, then other fees, then the rest. */
function partsOf(now: InvoiceMake, before: InvoiceMake): Parts {
  const averageCost = ratio(before.total, countOf(before));
  const volume = Math.round((countOf(now) - countOf(before)) * averageCost);
  const averageShare = ratio(before.total, fullOf(before));
  const feesFrom = ratio(fullOf(before), countOf(before));
  const fees = Math.round((ratio(fullOf(now), countOf(now)) - feesFrom) * countOf(now) * averageShare);
  return { volume, fees, reductions: now.total - before.total - volume - fees };
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const countOf = ({ lines }: InvoiceMake): number => lines.reduce((sum, { count }) => sum + count, 0);
const fullOf = ({ lines }: InvoiceMake): number => lines.reduce((sum, { fullFee, count }) => sum + fullFee * count, 0);
const reducedOf = ({ lines }: InvoiceMake): number =>
  lines.reduce((sum, { fullFee, amount, count }) => sum + (amount < fullFee ? count : 0), 0);

function changed(pennies: number): string {
  if (pennies === 0) return 'the same as';
  return `${formatPounds(pence(Math.abs(pennies)))} ${pennies > 0 ? 'more' : 'less'} than`;
}

function effect(pennies: number): string {
  if (pennies === 0) return 'which makes no difference';
  return `which makes ${formatPounds(pence(Math.abs(pennies)))} ${pennies > 0 ? 'more' : 'less'}`;
}

const lpas = (count: number): string => `${count.toLocaleString('en-GB')} ${count === 1 ? 'LPA' : 'LPAs'}`;

function volumeSentence(now: InvoiceMake, before: InvoiceMake, volume: number): string {
  const more = countOf(now) - countOf(before);
  if (more === 0) return `Both have ${lpas(countOf(now))}.`;
  return `It has ${lpas(countOf(now))} after ${countOf(before).toLocaleString('en-GB')}, ${effect(volume)}.`;
}

function feesSentence(now: InvoiceMake, before: InvoiceMake, fees: number): string {
  const dearest = now.lines.reduce((most, { fullFee }) => Math.max(most, fullFee), 0);
  const at = (make: InvoiceMake): number =>
    make.lines.reduce((sum, { fullFee, count }) => sum + (fullFee === dearest ? count : 0), 0);
  return `${lpas(at(now))} ${at(now) === 1 ? 'was' : 'were'} received under the full fee of ${formatPounds(pence(dearest))}, after ${at(before).toLocaleString('en-GB')} last time, ${effect(fees)}.`;
}

function reductionsSentence(now: InvoiceMake, before: InvoiceMake, reductions: number): string {
  return `${lpas(reducedOf(now))} ${reducedOf(now) === 1 ? 'is' : 'are'} reduced or exempt, after ${reducedOf(before).toLocaleString('en-GB')}, ${effect(reductions)}.`;
}
