import { CircleHelp, CloudAlert, Hourglass, Inbox, TimerReset } from 'lucide-react';
import type { UnsettledKind, UnsettledMoney } from '../../shared/contracts/unsettled-money.ts';
import { formatLondonDateTime, formatLondonTime } from '../../shared/instant.ts';
import type { StatusWords } from '../ui/status-words.ts';

export const UNSETTLED_STATUS: Readonly<Record<UnsettledKind, StatusWords>> = {
  'found-at-pay': { word: 'At GOV.UK Pay, unknown here', icon: CloudAlert, tone: 'needs-you' },
  'in-doubt': { word: 'In doubt', icon: CircleHelp, tone: 'needs-you' },
  'not-captured': { word: 'Paid, not captured', icon: Hourglass, tone: 'needs-you' },
  'captured-late': { word: 'Captured late', icon: TimerReset, tone: 'waiting' },
  suspense: { word: 'In suspense', icon: Inbox, tone: 'waiting' },
};

/** The one thing that settles it; Enter opens where it is done. */
export const SETTLED_BY: Readonly<Record<UnsettledKind, string>> = {
  'found-at-pay': 'Open it and check with GOV.UK Pay',
  'in-doubt': 'Open it and check with GOV.UK Pay',
  'not-captured': 'Open it and check with GOV.UK Pay',
  'captured-late': 'Find it in that day’s settlement',
  suspense: 'Place it with its organisation',
};

function times(count: number): string {
  return ['never', 'once', 'twice'][count] ?? `${count} times`;
}

/** 'Asked Pay 12 times, last 24 Nov 2026, 14:05; 3 unanswered'. */
export function triedWords({ kind, tried }: Pick<UnsettledMoney, 'kind' | 'tried'>): string {
  if (kind === 'suspense') return 'Nothing: a person has to say whose it is';
  const { looks, lastAt, failed, nextAt } = tried;
  const asked =
    lastAt === null ? 'No answer of Pay yet' : `Asked Pay ${times(looks)}, last ${formatLondonDateTime(lastAt)}`;
  const unanswered = failed === 0 ? '' : `; ${failed} unanswered`;
  return `${asked}${unanswered}${nextAt === null ? '' : `; again ${formatLondonTime(nextAt)}`}`;
}
