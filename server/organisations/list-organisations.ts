import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type {
  ListOrganisations,
  OrganisationKind,
  OrganisationRow,
  OrganisationStatus,
} from '../../shared/contracts/organisations.ts';
import type { Pence } from '../../shared/money.ts';
import { CursorId, CursorText, cutPage, decodeCursor } from '../platform/keyset.ts';
import { selectRows, type SqlValue } from '../platform/rows.ts';
import { beginningsOf, likeLiteral, withoutControls } from '../platform/typed-text.ts';

interface Row {
  readonly id: number;
  readonly sort_value: string | number;
  readonly reference: OrganisationReference;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly status: OrganisationStatus;
  readonly town: string;
  readonly postcode: string;
  readonly receivable: Pence;
  readonly credit: Pence;
  readonly open_invoices: number;
}

/** Sort column → SQL. The page names a column of this table; its text never reaches the statement. */
const SORT = {
  name: 'lower(organisation.name)',
  reference: 'organisation.reference',
  receivable: 'coalesce(balance.receivable, 0)',
  credit: 'coalesce(balance.credit, 0)',
} as const satisfies Record<ListOrganisations['sort'], string>;

/** A cursor stands on the sort value of its list; one of another sort is refused. */
const CURSORS = {
  name: z.tuple([CursorText, CursorId]),
  reference: z.tuple([CursorText, CursorId]),
  receivable: z.tuple([z.int(), CursorId]),
  credit: z.tuple([z.int(), CursorId]),
} as const satisfies Record<ListOrganisations['sort'], z.ZodType>;

/** Organisations whose name, reference or postcode has the text in it, a keyset page at a time. */
export async function listOrganisations(
  em: EntityManager,
  input: ListOrganisations,
): Promise<{ rows: OrganisationRow[]; nextCursor: string | null }> {
  const sort = SORT[input.sort];
  const { conditions, params } = conditionsOf(input);
  if (input.cursor !== null) {
    conditions.push(`(${sort}, organisation.id) ${input.direction === 'asc' ? '>' : '<'} (?, ?)`);
    params.push(...decodeCursor(input.cursor, CURSORS[input.sort]));
  }
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
  const rows = await selectRows<Row>(
    em,
    `with page as (
       select organisation.id, ${sort} as sort_value, organisation.reference, organisation.name, organisation.kind,
         organisation.status, organisation.town, organisation.postcode,
         coalesce(balance.receivable, 0) as receivable, coalesce(balance.credit, 0) as credit
       from organisation left join organisation_balance balance on balance.organisation_id = organisation.id
       ${where} order by ${sort} ${input.direction}, organisation.id ${input.direction} limit ?)
     select page.*, case when receivable = 0 then 0 else (select count(*)::int from invoice_standing bill
       where bill.organisation_id = page.id and bill.outstanding > 0) end as open_invoices
     from page order by sort_value ${input.direction}, id ${input.direction}`,
    [...params, input.limit + 1],
  );
  return cutPage(rows, input.limit, toRow, (row) => [row.sort_value, row.id]);
}

function conditionsOf(input: ListOrganisations): { conditions: string[]; params: SqlValue[] } {
  const conditions: string[] = [];
  const params: SqlValue[] = [];
  const text = withoutControls(input.text);
  if (text !== '') {
    const { reference, postcode } = beginningsOf(text);
    conditions.push('(lower(organisation.name) like ? or organisation.reference like ? or postcode_key like ?)');
    params.push(`%${likeLiteral(text.toLowerCase())}%`, reference, postcode);
  }
  if (input.kind !== null) {
    conditions.push('organisation.kind = ?');
    params.push(input.kind);
  }
  if (input.status !== null) {
    conditions.push('organisation.status = ?');
    params.push(input.status);
  }
  return { conditions, params };
}

function toRow(row: Row): OrganisationRow {
  const { id: _id, sort_value: _sort, open_invoices: openInvoices, ...shown } = row;
  return { ...shown, openInvoices };
}
