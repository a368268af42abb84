import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type {
  BillCycle,
  ContactRow,
  OpenSuccession,
  OrganisationKind,
  OrganisationLink,
  OrganisationRecord,
  OrganisationStatus,
} from '../../shared/contracts/organisations.ts';
import type { Instant } from '../../shared/instant.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import type { Pence } from '../../shared/money.ts';
import { DomainError } from '../platform/domain-error.ts';
import { selectRows } from '../platform/rows.ts';
import { changeWords, type FactName, type OrganisationFacts } from './organisation-facts.ts';
import { explainAllowed } from './organisation-status.ts';

const CONTACTS = `(select coalesce(jsonb_agg(jsonb_build_object('contactId', id, 'name', name, 'role', role, 'email', email,
  'phone', phone) order by name, id), '[]') from organisation_contact
  where organisation_id = organisation.id and removed_at is null)`;
const LINK = `jsonb_build_object('reference', other.reference, 'name', other.name, 'status', other.status)`;
const WAITING = `(select jsonb_build_object('approvalId', approval.id, 'was', was, 'becomes', becomes, 'reason', reason,
  'askedBy', person.name, 'askedAt', to_char(asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  from organisation_change change join staff person on person.id = asked_by
  join approval on subject_kind = 'organisation-change' and subject_id = change.id::text and approval.state = 'pending'
  where change.organisation_id = organisation.id and change.state = 'waiting')`;

const SUCCESSION = `(select jsonb_build_object('kind', kind, 'effectiveOn', effective_on, 'reason', reason,
  'registrations', cardinality(lpa_references), 'state', succession.state, 'askedBy', person.name,
  'askedAt', to_char(asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'approvalId', approval.id,
  'from', (select ${LINK} from organisation other where other.id = from_id),
  'to', (select ${LINK} from organisation other where other.id = to_id))
  from organisation_succession succession join staff person on person.id = asked_by
  join approval on subject_kind = 'organisation-succession' and subject_id = succession.id::text
  where organisation.id in (from_id, to_id) and succession.state in ('waiting', 'agreed')
  order by from_id = organisation.id desc, effective_on, approval.id desc limit 1)`;

/** A change that waits, as the statement reads it: the facts it is about, and no others. */
interface ShownChange {
  readonly approvalId: number;
  readonly was: Partial<OrganisationFacts>;
  readonly becomes: Partial<OrganisationFacts>;
  readonly reason: string | null;
  readonly askedBy: string;
  readonly askedAt: Instant;
}

interface Row {
  readonly reference: OrganisationReference;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly status: OrganisationStatus;
  readonly status_reason: string | null;
  readonly address_lines: string[];
  readonly town: string;
  readonly postcode: string;
  readonly version: number;
  readonly contact_name: string;
  readonly contact_role: string;
  readonly contact_email: string;
  readonly contact_phone: string;
  readonly credit_terms_days: number;
  readonly billing_cycle: BillCycle;
  readonly purchase_order_required: boolean;
  readonly purchase_order: string | null;
  readonly contacts: ContactRow[];
  readonly branch_of: OrganisationLink | null;
  readonly branches: OrganisationLink[];
  readonly waiting: ShownChange | null;
  readonly merged_into: OrganisationLink | null;
  readonly merged_from: OrganisationRecord['mergedFrom'];
  readonly succession: OpenSuccession | null;
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
       coalesce(bills.overdue, 0)::bigint as overdue, coalesce(bills.open_invoices, 0)::int as open_invoices,
       ${CONTACTS} as contacts, ${WAITING} as waiting,
       ${SUCCESSION} as succession,
       (select ${LINK} from organisation other where other.id = organisation.merged_into_id) as merged_into,
       (select coalesce(jsonb_agg(${LINK} || jsonb_build_object('receivable', coalesce(owed.receivable, 0))
          order by other.name, other.id), '[]') from organisation other
         left join organisation_balance owed on owed.organisation_id = other.id
         where other.merged_into_id = organisation.id) as merged_from,
       (select ${LINK} from organisation other where other.id = organisation.parent_id) as branch_of,
       (select coalesce(jsonb_agg(${LINK} order by other.name, other.id), '[]') from organisation other
         where other.parent_id = organisation.id) as branches
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
    billingContact: {
      ...{ name: row.contact_name, role: row.contact_role },
      ...{ email: row.contact_email, phone: row.contact_phone },
    },
    contacts: row.contacts,
    creditTermsDays: row.credit_terms_days,
    billingCycle: row.billing_cycle,
    purchaseOrderRequired: row.purchase_order_required,
    purchaseOrder: row.purchase_order,
    branchOf: row.branch_of,
    branches: row.branches,
    waitingChange: row.waiting === null ? null : shownChange(row.waiting),
    mergedInto: row.merged_into,
    mergedFrom: row.merged_from,
    succession: row.succession,
    version: row.version,
    balance: { receivable: row.receivable, overdue: row.overdue, credit: row.credit },
    openInvoices: row.open_invoices,
    allowed: {
      takeCardPayment: explainAllowed(holder, 'takeCardPayment'),
      issueInvoice: explainAllowed(holder, 'issueInvoice'),
    },
  };
}

/** Words are made of whole groups of facts, and a change always holds whole groups. */
function shownChange({ was, becomes, ...change }: ShownChange): NonNullable<OrganisationRecord['waitingChange']> {
  const names = Object.keys(becomes) as FactName[];
  const changes = changeWords(was as OrganisationFacts, becomes as OrganisationFacts, names);
  return { ...change, changes };
}
