import type { ChasingStep, ChasingStop } from '../../shared/contracts/chasing.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { formatLocalDate } from '../../shared/local-date.ts';
import { formatPounds } from '../../shared/money.ts';

/** Why nothing is sent about an invoice, as a sentence. */
export const STOP_WORDS: Readonly<Record<ChasingStop, string>> = {
  paid: 'Nothing is owed on this invoice, so it is not chased.',
  held: 'It is held, so nothing is sent about it.',
  'on-hold': 'The organisation is on hold, so nothing is sent to it.',
  closed: 'The organisation is closed, so nothing is sent to it.',
  'being-paid': 'Somebody is paying it now, so nothing is sent until that has ended.',
};

const OUTCOMES = { sent: 'Sent', referred: 'Referred' } as const;

/** What became of a step, or when it comes. */
export function stepWords({ done, on, isProvisional }: ChasingStep, isStopped: boolean): string {
  if (done !== null) {
    const { outcome, at, owed } = done;
    if (outcome === 'passed-over') return `Passed over: a later step was due as well, ${formatLondonDateTime(at)}`;
    return `${OUTCOMES[outcome]} ${formatLondonDateTime(at)}, when ${formatPounds(owed)} was owed`;
  }
  const day = `${formatLocalDate(on)}${isProvisional ? ', if no bank holiday is announced' : ''}`;
  return isStopped ? `Would be due ${day}` : `Due ${day}`;
}
