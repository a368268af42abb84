import { describe, expect, it } from 'vitest';
import { type Instant, InstantSchema, formatLondonDateTime, formatLondonTime, instant } from '../../shared/instant.ts';

describe('an instant', () => {
  it('is ISO 8601 in UTC', () => {
    const moment: Instant = instant(new Date(Date.UTC(2026, 10, 24, 14, 5)));
    expect(moment).toBe('2026-11-24T14:05:00.000Z');
    expect(InstantSchema.parse(moment)).toBe(moment);
    expect(() => instant(new Date(Number.NaN))).toThrow(RangeError);
  });

  it.each(['2026-11-24T14:05:00+00:00', '2026-11-24T14:05:00', '2026-11-24', '2026-02-30T00:00:00Z', '', 'now'])(
    'is never written %j',
    (text) => {
      expect(InstantSchema.safeParse(text).success).toBe(false);
    },
  );

  it.each([
    ['2026-11-24T14:05:59.999Z', '24 Nov 2026, 14:05'],
    ['2026-06-30T23:30:00.000Z', '1 Jul 2026, 00:30'],
    ['2026-03-29T00:59:00.000Z', '29 Mar 2026, 00:59'],
    ['2026-03-29T01:00:00.000Z', '29 Mar 2026, 02:00'],
    ['2026-10-25T00:30:00.000Z', '25 Oct 2026, 01:30'],
    ['2026-10-25T01:30:00.000Z', '25 Oct 2026, 01:30'],
  ])('%s is shown as %s, whatever the machine zone', (text, shown) => {
    const moment = InstantSchema.parse(text);
    expect(formatLondonDateTime(moment)).toBe(shown);
    expect(formatLondonTime(moment)).toBe(shown.slice(-5));
  });
});
