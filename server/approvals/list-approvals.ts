import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { ApprovalRow, ListApprovals } from '../../shared/contracts/approvals.ts';
import { cutPage, decodeCursor } from '../platform/keyset.ts';
import { selectRows } from '../platform/rows.ts';
import { SHOWN_COLUMNS, SHOWN_JOINS, toApprovalRow, type ShownApproval } from './approval-rows.ts';
import { STANDING, standingParams, type Decider } from './standing.ts';

const Cursor = z.tuple([z.int().min(0)]);

/** Which approvals a list shows, as SQL over `standing`. */
const SHOW = {
  ended: `standing.state <> 'pending'`,
  mine: 'standing.requested_by = standing.staff_id',
} as const satisfies Record<z.output<typeof ListApprovals>['show'], string>;

/** Approvals past, or the reader's own, newest first. */
export async function listApprovals(
  em: EntityManager,
  decider: Decider,
  input: z.output<typeof ListApprovals>,
): Promise<{ rows: ApprovalRow[]; nextCursor: string | null }> {
  const before = input.cursor === null ? [] : decodeCursor(input.cursor, Cursor);
  const rows = await selectRows<ShownApproval>(
    em,
    `${STANDING}
     select ${SHOWN_COLUMNS} from standing ${SHOWN_JOINS}
     where ${SHOW[input.show]} ${before.length === 0 ? '' : 'and standing.id < ?'} order by standing.id desc limit ?`,
    [...standingParams(decider), ...before, input.limit + 1],
  );
  return cutPage(rows, input.limit, toApprovalRow, (row) => [row.id]);
}
