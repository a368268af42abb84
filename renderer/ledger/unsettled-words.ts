import { CircleHelp, CloudAlert, Hourglass, Inbox, TimerReset } from 'lucide-react';
import type { UnsettledKind, UnsettledMoney } from '../../shared/contracts/unsettled-money.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import type { StatusWords } from '../ui/status-words.ts';

export const UNSETTLED_STATUS: Readonly<Record<UnsettledKind, StatusWords>> = {
  'found-at-pay': { word: 'At GOV.UK Pay, unknown here', icon: CloudAlert, tone: 'needs-you' },
  'in-doubt': { word: 'In doubt', icon: CircleHelp, tone: 'needs-you' },
  'not-captured': { word: 'Paid, not captured', icon: Hourglass, tone: 'needs-you' },
  'captured-late': { word: 'Captured late', icon: TimerReset, tone: 'waiting' },
  suspense: { word: 'In suspense', icon: Inbox, tone: 'waiting' },
};

/** The one thing that settles it. */
export const SETTLED_BY: Readonly<Record<UnsettledKind, string>> = {
  'found-at-pay': 'Open it and check with GOV.UK Pay: it is cancelled there, or booked here if it was paid',
  'in-doubt': 'Open it and check with GOV.UK Pay: its answer settles it',
  'not-captured': 'Open it and check with GOV.UK Pay; if it stays so, give support its reference',
  'captured-late': 'Look for it in the settlement of the day it was captured',
  suspense: 'Place it with the organisation whose money it is',
};

/** 'Asked GOV.UK Pay 12 times, last on 24 Nov 2026, 14:05; the last 3 were not answered.' */
export function triedWords({ kind, tried }: Pick<UnsettledMoney, 'kind' | 'tried'>): string {
  if (kind === 'suspense') return 'Nothing: only a person can tell whose it is';
  const { looks, lastAt, failed, nextAt } = tried;
  const asked =
    lastAt === null
      ? 'Has not had an answer of GOV.UK Pay yet'
      : `Asked GOV.UK Pay ${looks === 1 ? 'once' : `${looks} times`}, last on ${formatLondonDateTime(lastAt)}`;
  const unanswered = failed === 0 ? '' : `; ${failed === 1 ? 'the last was' : `the last ${failed} were`} not answered`;
  return `${asked}${unanswered}${nextAt === null ? '' : `; asks again ${formatLondonDateTime(nextAt)}`}`;
}
