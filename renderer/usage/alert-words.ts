import type { AlertMeasure } from '../../shared/contracts/usage-alerts.ts';
import { formatPounds, parsePounds, pence } from '../../shared/money.ts';
import { countWords } from './change-words.ts';

/** What an alert watches, as a choice. */
export const MEASURE_WORDS: Readonly<Record<AlertMeasure, string>> = {
  'registrations-in-a-day': 'Registrations in a day',
  'next-bill': 'Next bill',
};

/** `more than 40 registrations in a day`, `a next bill of more than £1,200.00`. */
export function alertWords(measure: AlertMeasure, threshold: number): string {
  return measure === 'next-bill'
    ? `a next bill of more than ${formatPounds(pence(threshold))}`
    : `more than ${countWords(threshold)} ${threshold === 1 ? 'registration' : 'registrations'} in a day`;
}

/** What it was when it was raised: `52 registrations`, `£1,312.00`. */
export function valueWords(measure: AlertMeasure, value: number): string {
  return measure === 'next-bill'
    ? formatPounds(pence(value))
    : `${countWords(value)} ${value === 1 ? 'registration' : 'registrations'}`;
}

/** The threshold that was typed: pence, or a number of LPAs; null where it is neither. */
export function readThreshold(measure: AlertMeasure, typed: string): number | null {
  if (measure === 'next-bill') {
    const parsed = parsePounds(typed.trim());
    return parsed !== undefined && parsed > 0 ? parsed : null;
  }
  const digits = typed.trim().replaceAll(',', '');
  return /^[1-9][0-9]{0,8}$/.test(digits) ? Number(digits) : null;
}
