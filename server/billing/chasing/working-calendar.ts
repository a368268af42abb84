import { createRequire } from 'node:module';
import type { EntityManager } from '@mikro-orm/postgresql';
import type Holidays from 'date-holidays';
import { addWorkingDays, isWeekend, localDate, type LocalDate } from '../../../shared/local-date.ts';
import { selectRows } from '../../platform/rows.ts';

/** Which days the office works: bank holidays of England and Wales as announced, and as worked out where none is yet. */
export interface WorkingCalendar {
  isWorkingDay(day: LocalDate): boolean;
  add(day: LocalDate, workingDays: number): LocalDate;
  /** True for a day of a year whose bank holidays are not announced. */
  isProvisional(day: LocalDate): boolean;
}

const load = createRequire(import.meta.url);
/** When a year is first worked out, as the rules of the whole world take a tenth of the server's memory. */
const rulesOfEngland = (): Holidays => new (load('date-holidays') as typeof Holidays)('GB', 'ENG');

/** GOV.UK announces about two years ahead and keeps some past ones; what it does not reach is worked out. */
export function workingCalendar(announced: readonly LocalDate[]): WorkingCalendar {
  const yearOf = (day: LocalDate): number => Number(day.slice(0, 4));
  const years = new Set(announced.map(yearOf));
  let rules: Holidays | undefined;
  const workedOut = new Map<number, LocalDate[]>();
  const holidaysOf = (year: number): readonly LocalDate[] => {
    rules ??= rulesOfEngland();
    const known = workedOut.get(year) ?? workOut(rules, year);
    workedOut.set(year, known);
    return known;
  };
  const near = (day: LocalDate): Set<LocalDate> => {
    const year = yearOf(day);
    const missing = [year - 1, year, year + 1].filter((one) => !years.has(one));
    return new Set([...announced, ...missing.flatMap(holidaysOf)]);
  };
  return {
    isWorkingDay: (day) => !isWeekend(day) && !near(day).has(day),
    add: (day, workingDays) => addWorkingDays(day, workingDays, near(day)),
    isProvisional: (day) => !years.has(yearOf(day)),
  };
}

function workOut(rules: Holidays, year: number): LocalDate[] {
  return rules
    .getHolidays(year)
    .filter(({ type }) => type === 'public' || type === 'bank')
    .map(({ date }) => localDate(date.slice(0, 10)));
}

/** As the bank holidays are known now. */
export async function readWorkingCalendar(em: EntityManager): Promise<WorkingCalendar> {
  const rows = await selectRows<{ day: LocalDate }>(
    em,
    'select day from bank_holiday where gone_at is null order by day',
  );
  return workingCalendar(rows.map(({ day }) => day));
}
