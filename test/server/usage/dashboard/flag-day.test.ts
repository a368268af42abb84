import { describe, expect, test } from 'vitest';
import { flagDay } from '../../../../server/usage/dashboard/flag-day.ts';
import { holidaysBetween, type UsageHistory } from '../../../../server/usage/dashboard/usage-history.ts';
import { addDays, daysBetween, isWeekend, localDate, type LocalDate } from '../../../../shared/local-date.ts';

const FIRST = localDate('2026-01-05');
const TUESDAY = localDate('2026-07-14');
const HOLIDAY = localDate('2026-05-25');

/** Working days of about `usual`, quiet weekends, bank holidays without any; and what is different from that. */
function history(
  usual: number,
  different: Readonly<Record<string, number>> = {},
  feeChanges: LocalDate[] = [],
): UsageHistory {
  const holidays = holidaysBetween(FIRST, TUESDAY);
  const days: LocalDate[] = [];
  const counts: number[] = [];
  for (let day = FIRST, n = 0; n < 220; day = addDays(day, 1), n += 1) {
    const off = isWeekend(day) || holidays.has(day);
    days.push(day);
    counts.push(different[day] ?? (off ? 0 : usual + ((n * 7) % 5) - 2));
  }
  return { days, counts, knownFrom: 0, holidays, feeChanges };
}

const flagOf = (day: LocalDate, usage: UsageHistory) => flagDay(daysBetween(FIRST, day), usage);
const kindOf = (day: LocalDate, usage: UsageHistory) => flagOf(day, usage)?.kind ?? null;

describe('a day', () => {
  test('like others of its weekday is not flagged, nor a quiet weekend, nor a small count that chance makes', () => {
    for (let n = 0; n < 14; n += 1) expect(kindOf(addDays(TUESDAY, n), history(100))).toBeNull();
    expect(kindOf(TUESDAY, history(4, { [TUESDAY]: 12 }))).toBeNull();
  });

  test('far above what its weekday usually has is a spike, and says so in words', () => {
    expect(flagOf(TUESDAY, history(100, { [TUESDAY]: 260 }))).toEqual({
      ...{ day: TUESDAY, kind: 'spike', count: 260, usual: expect.closeTo(100, -1) },
      why: expect.stringMatching(
        /^260 registered; a Tuesday usually has \d+\. No bank holiday or fee change explains it\.$/,
      ),
    });
    expect(kindOf(addDays(TUESDAY, 4), history(100, { [addDays(TUESDAY, 4)]: 30 }))).toBe('spike');
  });

  test('far below it is a drop', () => {
    expect(kindOf(TUESDAY, history(100, { [TUESDAY]: 20 }))).toBe('drop');
  });

  test('that was a bank holiday explains itself, and the day after may catch up', () => {
    const usage = history(100, { [addDays(HOLIDAY, 1)]: 190 });
    expect(flagOf(HOLIDAY, usage)).toMatchObject({
      kind: 'explained',
      why: expect.stringContaining('Spring bank holiday'),
    });
    expect(kindOf(addDays(HOLIDAY, 1), usage)).toBe('explained');
  });

  test('near a fee change explains itself, up to three times the usual', () => {
    const change = [addDays(TUESDAY, 20)];
    expect(kindOf(TUESDAY, history(100, { [TUESDAY]: 260 }, change))).toBe('explained');
    expect(kindOf(TUESDAY, history(100, { [TUESDAY]: 400 }, change))).toBe('spike');
    expect(kindOf(TUESDAY, history(100, { [TUESDAY]: 260 }, [addDays(TUESDAY, 90)]))).toBe('spike');
  });

  test('is not judged by fewer than six days of its kind', () => {
    const usage = history(100, { [TUESDAY]: 900 });
    expect(kindOf(TUESDAY, { ...usage, knownFrom: daysBetween(FIRST, TUESDAY) - 7 * 5 })).toBeNull();
    expect(kindOf(TUESDAY, { ...usage, knownFrom: daysBetween(FIRST, TUESDAY) - 7 * 6 })).toBe('spike');
  });

  test('that was odd once does not make the next odd ones usual', () => {
    const odd = Object.fromEntries([1, 2, 3, 4].map((week) => [addDays(TUESDAY, -7 * week), 900]));
    expect(kindOf(TUESDAY, history(100, { ...odd, [TUESDAY]: 900 }))).toBe('spike');
  });
});
