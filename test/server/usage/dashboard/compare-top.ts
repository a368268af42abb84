import { expect } from 'vitest';
import type { ListTopOrganisations } from '../../../../shared/contracts/usage-dashboard.ts';
import type { Books } from '../../../support/books.ts';
import type { desk } from '../../http/desk.ts';

/** What each choice of months speaks of on 24 November 2026, and what it is compared with: from, and up to. */
const SPANS = {
  1: { period: '2026-11-01', previous: ['2026-10-01', '2026-10-24'], yearAgo: ['2025-11-01', '2025-11-24'] },
  3: { period: '2026-09-01', previous: ['2026-06-01', '2026-08-24'], yearAgo: ['2025-09-01', '2025-11-24'] },
  13: { period: '2025-11-01', previous: ['2024-10-01', '2025-10-24'], yearAgo: ['2024-11-01', '2025-11-24'] },
} as const;

/** The list of top organisations beside a plain count of the registrations. Answers how many registrations it shows. */
export async function compareTop(
  api: ReturnType<typeof desk>,
  books: Books,
  asked: ListTopOrganisations,
): Promise<number> {
  const { rows, organisations } = await api.usage.listTopOrganisations(asked);
  const { period, previous, yearAgo } = SPANS[asked.months];
  const facts = [asked.feeKind, asked.channel, asked.cameBy].flatMap((fact) => [fact, fact]);
  const plain = await books.rows<{ reference: string; count: number; previous: number; year_ago: number }>(
    `select reference, count(*) filter (where registered_on >= ?)::int as count,
       count(*) filter (where registered_on between ? and ?)::int as previous,
       count(*) filter (where registered_on between ? and ?)::int as year_ago
     from registration join organisation on organisation.id = organisation_id
     join usage_delivery delivery on delivery.id = delivery_id
     where withdrawn_at is null and (?::text is null or fee_kind = ?)
       and (?::text is null or registration.channel = ?) and (?::text is null or delivery.channel = ?)
     group by organisation.id having count(*) filter (where registered_on >= ?) > 0 order by 2 desc, organisation.id`,
    [period, ...previous, ...yearAgo, ...facts, period],
  );
  const shown = rows.map(({ organisation, ...row }) => ({
    ...{ reference: organisation.reference, count: row.count },
    // Null where nothing was registered so far back.
    ...{ previous: row.previous ?? 'unknown', year_ago: row.yearAgo ?? 'unknown' },
  }));
  const expected = plain.map((row, place) => ({
    ...row,
    ...(rows[place]?.previous === null ? { previous: 'unknown' } : {}),
    ...(rows[place]?.yearAgo === null ? { year_ago: 'unknown' } : {}),
  }));
  expect([asked, shown]).toEqual([asked, expected.slice(0, 10)]);
  expect(organisations).toBe(plain.length);
  return rows.reduce((total, { count }) => total + count, 0);
}
