import type {
  DeliveryChannel,
  RegistrationChannel,
  RegistrationFeeKind,
  RowResultOutcome,
} from '../../shared/contracts/usage.ts';
import { formatLocalDate, isLocalDate } from '../../shared/local-date.ts';
import { FEE_WORDS, LPA_KIND_WORDS } from '../billing/fee-words.ts';

/** What the fee of a registration is, as staff say it. */
export const REGISTRATION_FEE_WORDS: Readonly<Record<RegistrationFeeKind, string>> = {
  ...FEE_WORDS,
  hardship: 'Hardship, undecided',
};

/** The same in a word, where there is little room. */
export const SHORT_FEE_WORDS: Readonly<Record<RegistrationFeeKind, string>> = {
  full: 'Full',
  half: 'Half',
  repeat: 'Repeat',
  quarter: 'Quarter',
  exempt: 'Exempt',
  hardship: 'Hardship',
};

export const REGISTRATION_CHANNEL_WORDS: Readonly<Record<RegistrationChannel, string>> = {
  online: 'Online',
  paper: 'Paper',
};

export const DELIVERY_CHANNEL_WORDS: Readonly<Record<DeliveryChannel, string>> = {
  feed: 'Registration service',
  upload: 'Sent from a desk',
  folder: 'Watched folder',
  desk: 'Approved at a desk',
};

/** Outcome → what is said of a count of rows: '3 refused'. */
export const OUTCOME_TITLES: Readonly<Record<RowResultOutcome, string>> = {
  refused: 'Refused',
  duplicate: 'Known already',
  corrected: 'Corrections',
  withdrawn: 'Withdrawals',
  waiting: 'Waiting',
};

const FACT_TITLES: Readonly<Record<string, string>> = {
  organisation: 'Organisation',
  lpaKind: 'Kind',
  receivedOn: 'Received',
  registeredOn: 'Registered',
  feeKind: 'Fee',
  channel: 'Channel',
  donorKey: 'Donor key',
  ownReference: 'Their reference',
};

const VALUE_WORDS: Readonly<Record<string, string>> = {
  ...LPA_KIND_WORDS,
  ...REGISTRATION_FEE_WORDS,
  ...REGISTRATION_CHANNEL_WORDS,
};

/** Name of a fact that a correction changed. */
export function factTitle(fact: string): string {
  return FACT_TITLES[fact] ?? fact;
}

/** What a fact was or became, in words; `none` where it was empty. */
export function factWords(fact: string, value: string | null): string {
  if (value === null) return 'none';
  if (fact === 'donorKey' || fact === 'ownReference' || fact === 'organisation') return value;
  return isLocalDate(value) ? formatLocalDate(value) : (VALUE_WORDS[value] ?? value);
}

/** '1 row', '12,000 rows'. */
export function rowsWords(count: number): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? 'row' : 'rows'}`;
}

const KIB = 1_024;

/** A size as people say it: '96 bytes', '12 KB', '1.4 MB'. */
export function sizeWords(bytes: number): string {
  if (bytes < KIB) return `${bytes} bytes`;
  if (bytes < KIB * KIB) return `${Math.round(bytes / KIB)} KB`;
  const megabytes = bytes / KIB / KIB;
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`;
}
