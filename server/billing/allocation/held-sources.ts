import type { EntityManager } from '@mikro-orm/postgresql';
import type { Pence } from '../../../shared/money.ts';
import { readDate, selectRows } from '../../platform/rows.ts';
import type { CreditSource } from '../write-allocations.ts';
import type { HeldSource } from './match-credit.ts';

/** What is left with each source of an organisation's credit, the longest held first: the order in which it is used. */
export async function heldSources(em: EntityManager, organisationId: number): Promise<HeldSource[]> {
  const rows = await selectRows<CreditSource & { left: Pence; since: string }>(
    em,
    `select receipt_id as "receiptId", credit_note_id as "creditNoteId", amount_left as left, held_since as since
     from credit_source where organisation_id = ? and amount_left > 0
     order by held_since, receipt_id, credit_note_id`,
    [organisationId],
  );
  return rows.map(({ since, ...source }) => ({ ...source, heldSince: readDate(since).getTime() }));
}
