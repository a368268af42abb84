import * as TemporalInstant from 'temporal-polyfill/fns/Instant';
import * as PlainDate from 'temporal-polyfill/fns/PlainDate';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';
import { z } from 'zod';

const LONDON = 'Europe/London';
const SHAPE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

function toPlainDate(text: string): PlainDate.Record | undefined {
  const [, year, month, day] = SHAPE.exec(text) ?? [];
  if (year === undefined || year === '0000') return undefined;
  try {
    return PlainDate.create(Number(year), Number(month), Number(day));
  } catch {
    return undefined;
  }
}

function plain(day: LocalDate): PlainDate.Record {
  const record = toPlainDate(day);
  if (!record) throw new RangeError('A day must be a real calendar day written YYYY-MM-DD');
  return record;
}

/** Whether the text is a real calendar day written 'YYYY-MM-DD', from year 0001 to 9999. */
export function isLocalDate(text: string): text is LocalDate {
  return toPlainDate(text) !== undefined;
}

/** A calendar day on the wire: 'YYYY-MM-DD', refused when no such day exists. */
export const LocalDateSchema = z
  .string()
  .refine((text) => toPlainDate(text) !== undefined, 'must be a calendar day written YYYY-MM-DD')
  .brand<'LocalDate', 'inout'>();

/** A day in the calendar, without time or zone. Days sort as their text does. */
export type LocalDate = z.infer<typeof LocalDateSchema>;

/** Reads 'YYYY-MM-DD'. @throws RangeError for any other shape and for days that do not exist. */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError('A day must be a real calendar day written YYYY-MM-DD');
  return text;
}

/** The day `days` later, or earlier when negative. @throws RangeError for fractions of a day. */
export function addDays(day: LocalDate, days: number): LocalDate {
  if (!Number.isSafeInteger(days)) throw new RangeError('Days are added whole');
  return localDate(PlainDate.toString(PlainDate.addDays(plain(day), days)));
}

/** Days from `from` to `to`: zero for the same day, negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return PlainDate.diffDays(plain(from), plain(to));
}

/** For sorting, earliest first. */
export function compareLocalDates(a: LocalDate, b: LocalDate): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The accounting day of an instant: the Europe/London calendar day, which in summer starts at 23:00 UTC. */
export function londonDay(instant: Date): LocalDate {
  const moment = TemporalInstant.fromEpochMilliseconds(instant.getTime());
  return localDate(PlainDate.toString(ZonedDateTime.toPlainDate(TemporalInstant.toZonedDateTimeISO(moment, LONDON))));
}

/** The instant at which a day begins in London. With the next day's it bounds the day, 23 and 25 hours included. */
export function startOfLondonDay(day: LocalDate): Date {
  return new Date(PlainDate.toZonedDateTime(plain(day), LONDON).epochMilliseconds);
}

/** The year in which the financial year (1 April to 31 March) holding the day starts: 2026-03-31 is in 2025. */
export function financialYear(day: LocalDate): number {
  const year = Number(day.slice(0, 4));
  return day.slice(5) < '04-01' ? year - 1 : year;
}

function monthName(day: LocalDate): string {
  return MONTHS[Number(day.slice(5, 7)) - 1] ?? '';
}

/** '24 November 2026', for letters and headings. */
export function formatLocalDate(day: LocalDate): string {
  return `${Number(day.slice(8))} ${monthName(day)} ${day.slice(0, 4)}`;
}

/** '24 Nov 2026', for tables. Every month is cut to three letters, September too. */
export function formatShortDate(day: LocalDate): string {
  return `${Number(day.slice(8))} ${monthName(day).slice(0, 3)} ${day.slice(0, 4)}`;
}

/** Saturday or Sunday. */
export function isWeekend(day: LocalDate): boolean {
  return PlainDate.dayOfWeek(plain(day)) >= 6;
}

/**
 * The working day `n` working days after `day`, or before it when negative, passing over weekends and the holidays
 * given. Zero days from a day off is the next working day. @throws RangeError for fractions.
 */
export function addWorkingDays(day: LocalDate, n: number, holidays: ReadonlySet<LocalDate>): LocalDate {
  if (!Number.isSafeInteger(n)) throw new RangeError('Working days are added whole');
  const isWorkingDay = (d: LocalDate) => !isWeekend(d) && !holidays.has(d);
  const step = n < 0 ? -1 : 1;
  let current = day;
  let left = Math.abs(n);
  while (left > 0 || !isWorkingDay(current)) {
    current = addDays(current, step);
    if (isWorkingDay(current) && left > 0) left -= 1;
  }
  return current;
}
