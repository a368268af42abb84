import { afterAll, beforeAll, expect, test } from 'vitest';
import { priceFor, priceOf, readFeeRules, type FeeRulePeriod } from '../../../server/billing/index.ts';
import { addDays, localDate, type LocalDate } from '../../../shared/local-date.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { runs } from '../../shared/property-runs.ts';
import { DAYS_OF_CHANGE, KINDS, oraclePrice } from './fees-oracle.ts';

const CHANGES = ['2007-10-01', '2009-04-01', '2011-10-01', '2013-10-01', '2017-04-01', '2025-11-17'].map(localDate);

let books: Books;
let rules: FeeRulePeriod[];
beforeAll(async () => {
  books = await openBooks();
  rules = await readFeeRules(books.orm.em.fork());
});
afterAll(() => books.close());

const cases = DAYS_OF_CHANGE.flatMap(([day, prices]) =>
  KINDS.map((kind, index) => [day, kind, prices[index] ?? null] as const),
);

test.each(cases)('an LPA received on %s, %s fee: %s', (day, kind, amount) => {
  expect(priceOf(rules, kind, localDate(day))?.amount ?? null).toBe(amount);
  expect(oraclePrice(kind, day)).toBe(amount);
});

/** Numbers between 0 and 1 that the seed alone decides. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Case {
  readonly kind: (typeof KINDS)[number];
  readonly receivedOn: LocalDate;
}

/** Half of the cases are within a day of a change, half anywhere from 2006 to 2033. */
function randomCases(count: number, random: () => number): Case[] {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  return Array.from({ length: count }, () => ({
    kind: pick(KINDS),
    receivedOn:
      random() < 0.5
        ? addDays(pick(CHANGES), Math.floor(random() * 3) - 1)
        : addDays(localDate('2006-01-01'), Math.floor(random() * 10_000)),
  }));
}

test('100,000 random LPAs cost what the oracle says, by the function and by the view', async () => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  const tried = randomCases(runs(100_000).numRuns ?? 0, randomFrom(seed));
  const priced = await books.rows<{ amount: number | null }>(
    `select amount
     from rows from (jsonb_to_recordset(?::jsonb) as (kind text, day date)) with ordinality as tried (kind, day, number)
     left join fee_rule_period on fee_kind = kind and day >= received_from
       and (received_before is null or day < received_before)
     order by number`,
    [JSON.stringify(tried.map(({ kind, receivedOn }) => ({ kind, day: receivedOn })))],
  );
  let differences = 0;
  for (const [index, { kind, receivedOn }] of tried.entries()) {
    const expected = oraclePrice(kind, receivedOn);
    const byFunction = priceOf(rules, kind, receivedOn)?.amount ?? null;
    if (byFunction !== expected || priced[index]?.amount !== expected) differences += 1;
  }
  process.stdout.write(`pricing against the oracle: ${tried.length} cases, ${differences} differences, seed ${seed}\n`);
  expect([priced.length, differences]).toEqual([tried.length, 0]);
});

test('the day an LPA was registered has no say: there is nowhere to give it', async () => {
  expect(await priceFor(books.orm.em.fork(), 'full', localDate('2025-11-16'))).toMatchObject({ amount: 8200 });
  expect(await priceFor(books.orm.em.fork(), 'full', localDate('2025-11-17'))).toMatchObject({ amount: 9200 });
  expect(await priceFor(books.orm.em.fork(), 'half', localDate('2010-01-01'))).toBeNull();
});

test('every period ends where the next begins, and the last has no end', () => {
  const full = rules.filter(({ feeKind }) => feeKind === 'full');
  expect(full.map(({ receivedFrom }) => receivedFrom)).toEqual(CHANGES);
  expect(full.map(({ receivedBefore }) => receivedBefore)).toEqual([...CHANGES.slice(1), null]);
});
