import { randomInt } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { INVARIANTS } from '../../../../server/app-router.ts';
import { checkInvariants } from '../../../../server/ledger/index.ts';
import { foldUsage } from '../../../../server/usage/index.ts';
import type { OrganisationReference } from '../../../../shared/checked-reference.ts';
import { addDays, localDate } from '../../../../shared/local-date.ts';
import { REGISTRATION_CHANNELS, REGISTRATION_FEE_KINDS } from '../../../../shared/contracts/usage.ts';
import { ReadUsage } from '../../../../shared/contracts/usage-dashboard.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../../support/books.ts';
import { desk } from '../../http/desk.ts';
import { connect } from '../../platform/connected.ts';
import { compareTop } from './compare-top.ts';
import { corrected, newLpa, openFeed, registered, withdrawn, type Feed } from '../feed-under-test.ts';

let books: Books;
let feed: Feed;
let organisations: OrganisationReference[];
let api: ReturnType<typeof desk>;
beforeAll(async () => {
  books = await openBooks();
  feed = await openFeed(books);
  organisations = [await books.organisation('Abel & Co'), await books.organisation('Baker LLP')];
  api = desk(books, await books.staff('support'));
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

const fold = () => foldUsage(books.system);
const read = (asked: Partial<ReadUsage> = {}) => api.usage.readUsage(ReadUsage.parse(asked));

/** What the dashboard shows, beside what a plain count of the registrations comes to. */
async function compareAll(): Promise<void> {
  for (const organisation of [null, ...organisations]) {
    const shown = await read({ organisation, step: 'day' });
    const counted = await books.rows<{ day: string; fee_kind: string; channel: string; count: number; gone: number }>(
      `select registered_on::text as day, fee_kind, channel, count(*) filter (where withdrawn_at is null)::int as count,
         count(withdrawn_at)::int as gone
       from registration join organisation on organisation.id = organisation_id
       where (?::text is null or reference = ?) and registered_on >= ? group by 1, 2, 3`,
      [organisation, organisation, shown.from],
    );
    const sum = (is: (row: (typeof counted)[number]) => boolean): number =>
      counted.filter(is).reduce((total, { count }) => total + count, 0);
    expect(shown.total.count).toBe(sum(() => true));
    expect(shown.withdrawn).toBe(counted.reduce((total, { gone }) => total + gone, 0));
    for (const { name, count } of shown.byFee) expect(count).toBe(sum((row) => row.fee_kind === name));
    for (const { name, count } of shown.byChannel) expect(count).toBe(sum((row) => row.channel === name));
    for (const { from, count } of shown.steps) expect(count).toBe(sum((row) => row.day === from));
  }
}

test('a registration shows at once, and once only after it has been counted', async () => {
  const before = (await read()).registeredToday.count;
  await feed(registered(organisations[0]!, { registeredOn: '2026-11-24' }));
  expect((await read()).registeredToday.count).toBe(before + 1);
  expect(await fold()).toBeGreaterThan(0);
  expect((await read()).registeredToday.count).toBe(before + 1);
  expect(await fold()).toBe(0);
});

test('a correction moves a registration to its other day, and a withdrawal takes it out, counted or not', async () => {
  const lpas = [newLpa(), newLpa()];
  await feed(
    ...lpas.map((lpaReference) => registered(organisations[0]!, { lpaReference, registeredOn: '2026-11-02' })),
  );
  await fold();
  await feed(corrected(lpas[0]!, { receivedOn: '2026-09-01', registeredOn: '2026-11-03' }), withdrawn(lpas[1]!));
  await compareAll();
  await fold();
  await compareAll();
  const { steps, withdrawn: gone } = await read({ step: 'day', months: 1 });
  expect(steps.find(({ from }) => from === '2026-11-03')?.count).toBe(1);
  expect(steps.find(({ from }) => from === '2026-11-02')?.count).toBe(0);
  expect(gone).toBe(1);
});

test('whatever comes in, in whatever order and however it falls between two countings, the figures are those of the registrations', async () => {
  const seed = randomInt(2 ** 31);
  const runs = process.env['PROVE'] === '1' ? 100 : 8;
  const step = fc.record({
    act: fc.constantFrom('register', 'register', 'correct', 'withdraw', 'fold', 'early'),
    which: fc.nat(7),
    day: fc.integer({ min: 1, max: 23 }),
    organisation: fc.nat(1),
    fee: fc.constantFrom(...REGISTRATION_FEE_KINDS),
    channel: fc.constantFrom(...REGISTRATION_CHANNELS),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const lpas = Array.from({ length: 8 }, newLpa);
      for (const { act, which, day, organisation, fee, channel } of steps) {
        const lpaReference = lpas[which]!;
        const facts = { registeredOn: `2026-11-${String(day).padStart(2, '0')}`, feeKind: fee, channel };
        const to = organisations[organisation]!;
        if (act === 'fold') await fold();
        if (act === 'register') await feed(registered(to, { ...facts, lpaReference }));
        if (act === 'correct')
          await feed(corrected(lpaReference, { ...facts, receivedOn: '2026-09-01', organisation: to }));
        if (act === 'withdraw') await feed(withdrawn(lpaReference));
        if (act === 'early') {
          await feed(corrected(lpaReference, { feeKind: fee }), registered(to, { ...facts, lpaReference }));
        }
        await compareTop(api, books, { months: 1, feeKind: fee, channel: null, cameBy: null });
      }
      await compareAll();
    }),
    { seed, numRuns: runs },
  );
});

test('batches that come in while the counting goes on are neither missed nor counted twice', async () => {
  const counting = { goesOn: true };
  const counted = (async () => {
    while (counting.goesOn) await fold();
  })();
  const sender = async (): Promise<void> => {
    for (let batch = 0; batch < 6; batch += 1) {
      const lpas = Array.from({ length: 20 }, newLpa);
      await feed(...lpas.map((lpaReference) => registered(organisations[1]!, { lpaReference })));
      await feed(...lpas.slice(0, 5).map((lpa) => withdrawn(lpa)));
    }
  };
  await Promise.all([sender(), sender(), sender()]);
  counting.goesOn = false;
  await counted;
  await compareAll();
  await fold();
  await compareAll();
});

test('an organisation with far more than it usually has on its weekday is told, and no other', async () => {
  const [odd, even] = [await books.organisation('Odd & Co'), await books.organisation('Even LLP')];
  const events = (to: OrganisationReference, count: number, registeredOn: string) =>
    feed(...Array.from({ length: count }, () => registered(to, { receivedOn: '2026-06-01', registeredOn })));
  for (let week = 1; week <= 8; week += 1) {
    const day = addDays(localDate('2026-11-24'), -7 * week);
    await events(odd, 3, day);
    await events(even, 30, day);
  }
  await events(odd, 25, '2026-11-24');
  await events(even, 33, '2026-11-24');
  await fold();
  const { rows } = await api.usage.listOddOrganisations({});
  const named = rows.filter(({ organisation }) => ['Odd & Co', 'Even LLP'].includes(organisation.name));
  expect(named).toMatchObject([
    {
      organisation: { name: 'Odd & Co' },
      flag: {
        day: '2026-11-24',
        kind: 'spike',
        count: 25,
        usual: 3,
        why: expect.stringContaining('a Tuesday usually has 3'),
      },
    },
  ]);
});

test('a count that is not that of its registrations breaks I24', async () => {
  await fold();
  const superuser = await connect(books.database.superuserUrl);
  const broken = async (): Promise<string[]> =>
    (await checkInvariants(books.orm.em.fork(), INVARIANTS))
      .filter(({ violations }) => violations > 0)
      .map(({ code }) => code);
  try {
    const counts = [
      ...[`usage_organisation_day set standing = standing + 1`, `usage_day set standing = standing + 1`],
      ...[`usage_organisation_month set standing = standing + 1, half_paper = half_paper + 1`],
      ...[`usage_organisation_month set exempt_online = exempt_online + 1, half_paper = half_paper - 1`],
    ];
    for (const wrong of counts) {
      await superuser.query(`update ${wrong}`);
      expect(await broken()).toEqual(['I24']);
      const right = wrong.replaceAll(/[+-] 1/g, (sign) => (sign === '+ 1' ? '- 1' : '+ 1'));
      await superuser.query(`update ${right}`);
    }
    expect(await broken()).toEqual([]);
  } finally {
    await superuser.end();
  }
});

test("the server's own role cannot write a count", async () => {
  await expect(books.rows(`update usage_day set standing = 0`)).rejects.toThrow(/permission denied/);
  await expect(books.rows(`delete from usage_new_rows`)).rejects.toThrow(/permission denied/);
});
