import type { EntityManager } from '@mikro-orm/postgresql';
import type { InvoiceNumber, OrganisationReference } from '../../../shared/checked-reference.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { selectRows, type SqlValue } from '../../platform/rows.ts';
import type { Party } from './correction-plan.ts';

/** The organisation of that reference; ORGANISATION_NOT_FOUND when there is none. */
export async function readParty(em: EntityManager, reference: OrganisationReference): Promise<Party> {
  const party = await partyWhere(em, 'reference = ?', reference);
  if (party === undefined) throw new DomainError('ORGANISATION_NOT_FOUND', { reference });
  return party;
}

/** An invoice to correct and whose it is; INVOICE_NOT_FOUND when there is none. */
export async function readInvoiceParty(
  em: EntityManager,
  number: InvoiceNumber,
): Promise<{ readonly from: Party; readonly invoice: { readonly id: number; readonly number: InvoiceNumber } }> {
  const [invoice] = await selectRows<{ id: number; organisation_id: number }>(
    em,
    'select id, organisation_id from invoice where number = ?',
    [number],
  );
  if (invoice === undefined) throw new DomainError('INVOICE_NOT_FOUND', { number });
  const from = await partyWhere(em, 'id = ?', invoice.organisation_id);
  if (from === undefined) throw new Error('An invoice has no organisation');
  return { from, invoice: { id: invoice.id, number } };
}

async function partyWhere(em: EntityManager, condition: string, value: SqlValue): Promise<Party | undefined> {
  const [party] = await selectRows<Party>(
    em,
    `select id, reference, name, status, status_reason as "statusReason", credit_terms_days as "creditTermsDays"
     from organisation where ${condition}`,
    [value],
  );
  return party;
}
