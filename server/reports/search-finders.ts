import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { SearchHit } from '../../shared/contracts/reports.ts';
import { formatShortDate, type LocalDate } from '../../shared/local-date.ts';
import { LINE_OUTSTANDING } from '../billing/index.ts';
import { formatPounds, type Pence } from '../../shared/money.ts';
import { selectRows } from '../platform/rows.ts';
import { beginningsOf, likeLiteral } from '../platform/typed-text.ts';

interface OrganisationFound {
  readonly reference: OrganisationReference;
  readonly name: string;
  readonly town: string;
  readonly postcode: string;
  readonly status: string;
  readonly receivable: Pence;
}

const ORGANISATION_COLUMNS = `organisation.reference, organisation.name, organisation.town, organisation.postcode,
  organisation.status, coalesce(balance.receivable, 0) as receivable
  from organisation left join organisation_balance balance on balance.organisation_id = organisation.id`;

const IN_TEXTS = 'in (select jsonb_array_elements_text(?::jsonb))';
/** LPA references are kept, and found, in the order of their bytes. */
const IN_LPAS = `= any (array(select jsonb_array_elements_text(?::jsonb) collate "C"))`;

/** Organisations of these references, and whoever took over from one of them, first. */
export async function findOrganisationsByReference(
  em: EntityManager,
  references: readonly string[],
): Promise<SearchHit[]> {
  const rows = await selectRows<OrganisationFound>(
    em,
    `select ${ORGANISATION_COLUMNS} where organisation.reference ${IN_TEXTS}
       or organisation.id in (select merged_into_id from organisation where reference ${IN_TEXTS})
     order by organisation.merged_into_id nulls first, organisation.name limit 20`,
    [JSON.stringify(references), JSON.stringify(references)],
  );
  return rows.map(toOrganisationHit);
}

/**
 * Organisations whose name has the text in it or is nearly it, or whose reference or postcode starts with it. Names
 * that begin with the text come first, then those with a word that does, then the likest. "And" is also found where
 * the name is written with "&": nobody hears the difference.
 */
export async function findOrganisationsByText(em: EntityManager, text: string, most: number): Promise<SearchHit[]> {
  const said = text.toLowerCase();
  const written = said.replaceAll(/\band\b/g, '&');
  const plain = likeLiteral(said);
  const { reference, postcode } = beginningsOf(text);
  const rows = await selectRows<OrganisationFound>(
    em,
    `select ${ORGANISATION_COLUMNS}
     where lower(organisation.name) like ? or lower(organisation.name) like ? or lower(organisation.name) %> ?
       or organisation.reference like ? or organisation.postcode_key like ?
     order by (lower(organisation.name) like ?) desc, (' ' || lower(organisation.name) like ?) desc,
       word_similarity(?, lower(organisation.name)) desc, organisation.name limit ?`,
    [
      ...[`%${plain}%`, `%${likeLiteral(written)}%`, written, reference, postcode],
      ...[`${plain}%`, `% ${plain}%`, written, most],
    ],
  );
  return rows.map(toOrganisationHit);
}

function toOrganisationHit(row: OrganisationFound): SearchHit {
  const status = row.status === 'active' ? '' : ` · ${row.status === 'closed' ? 'closed' : 'on hold'}`;
  return {
    kind: 'organisation',
    title: row.name,
    subtitle: `${row.reference} · ${row.town}, ${row.postcode}${status}`,
    outstanding: row.receivable,
    organisation: row.reference,
    target: { screen: 'organisation', reference: row.reference },
  };
}

export async function findInvoices(em: EntityManager, numbers: readonly string[]): Promise<SearchHit[]> {
  const rows = await selectRows<{
    number: string;
    due_on: LocalDate;
    outstanding: Pence;
    reference: OrganisationReference;
    name: string;
  }>(
    em,
    `select bill.number, bill.due_on, bill.outstanding, organisation.reference, organisation.name
     from invoice_standing bill join organisation on organisation.id = bill.organisation_id
     where bill.number ${IN_TEXTS} order by bill.number limit 20`,
    [JSON.stringify(numbers)],
  );
  return rows.map((row) => ({
    kind: 'invoice',
    title: `Invoice ${row.number}`,
    subtitle: `${row.name} · due ${formatShortDate(row.due_on)}`,
    outstanding: row.outstanding,
    organisation: row.reference,
    target: { screen: 'invoice', number: row.number, lineId: null },
  }));
}

export async function findCreditNotes(em: EntityManager, numbers: readonly string[]): Promise<SearchHit[]> {
  const rows = await selectRows<{
    number: string;
    invoice: string;
    total: Pence;
    reference: OrganisationReference;
    name: string;
  }>(
    em,
    `select note.number, invoice.number as invoice, note.total, organisation.reference, organisation.name
     from credit_note note join invoice on invoice.id = note.invoice_id
     join organisation on organisation.id = note.organisation_id
     where note.number ${IN_TEXTS} order by note.number limit 20`,
    [JSON.stringify(numbers)],
  );
  return rows.map((row) => ({
    kind: 'credit-note',
    title: `Credit note ${row.number}`,
    subtitle: `${row.name} · ${formatPounds(row.total)} off invoice ${row.invoice}`,
    outstanding: null,
    organisation: row.reference,
    target: { screen: 'credit-note', number: row.number },
  }));
}

export async function findLpas(em: EntityManager, references: readonly string[]): Promise<SearchHit[]> {
  const rows = await selectRows<{
    id: number;
    lpa_reference: string;
    number: string;
    outstanding: Pence;
    reference: OrganisationReference;
    name: string;
  }>(
    em,
    `with line as (
       select * from invoice_line where live and lpa_reference ${IN_LPAS}
       union all select * from invoice_line where not live and lpa_reference ${IN_LPAS})
     select line.id, line.lpa_reference, invoice.number, organisation.reference, organisation.name,
       ${LINE_OUTSTANDING} as outstanding
     from line join invoice on invoice.id = line.invoice_id
     join organisation on organisation.id = invoice.organisation_id
     order by line.lpa_reference, line.live desc limit 20`,
    [JSON.stringify(references), JSON.stringify(references)],
  );
  return rows.map((row) => ({
    kind: 'lpa',
    title: `LPA ${row.lpa_reference}`,
    subtitle: `${row.name} · invoice ${row.number}`,
    outstanding: row.outstanding,
    organisation: row.reference,
    target: { screen: 'invoice', number: row.number, lineId: row.id },
  }));
}

export async function findPayments(em: EntityManager, references: readonly string[]): Promise<SearchHit[]> {
  const rows = await selectRows<{
    id: string;
    payment: string;
    amount: Pence;
    reference: OrganisationReference;
    name: string;
  }>(
    em,
    `select card_payment.id, card_payment.reference as payment, card_payment.amount, organisation.reference,
       organisation.name
     from card_payment join organisation on organisation.id = card_payment.organisation_id
     where card_payment.reference ${IN_TEXTS} order by card_payment.reference limit 20`,
    [JSON.stringify(references)],
  );
  return rows.map((row) => ({
    kind: 'payment',
    title: `Card payment ${row.payment}`,
    subtitle: `${row.name} · ${formatPounds(row.amount)}`,
    outstanding: null,
    organisation: row.reference,
    target: { screen: 'payment', attemptId: row.id },
  }));
}
