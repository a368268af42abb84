import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { OrganisationKind, OrganisationRecord, OrganisationStatus } from '../../shared/contracts/organisations.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import type { Pence } from '../../shared/money.ts';
import { DomainError } from '../platform/domain-error.ts';
import { selectRows } from '../platform/rows.ts';
import { explainAllowed } from './organisation-status.ts';

interface Row {
  readonly reference: OrganisationReference;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly status: OrganisationStatus;
  readonly status_reason: string | null;
  readonly address_lines: string[];
  readonly town: string;
  readonly postcode: string;
  readonly contact_name: string;
  readonly contact_email: string;
  readonly contact_phone: string;
  readonly credit_terms_days: number;
  readonly receivable: Pence;
  readonly credit: Pence;
  readonly overdue: Pence;
  readonly open_invoices: number;
}

/**
 * One organisation with its live balance. `overdue` counts bills whose due day is before `today` (a London day);
 * a bill is due until the end of its due day.
 */
export async function getOrganisation(
  em: EntityManager,
  reference: OrganisationReference,
  today: LocalDate,
): Promise<OrganisationRecord> {
  const [row] = await selectRows<Row>(
    em,
    `select organisation.*, coalesce(balance.receivable, 0) as receivable, coalesce(balance.credit, 0) as credit,
       coalesce(bills.overdue, 0)::bigint as overdue, coalesce(bills.open_invoices, 0)::int as open_invoices
     from organisation
     left join organisation_balance balance on balance.organisation_id = organisation.id
     left join lateral (
       select sum(bill.outstanding) filter (where bill.due_on < ?) as overdue,
         count(*) filter (where bill.outstanding > 0) as open_invoices
       from invoice_standing bill where bill.organisation_id = organisation.id) bills on true
     where organisation.reference = ?`,
    [today, reference],
  );
  if (row === undefined) throw new DomainError('ORGANISATION_NOT_FOUND', { reference });
  const holder = { reference, status: row.status, statusReason: row.status_reason };
  return {
    reference: row.reference,
    name: row.name,
    kind: row.kind,
    status: row.status,
    statusReason: row.status_reason,
    addressLines: row.address_lines,
    town: row.town,
    postcode: row.postcode,
    billingContact: { name: row.contact_name, email: row.contact_email, phone: row.contact_phone },
    creditTermsDays: row.credit_terms_days,
    balance: { receivable: row.receivable, overdue: row.overdue, credit: row.credit },
    openInvoices: row.open_invoices,
    allowed: {
      takeCardPayment: explainAllowed(holder, 'takeCardPayment'),
      issueInvoice: explainAllowed(holder, 'issueInvoice'),
    },
  };
}
