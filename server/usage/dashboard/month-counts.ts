import { REGISTRATION_CHANNELS, REGISTRATION_FEE_KINDS } from '../../../shared/contracts/usage.ts';
import type { SqlValue } from '../../platform/rows.ts';
import type { UsageFilter } from './counted-usage.ts';

/** The columns of `usage_organisation_month` that together make up its `standing`: one for each fee and channel. */
export const KIND_COUNTS = REGISTRATION_FEE_KINDS.flatMap((feeKind) =>
  REGISTRATION_CHANNELS.map((channel) => ({ feeKind, channel, column: `${feeKind}_${channel}` })),
);

export interface MonthCounts {
  /** How many registrations of a month pass the filter, over the columns of one row. */
  readonly standing: string;
  /** A further condition on rows, and its parameters. */
  readonly where: string;
  readonly params: readonly SqlValue[];
}

/** How a filter is applied to counts by month: fee and channel choose columns, the way in chooses rows. */
export function monthCounts({ feeKind, channel, cameBy }: UsageFilter): MonthCounts {
  const wanted = KIND_COUNTS.filter(
    (kind) => (feeKind === null || kind.feeKind === feeKind) && (channel === null || kind.channel === channel),
  );
  return {
    standing: feeKind === null && channel === null ? 'standing' : wanted.map(({ column }) => column).join(' + '),
    where: cameBy === null ? '' : 'and came_by = ?',
    params: cameBy === null ? [] : [cameBy],
  };
}
