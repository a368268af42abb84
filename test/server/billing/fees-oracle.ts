import type { FeeKind } from '../../../shared/contracts/billing.ts';

/** Price lists by hand: full, half, repeat, quarter, exempt; pence, null where there was no such fee. */
type Prices = readonly [number | null, number | null, number | null, number | null, number | null];

const NONE: Prices = [null, null, null, null, null];
const IN_2007: Prices = [15000, null, null, null, 0];
const IN_2009: Prices = [12000, null, null, null, 0];
const IN_2011: Prices = [13000, 6500, 6500, null, 0];
const IN_2013: Prices = [11000, 5500, 5500, null, 0];
const IN_2017: Prices = [8200, 4100, 4100, 2050, 0];
const IN_2025: Prices = [9200, 4600, 4600, 2300, 0];

export const KINDS: readonly FeeKind[] = ['full', 'half', 'repeat', 'quarter', 'exempt'];

/** The day before, the day and the day after each change, written out. */
export const DAYS_OF_CHANGE: readonly (readonly [receivedOn: string, prices: Prices])[] = [
  ['1999-12-31', NONE],
  ['2007-09-30', NONE],
  ['2007-10-01', IN_2007],
  ['2007-10-02', IN_2007],
  ['2008-02-29', IN_2007],
  ['2009-03-31', IN_2007],
  ['2009-04-01', IN_2009],
  ['2009-04-02', IN_2009],
  ['2011-09-30', IN_2009],
  ['2011-10-01', IN_2011],
  ['2011-10-02', IN_2011],
  ['2013-09-30', IN_2011],
  ['2013-10-01', IN_2013],
  ['2013-10-02', IN_2013],
  ['2016-02-29', IN_2013],
  ['2017-03-31', IN_2013],
  ['2017-04-01', IN_2017],
  ['2017-04-02', IN_2017],
  ['2020-02-29', IN_2017],
  ['2025-11-16', IN_2017],
  ['2025-11-17', IN_2025],
  ['2025-11-18', IN_2025],
  ['2026-11-24', IN_2025],
  ['2099-12-31', IN_2025],
];

/** The price worked out another way than the product does: by the day as one number, from the newest law to the oldest. */
export function oraclePrice(kind: FeeKind, receivedOn: string): number | null {
  const [year = '', month = '', day = ''] = receivedOn.split('-');
  const number = Number(year) * 10_000 + Number(month) * 100 + Number(day);
  const prices =
    number > 20251116
      ? IN_2025
      : number > 20170331
        ? IN_2017
        : number > 20130930
          ? IN_2013
          : number > 20110930
            ? IN_2011
            : number > 20090331
              ? IN_2009
              : number > 20070930
                ? IN_2007
                : NONE;
  return prices[KINDS.indexOf(kind)] ?? null;
}
