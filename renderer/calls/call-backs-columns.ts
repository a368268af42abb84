import type { CallBackRow } from '../../shared/contracts/call-backs.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { textColumn } from '../grid/columns.tsx';
import { END_WORDS, OUTCOME_WORDS, TIME_WORDS } from './call-back-words.ts';

function lastTry({ lastTriedAt, lastOutcome }: CallBackRow): string {
  if (lastTriedAt === null || lastOutcome === null) return 'Not tried yet';
  return `${OUTCOME_WORDS[lastOutcome]}, ${formatLondonDateTime(lastTriedAt)}`;
}

function standing({ closedAs, canTryToday }: CallBackRow): string {
  if (closedAs !== null) return END_WORDS[closedAs];
  return canTryToday ? 'To ring' : 'Rung today';
}

/** People who asked to be rung. */
export const callBacksColumns = [
  textColumn<CallBackRow>({ id: 'standing', title: 'Standing', value: standing, width: 130 }),
  textColumn<CallBackRow>({ id: 'time', title: 'Best time', value: (row) => TIME_WORDS[row.bestTime], width: 150 }),
  textColumn<CallBackRow>({
    id: 'organisation',
    title: 'Organisation',
    value: (row) => row.organisation.name,
    share: 2,
  }),
  textColumn<CallBackRow>({ id: 'contact', title: 'Who', value: (row) => row.contact.name, share: 1 }),
  textColumn<CallBackRow>({ id: 'about', title: 'About', value: (row) => row.about, share: 2 }),
  textColumn<CallBackRow>({
    id: 'asked',
    title: 'Asked',
    value: (row) => formatLondonDateTime(row.askedAt),
    width: 160,
  }),
  textColumn<CallBackRow>({ id: 'last', title: 'Last tried', value: lastTry, width: 240 }),
];
