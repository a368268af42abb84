import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { changeSentences, type InvoiceMake } from '../../../../server/billing/explain/change-sentences.ts';
import { invoiceNumber } from '../../../../shared/checked-reference.ts';
import { localDate } from '../../../../shared/local-date.ts';
import { parsePounds, pence } from '../../../../shared/money.ts';
import { runs } from '../../../shared/property-runs.ts';

const line = record({
  fullFee: constantFrom(8200, 9200),
  share: constantFrom(1, 0.5, 0.25, 0),
  count: integer({ min: 1, max: 400 }),
}).map(({ fullFee, share, count }) => ({ fullFee: pence(fullFee), amount: pence(fullFee * share), count }));

const make = (sequence: number) =>
  array(line, { minLength: 1, maxLength: 8 }).map((lines): InvoiceMake => ({
    number: invoiceNumber(2026, sequence),
    issuedOn: localDate('2026-11-02'),
    total: pence(lines.reduce((sum, { amount, count }) => sum + amount * count, 0)),
    lines,
  }));

/** What a sentence says that something makes, with its sign. */
function madeBy(sentence: string): number {
  const [, pounds, way] = /which makes (£[\d,.]+) (more|less)\.$/.exec(sentence) ?? [];
  if (pounds === undefined) return 0;
  return (parsePounds(pounds) ?? Number.NaN) * (way === 'less' ? -1 : 1);
}

test('there are four sentences at most, and the parts they name add up to the difference to the penny', () => {
  assert(
    property(make(2), make(1), (now, before) => {
      const [first, ...parts] = changeSentences(now, before);
      expect(parts.length).toBeLessThanOrEqual(3);
      expect(first).toContain(now.number);
      expect(parts.reduce((sum, sentence) => sum + madeBy(sentence), 0)).toBe(now.total - before.total);
    }),
    runs(2_000),
  );
});
