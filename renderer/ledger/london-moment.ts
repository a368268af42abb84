import { formatLondonTime, instant, type Instant } from '../../shared/instant.ts';
import { londonDay, startOfLondonDay, type LocalDate } from '../../shared/local-date.ts';

const MINUTE = 60_000;

/**
 * The moment of a day and a clock time ('14:05') in London. Of the hour that comes twice in autumn it is the first; in
 * the hour that is left out in spring it is the moment that comes so long after midnight.
 */
export function londonMoment(day: LocalDate, time: string): Instant {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const afterMidnight = startOfLondonDay(day).getTime() + (hours * 60 + minutes) * MINUTE;
  const moments = [-60, 0, 60].map((shift) => new Date(afterMidnight + shift * MINUTE));
  const meant = moments.find((moment) => londonDay(moment) === day && formatLondonTime(instant(moment)) === time);
  return instant(meant ?? new Date(afterMidnight));
}
