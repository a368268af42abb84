import type { UsageFlag } from '../../../shared/contracts/usage-dashboard.ts';
import { addDays, daysBetween, formatLocalDate, type LocalDate } from '../../../shared/local-date.ts';
import type { UsageHistory } from './usage-history.ts';
import { usualCount, type UsualCount } from './usual-count.ts';

/** So many times the usual distance from the usual, and so many LPAs at least. */
const FAR_SPREADS = 4;
const FAR_COUNT = 10;

/** Organisations send more before a fee change, and what they sent is registered over the weeks after. */
const RUSH_DAYS = 62;
/** A rush explains a day of up to so many times the usual; what goes beyond is looked at all the same. */
const RUSH_FACTOR = 3;

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Whether the day at a place is unlike days of its kind, and why; null where it is not, or where there is too little to tell. */
export function flagDay(place: number, history: UsageHistory): UsageFlag | null {
  const day = history.days[place];
  const usual = usualCount(place, history);
  if (day === undefined || usual === null) return null;
  const count = history.counts[place] ?? 0;
  const distance = count - usual.median;
  if (Math.abs(distance) < FAR_COUNT || Math.abs(distance) < FAR_SPREADS * usual.spread) return null;
  const flag = { day, count, usual: usual.median };
  const told = `${count.toLocaleString('en-GB')} registered; a ${weekday(day)} usually has ${words(usual.median)}.`;
  const reason = distance > 0 ? whyMore(day, count, usual, history) : whyFewer(day, history);
  if (reason !== null) return { ...flag, kind: 'explained', why: `${told} ${reason}` };
  const alarm = 'No bank holiday or fee change explains it.';
  return { ...flag, kind: distance > 0 ? 'spike' : 'drop', why: `${told} ${alarm}` };
}

function whyMore(day: LocalDate, count: number, usual: UsualCount, history: UsageHistory): string | null {
  if (count > usual.median * RUSH_FACTOR) return null;
  const change = history.feeChanges.find((from) => Math.abs(daysBetween(from, day)) <= RUSH_DAYS);
  if (change !== undefined) {
    return `Fees change for LPAs received from ${formatLocalDate(change)}, and many are sent around that day.`;
  }
  const before = lastOff(day, history.holidays);
  return before === undefined ? null : `It follows ${before}, and what came in meanwhile was registered then.`;
}

/** The bank holiday that work is caught up after: the day before, or before the weekend in between. */
function lastOff(day: LocalDate, holidays: UsageHistory['holidays']): string | undefined {
  return holidays.get(addDays(day, -1)) ?? (weekday(day) === 'Monday' ? holidays.get(addDays(day, -3)) : undefined);
}

function whyFewer(day: LocalDate, { holidays, feeChanges }: UsageHistory): string | null {
  const holiday = holidays.get(day);
  if (holiday !== undefined) return `It was ${holiday}.`;
  if (day.slice(5) >= '12-24' || day.slice(5) <= '01-02') return 'It was between Christmas and New Year.';
  const change = feeChanges.find((from) => daysBetween(from, day) >= 0 && daysBetween(from, day) <= RUSH_DAYS);
  return change === undefined ? null : `Fewer are sent after a fee change, as on ${formatLocalDate(change)}.`;
}

/** `Tuesday`. */
export function weekday(day: LocalDate): string {
  return WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';
}

function words(usual: number): string {
  return usual === 0 ? 'none' : usual.toLocaleString('en-GB', { maximumFractionDigits: 1 });
}
