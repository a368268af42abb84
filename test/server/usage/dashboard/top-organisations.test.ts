import { afterAll, beforeAll, expect, test } from 'vitest';
import { Migration20261126x29UsageMonths } from '../../../../server/migrations/migration-20261126-29-usage-months.ts';
import { foldUsage } from '../../../../server/usage/index.ts';
import { KIND_COUNTS } from '../../../../server/usage/dashboard/month-counts.ts';
import { REGISTRATION_CHANNELS, REGISTRATION_FEE_KINDS } from '../../../../shared/contracts/usage.ts';
import { USAGE_SPANS } from '../../../../shared/contracts/usage-dashboard.ts';
import type { OrganisationReference } from '../../../../shared/checked-reference.ts';
import { addDays, localDate } from '../../../../shared/local-date.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../../support/books.ts';
import { desk } from '../../http/desk.ts';
import { connect } from '../../platform/connected.ts';
import { corrected, newLpa, openFeed, registered, withdrawn, type Feed } from '../feed-under-test.ts';
import { aRow, csv, openFiles, type Files } from '../files-under-test.ts';
import { compareTop } from './compare-top.ts';

let books: Books;
let feed: Feed;
let files: Files;
let organisations: OrganisationReference[];
let api: ReturnType<typeof desk>;
beforeAll(async () => {
  books = await openBooks();
  [feed, files] = [await openFeed(books), await openFiles(books)];
  organisations = [await books.organisation('Abel & Co'), await books.organisation('Baker LLP')];
  api = desk(books, await books.staff('support'));
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await files.close();
  await books.close();
});

const fold = () => foldUsage(books.system);

/** Every choice of the screen that there is something for; answers how many of them show anything. */
async function compareEveryFilter(): Promise<number> {
  let filled = 0;
  for (const months of USAGE_SPANS) {
    for (const feeKind of [null, ...REGISTRATION_FEE_KINDS]) {
      for (const channel of [null, ...REGISTRATION_CHANNELS]) {
        for (const cameBy of [null, 'feed', 'upload'] as const) {
          if ((await compareTop(api, books, { months, feeKind, channel, cameBy })) > 0) filled += 1;
        }
      }
    }
  }
  return filled;
}

test('with every filter, the top organisations are those of the registrations, counted, noted, corrected and withdrawn', async () => {
  // Days on both sides of where each period, and what it is compared with, begins and ends.
  const days = ['2026-11-24', '2026-11-01', '2026-10-25', '2026-10-24', '2026-09-01', '2026-08-31', '2026-08-24'];
  days.push('2026-06-01', '2025-11-25', '2025-11-24', '2025-11-01', '2025-10-31', '2025-10-24', '2024-11-01');
  const lpas: { lpaReference: string; day: string }[] = [];
  let n = 0;
  for (const day of [...days, '2024-10-02']) {
    for (const [at, organisation] of organisations.entries()) {
      const facts = (kind: { feeKind: string; channel: string }) => {
        const lpaReference = newLpa();
        lpas.push({ lpaReference, day });
        const receivedOn = addDays(localDate(day), -60);
        return { lpaReference, feeKind: kind.feeKind, channel: kind.channel, receivedOn, registeredOn: day };
      };
      const kinds = Array.from({ length: 2 + at }, () => KIND_COUNTS[(n += 5) % KIND_COUNTS.length]!);
      await feed(...kinds.map((kind) => registered(organisation, facts(kind))));
      if (n % 2 === 0) await files.take(csv(aRow(organisation, facts(kinds[0]!))));
    }
    if (day === '2025-11-24') await fold();
  }
  for (const [place, { lpaReference, day }] of lpas.entries()) {
    const moved = { registeredOn: addDays(localDate(day), -20), receivedOn: addDays(localDate(day), -70) };
    const facts = place % 2 === 0 ? { feeKind: 'hardship', channel: 'paper' } : { organisation: organisations[0] };
    if (place % 3 === 0) await feed(corrected(lpaReference, { ...moved, ...facts }));
    if (place % 7 === 0) await feed(withdrawn(lpaReference));
  }
  expect(await compareEveryFilter()).toBeGreaterThan(80);
  await fold();
  for (const months of USAGE_SPANS) {
    for (const feeKind of [null, 'hardship'] as const) {
      await compareTop(api, books, { months, feeKind, channel: null, cameBy: 'upload' });
    }
  }
});

test('counts by month that were kept before their kinds were are counted anew, with nothing lost', async () => {
  const superuser = await connect(books.database.superuserUrl);
  const migration = new Migration20261126x29UsageMonths(books.orm.em.getDriver(), books.orm.config);
  migration.up();
  const counts = async () =>
    (await superuser.query(`select * from usage_organisation_month order by 1, 2, came_by`)).rows;
  try {
    const kept = await counts();
    await superuser.query('begin');
    await superuser.query(`
      truncate usage_organisation_month;
      alter table usage_organisation_month drop column came_by,
        ${KIND_COUNTS.map(({ column }) => `drop column ${column}`).join(', ')},
        add constraint usage_organisation_month_pkey primary key (month, organisation_id)`);
    for (const statement of migration.getQueries()) {
      if (typeof statement !== 'string') throw new Error('The migration is not all plain SQL');
      await superuser.query(statement);
    }
    expect(await counts()).toEqual(kept);
  } finally {
    await superuser.query('rollback');
    await superuser.end();
  }
});

test('the kinds that the database counts by month are those of the code, and no other', async () => {
  const columns = await books.rows<{ name: string }>(
    `select column_name as name from information_schema.columns where table_name = 'usage_organisation_month'`,
  );
  const kinds = columns.map(({ name }) => name).filter((name) => /_(online|paper)$/.test(name));
  expect(kinds.toSorted()).toEqual(KIND_COUNTS.map(({ column }) => column).toSorted());
});

test('a month whose kinds do not add up to it is refused', async () => {
  const superuser = await connect(books.database.superuserUrl);
  try {
    await fold();
    await expect(superuser.query(`update usage_organisation_month set half_paper = half_paper + 1`)).rejects.toThrow(
      /usage_organisation_month_of_its_kinds/,
    );
  } finally {
    await superuser.end();
  }
});
