import { addWorkingDays, isWeekend, londonDay, startOfLondonDay, type LocalDate } from '../../../shared/local-date.ts';
import type { Random } from './random.ts';

const HOUR_MS = 3_600_000;
const OPENS_HOUR = 9;
const CLOSES_HOUR = 17.5;

/** A moment of the day while the lines are open; for a weekend, of the working day after it. */
export function someTimeOn(day: LocalDate, random: Random): Date {
  const open = isWeekend(day) ? addWorkingDays(day, 0, new Set()) : day;
  const hour = OPENS_HOUR + random.next() * (CLOSES_HOUR - 1 - OPENS_HOUR);
  return atHour(open, hour);
}

/** The moment itself while the lines are open, else when they open next. */
export function whenOpen(moment: Date): Date {
  const day = londonDay(moment);
  const hour = (moment.getTime() - startOfLondonDay(day).getTime()) / HOUR_MS;
  if (!isWeekend(day) && hour < CLOSES_HOUR) return hour < OPENS_HOUR ? atHour(day, OPENS_HOUR) : moment;
  return atHour(addWorkingDays(day, 1, new Set()), OPENS_HOUR);
}

function atHour(day: LocalDate, hour: number): Date {
  return new Date(startOfLondonDay(day).getTime() + Math.round(hour * 3_600) * 1_000);
}
