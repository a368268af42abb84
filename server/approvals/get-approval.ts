import type { EntityManager } from '@mikro-orm/postgresql';
import type { ApprovalRecord, SummaryLine } from '../../shared/contracts/approvals.ts';
import { instant } from '../../shared/instant.ts';
import { DomainError } from '../platform/domain-error.ts';
import { readInstantOrNull, selectRows } from '../platform/rows.ts';
import { SHOWN_COLUMNS, SHOWN_JOINS, toApprovalRow, type ShownApproval } from './approval-rows.ts';
import { freshFrom, MAY_RETURN, STANDING, standingParams, type Decider } from './standing.ts';

interface Row extends ShownApproval {
  readonly subject_hash: string;
  readonly summary: SummaryLine[];
  readonly link: string;
  readonly editors: string[];
  readonly may_return: boolean;
  readonly fresh_until: string | null;
}

/** One approval as it was seen when it was asked for, and how the reader stands to it now. */
export async function getApproval(em: EntityManager, decider: Decider, approvalId: number): Promise<ApprovalRecord> {
  const [row] = await selectRows<Row>(
    em,
    `${STANDING}
     select ${SHOWN_COLUMNS}, standing.subject_hash, summary, link, fresh_until, ${MAY_RETURN} as may_return,
       (select coalesce(array_agg(person.name order by person.name), '{}') from approval_editor editor
         join staff person on person.id = editor.staff_id where editor.approval_id = standing.id) as editors
     from standing ${SHOWN_JOINS} where standing.id = ?`,
    [...standingParams(decider), approvalId],
  );
  if (row === undefined) throw new DomainError('APPROVAL_NOT_FOUND');
  return {
    ...toApprovalRow(row),
    subjectHash: row.subject_hash,
    summary: row.summary,
    link: row.link,
    editors: row.editors,
    mayReturn: row.may_return,
    freshUntil: readInstantOrNull(row.fresh_until) ?? instant(freshFrom(decider.now)),
  };
}
