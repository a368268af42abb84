import type { EntityManager } from '@mikro-orm/postgresql';
import type { InvariantResult } from '../../shared/contracts/ledger.ts';
import { selectRows } from '../platform/rows.ts';

/** One rule of the books: SQL that answers a line of text for every row that breaks it. */
export interface Invariant {
  readonly code: string;
  readonly says: string;
  readonly violations: string;
}

const MOST_EXAMPLES = 5;

/** The ledger's own rules. What other slices promise about money is given to `checkInvariants` by the composition root. */
export const LEDGER_INVARIANTS: readonly Invariant[] = [
  {
    code: 'I1',
    says: 'Debits equal credits in every journal and overall',
    violations: `
      select 'journal ' || journal.id as what from journal left join posting on posting.journal_id = journal.id
      group by journal.id having coalesce(sum(amount) filter (where side = 'debit'), 0) <> journal.total
        or coalesce(sum(amount) filter (where side = 'credit'), 0) <> journal.total
        or count(posting.line) <> journal.posting_count
      union all
      select 'all postings' from posting
      having sum(amount) filter (where side = 'debit') <> sum(amount) filter (where side = 'credit')`,
  },
  {
    code: 'I3',
    says: 'Nothing is posted twice, and nothing is reversed twice',
    violations: `
      select kind || ' ' || source as what from journal group by kind, source having count(*) > 1
      union all
      select 'reversal of journal ' || reverses_journal_id from journal where reverses_journal_id is not null
      group by reverses_journal_id having count(*) > 1
      union all
      select 'journal ' || reversal.id || ' is not the mirror of ' || original.id
      from journal reversal join journal original on original.id = reversal.reverses_journal_id
      where reversal.total <> original.total or reversal.organisation_id is distinct from original.organisation_id
        or (select coalesce(sum(case side when 'debit' then amount else -amount end), 0) from posting
            where journal_id = original.id and organisation_id is not null)
          <> (select coalesce(sum(case side when 'credit' then amount else -amount end), 0) from posting
            where journal_id = reversal.id and organisation_id is not null)`,
  },
  {
    code: 'I12',
    says: 'Money is whole pence: no column of money is anything but a range-checked bigint',
    violations: `
      select table_name || '.' || column_name as what from information_schema.columns
      where table_schema = 'public' and data_type in ('real', 'double precision', 'money')
      union all
      select table_name || '.' || column_name from information_schema.columns
      where table_schema = 'public' and column_name in ('amount', 'total', 'receivable', 'credit', 'card_limit')
        and data_type <> 'bigint'`,
  },
  {
    code: 'I16',
    says: 'Every kept balance equals the sum of its postings',
    violations: `
      with summed as (
        select organisation_id,
          coalesce(sum(case side when 'debit' then amount else -amount end) filter (where account = 'receivable'), 0)
            as receivable,
          coalesce(sum(case side when 'credit' then amount else -amount end)
            filter (where account = 'credit-on-account'), 0) as credit
        from posting where organisation_id is not null group by organisation_id)
      select 'organisation ' || coalesce(summed.organisation_id, kept.organisation_id) as what
      from summed full join organisation_balance kept on kept.organisation_id = summed.organisation_id
      where coalesce(summed.receivable, 0) <> coalesce(kept.receivable, 0)
        or coalesce(summed.credit, 0) <> coalesce(kept.credit, 0)`,
  },
];

/** Checks each rule against the whole of the books as they are now. Every result with 0 violations is a pass. */
export async function checkInvariants(em: EntityManager, invariants: readonly Invariant[]): Promise<InvariantResult[]> {
  const results: InvariantResult[] = [];
  for (const { code, says, violations } of invariants) {
    const rows = await selectRows<{ what: string }>(em, violations);
    results.push({
      code,
      says,
      violations: rows.length,
      examples: rows.slice(0, MOST_EXAMPLES).map(({ what }) => what),
    });
  }
  return results;
}
