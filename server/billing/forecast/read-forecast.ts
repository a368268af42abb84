import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import type { BillForecast } from '../../../shared/contracts/forecast.ts';
import { formatPounds, pence, type Pence } from '../../../shared/money.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { readInstant, selectOne, selectRows } from '../../platform/rows.ts';

/** So many deviations to either side hold four cases of five, for sums of many weeks' counts. */
const FOUR_OF_FIVE = 1.28;

interface Row {
  readonly organisations: number;
  readonly unbilled_lines: number;
  readonly unbilled_amount: Pence;
  readonly undecided: number;
  readonly expected_thousandths: number;
  readonly expected_amount: Pence;
  readonly deviation: number;
  readonly worked_out_at: string | null;
}

/**
 * The forecast of one organisation's next bill, or of the next bills of all together, as it was last worked out.
 * Organisations vary apart from one another, so that of all together what varies is less than its sum.
 */
export async function readForecast(
  em: EntityManager,
  organisation: OrganisationReference | null,
): Promise<BillForecast> {
  if (organisation !== null) await requireOrganisation(em, organisation);
  const row = await selectOne<Row>(
    em,
    `select count(*)::int as organisations, coalesce(sum(unbilled_lines), 0)::bigint as unbilled_lines,
       coalesce(sum(unbilled_amount), 0)::bigint as unbilled_amount, coalesce(sum(undecided), 0)::bigint as undecided,
       coalesce(sum(expected_thousandths), 0)::bigint as expected_thousandths,
       coalesce(sum(expected_amount), 0)::bigint as expected_amount,
       coalesce(sqrt(sum(deviation::numeric * deviation)), 0)::bigint as deviation, min(worked_out_at) as worked_out_at
     from bill_forecast join organisation on organisation.id = organisation_id
     where organisation.status <> 'closed' and (?::text is null or reference = ?)`,
    [organisation, organisation],
  );
  return { forecast: row.worked_out_at === null ? null : toForecast(row, row.worked_out_at) };
}

async function requireOrganisation(em: EntityManager, organisation: OrganisationReference): Promise<void> {
  const found = await selectRows(em, 'select id from organisation where reference = ?', [organisation]);
  if (found.length === 0) throw new DomainError('ORGANISATION_NOT_FOUND', { organisation });
}

function toForecast(row: Row, workedOutAt: string): NonNullable<BillForecast['forecast']> {
  const total = pence(row.unbilled_amount + row.expected_amount);
  const range = Math.round(row.deviation * FOUR_OF_FIVE);
  const low = pence(Math.max(row.unbilled_amount, total - range));
  const high = pence(total + range);
  return {
    organisations: row.organisations,
    unbilledLines: row.unbilled_lines,
    unbilledAmount: row.unbilled_amount,
    undecided: row.undecided,
    expectedLines: row.expected_thousandths / 1_000,
    expectedAmount: row.expected_amount,
    total,
    low,
    high,
    told: tell(row, total, low, high),
    workedOutAt: readInstant(workedOutAt),
  };
}

function tell(row: Row, total: Pence, low: Pence, high: Pence): string {
  const unbilled = row.unbilled_lines.toLocaleString('en-GB');
  const expected = Math.round(row.expected_thousandths / 1_000).toLocaleString('en-GB');
  const what = row.organisations === 1 ? 'The next bill' : 'The next bills';
  const undecided = row.undecided === 0 ? '' : ` ${row.undecided} with an undecided fee are left out.`;
  return `${what} should come to about ${formatPounds(total)}: ${unbilled} LPAs on no bill yet, and about ${expected} more until the period ends. In four cases of five it will be between ${formatPounds(low)} and ${formatPounds(high)}.${undecided}`;
}
