import * as TemporalInstant from 'temporal-polyfill/fns/Instant';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';
import { z } from 'zod';
import { formatShortDate, londonDay } from './local-date.ts';

/** A moment on the wire: ISO 8601 in UTC, ending in Z. Other offsets are refused, so that texts can be compared. */
export const InstantSchema = z.iso.datetime().brand<'Instant', 'inout'>();

/** A moment as ISO 8601 text in UTC: '2026-11-24T14:05:00.000Z'. */
export type Instant = z.infer<typeof InstantSchema>;

/** To the millisecond. @throws RangeError for an invalid Date. */
export function instant(date: Date): Instant {
  return date.toISOString() as Instant;
}

/** '14:05' on London clocks. */
export function formatLondonTime(moment: Instant): string {
  const record = TemporalInstant.fromEpochMilliseconds(new Date(moment).getTime());
  return ZonedDateTime.toString(TemporalInstant.toZonedDateTimeISO(record, 'Europe/London')).slice(11, 16);
}

/** '24 Nov 2026, 14:05': London's day and clock, whatever the machine's own zone. */
export function formatLondonDateTime(moment: Instant): string {
  return `${formatShortDate(londonDay(new Date(moment)))}, ${formatLondonTime(moment)}`;
}
