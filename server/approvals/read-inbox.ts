import type { EntityManager } from '@mikro-orm/postgresql';
import type { ApprovalRow } from '../../shared/contracts/approvals.ts';
import { selectRows } from '../platform/rows.ts';
import { SHOWN_COLUMNS, SHOWN_JOINS, toApprovalRow, type ShownApproval } from './approval-rows.ts';
import { STANDING, standingParams, type Decider } from './standing.ts';

/** More than ever wait at once; what is beyond them shows as those before it are decided. */
const MOST_PENDING = 500;

/** Everything that waits for somebody, oldest first, each with what stands in the reader's way. */
export async function readInbox(em: EntityManager, decider: Decider): Promise<{ rows: ApprovalRow[]; forMe: number }> {
  const rows = await selectRows<ShownApproval>(
    em,
    `${STANDING}
     select ${SHOWN_COLUMNS} from standing ${SHOWN_JOINS}
     where standing.state = 'pending' order by standing.id limit ?`,
    [...standingParams(decider), MOST_PENDING],
  );
  const forMe = rows.filter(({ obstacle }) => obstacle === null || obstacle === 'sign-in-too-old').length;
  return { rows: rows.map(toApprovalRow), forMe };
}
