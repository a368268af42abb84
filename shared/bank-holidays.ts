import { addDays, isWeekend, localDate, type LocalDate } from './local-date.ts';

/**
 * Days that were proclaimed for one year only, or moved (gov.uk/bank-holidays, England and Wales).
 * `instead` of a day that the rules give; null for a day on top.
 */
const PROCLAIMED: readonly { readonly day: string; readonly name: string; readonly instead: string | null }[] = [
  { day: '2020-05-08', name: 'Early May bank holiday', instead: '2020-05-04' },
  { day: '2022-06-02', name: 'Spring bank holiday', instead: '2022-05-30' },
  { day: '2022-06-03', name: 'Platinum Jubilee bank holiday', instead: null },
  { day: '2022-09-19', name: 'Bank holiday for the State Funeral', instead: null },
  { day: '2023-05-08', name: 'Bank holiday for the Coronation', instead: null },
];

/**
 * The bank holidays of England and Wales in a year, by day, with their names: those of the Banking and Financial
 * Dealings Act 1971 with their substitute days, New Year's Day, Good Friday, Christmas Day and the early May holiday.
 * A day that is yet to be proclaimed is not known here.
 */
export function bankHolidaysOf(year: number): ReadonlyMap<LocalDate, string> {
  const easter = easterSunday(year);
  const christmas = onDay(year, 12, 25);
  const boxing = onDay(year, 12, 26);
  const days = new Map<LocalDate, string>([
    [nextWorkingDay(onDay(year, 1, 1)), "New Year's Day"],
    [addDays(easter, -2), 'Good Friday'],
    [addDays(easter, 1), 'Easter Monday'],
    [firstMonday(onDay(year, 5, 1)), 'Early May bank holiday'],
    [firstMonday(onDay(year, 5, 25)), 'Spring bank holiday'],
    [firstMonday(onDay(year, 8, 25)), 'Summer bank holiday'],
  ]);
  // Whichever stands on a working day keeps it; one that does not has the next that is free.
  const pair = [
    { day: christmas, name: 'Christmas Day' },
    { day: boxing, name: 'Boxing Day' },
  ];
  for (const { day, name } of isWeekend(boxing) ? pair : pair.toReversed()) {
    let kept = nextWorkingDay(day);
    while (days.has(kept)) kept = nextWorkingDay(addDays(kept, 1));
    days.set(kept, name);
  }
  for (const { day, name, instead } of PROCLAIMED) {
    if (!day.startsWith(String(year))) continue;
    if (instead !== null) days.delete(localDate(instead));
    days.set(localDate(day), name);
  }
  return days;
}

function onDay(year: number, month: number, day: number): LocalDate {
  return localDate(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}

function nextWorkingDay(day: LocalDate): LocalDate {
  return isWeekend(day) ? nextWorkingDay(addDays(day, 1)) : day;
}

function firstMonday(from: LocalDate): LocalDate {
  const weekday = new Date(`${from}T00:00:00Z`).getUTCDay();
  return addDays(from, (8 - weekday) % 7);
}

/** By the Gregorian rule as written down by Meeus, Jones and Butcher. */
function easterSunday(year: number): LocalDate {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return onDay(year, Math.floor(n / 31), (n % 31) + 1);
}
