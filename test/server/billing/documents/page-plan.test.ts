import { array, assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { planLinePages } from '../../../../server/billing/documents/page-plan.ts';
import { runs } from '../../../shared/property-runs.ts';

test('every line has one place, in order, no page holds more than fits, and the total has a row', () => {
  assert(
    property(
      array(integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 60 }),
      integer({ min: 2, max: 50 }),
      (sizes, rows) => {
        const pages = planLinePages(sizes, rows);
        const placed = new Map<number, number>();
        for (const [number, page] of pages.entries()) {
          const used = page.reduce((sum, { lines }) => sum + lines + 1, 0);
          expect(used + (number === pages.length - 1 ? 1 : 0)).toBeLessThanOrEqual(rows);
          for (const { matter, lines, isContinued } of page) {
            expect(lines).toBeGreaterThan(0);
            expect(isContinued).toBe(placed.has(matter));
            placed.set(matter, (placed.get(matter) ?? 0) + lines);
          }
        }
        expect([...placed]).toEqual(sizes.map((size, matter) => [matter, size]));
      },
    ),
    runs(1_000),
  );
});
