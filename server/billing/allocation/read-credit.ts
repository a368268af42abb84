import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import type { HeldCredit } from '../../../shared/contracts/allocation.ts';
import type { Pence } from '../../../shared/money.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { readInstant, selectRows } from '../../platform/rows.ts';
import { LINE_OUTSTANDING } from '../open-lines.ts';

/** Open lines that are offered; whoever needs a later one pays the older ones first. */
const MOST_LINES = 200;

/** What is held for an organisation, by source, and the oldest lines it could be set against. */
export async function readCredit(em: EntityManager, reference: OrganisationReference): Promise<HeldCredit> {
  const [organisation] = await selectRows<{ id: number; credit: Pence }>(
    em,
    `select organisation.id, coalesce(credit, 0)::bigint as credit
     from organisation left join organisation_balance on organisation_id = organisation.id where reference = ?`,
    [reference],
  );
  if (organisation === undefined) throw new DomainError('ORGANISATION_NOT_FOUND', { reference });
  return {
    credit: organisation.credit,
    sources: await sourcesOf(em, organisation.id),
    openLines: await openLinesOf(em, organisation.id),
  };
}

async function sourcesOf(em: EntityManager, organisationId: number): Promise<HeldCredit['sources']> {
  const rows = await selectRows<Omit<HeldCredit['sources'][number], 'heldSince'> & { since: string }>(
    em,
    `select source.receipt_id as "receiptId", note.number as "creditNote", source.brought, source.amount_left as left,
       source.held_since as since
     from credit_source source left join credit_note note on note.id = source.credit_note_id
     where source.organisation_id = ? and source.amount_left > 0
     order by source.held_since, source.receipt_id, source.credit_note_id`,
    [organisationId],
  );
  return rows.map(({ since, ...source }) => ({ ...source, heldSince: readInstant(since) }));
}

async function openLinesOf(em: EntityManager, organisationId: number): Promise<HeldCredit['openLines']> {
  return selectRows(
    em,
    `select "lineId", invoice, "lpaReference", outstanding, "beingPaid" from (
       select line.id as "lineId", bill.number as invoice, line.lpa_reference as "lpaReference",
         ${LINE_OUTSTANDING} as outstanding, bill.issued_on, bill.id, line.line_number,
         exists (select from payment_attempt_line held where held.invoice_line_id = line.id and held.is_open)
           as "beingPaid"
       from invoice_standing bill join invoice_line line on line.invoice_id = bill.id
       where bill.organisation_id = ? and bill.outstanding > 0) due
     where outstanding > 0 order by issued_on, id, line_number limit ?`,
    [organisationId, MOST_LINES],
  );
}
