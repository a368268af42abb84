import { expect, test } from 'vitest';
import { londonMoment } from '../../../renderer/ledger/london-moment.ts';
import { localDate } from '../../../shared/local-date.ts';

test.each([
  ['2026-11-24', '14:05', '2026-11-24T14:05:00.000Z'],
  ['2026-07-01', '00:00', '2026-06-30T23:00:00.000Z'],
  ['2026-03-29', '03:00', '2026-03-29T02:00:00.000Z'],
  ['2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
  ['2026-10-25', '23:00', '2026-10-25T23:00:00.000Z'],
])('%s %s in London is %s', (day, time, at) => {
  expect(londonMoment(localDate(day), time)).toBe(at);
});
