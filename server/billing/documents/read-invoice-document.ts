import type { EntityManager } from '@mikro-orm/postgresql';
import type { InvoiceNumber, OrganisationReference } from '../../../shared/checked-reference.ts';
import type { LocalDate } from '../../../shared/local-date.ts';
import type { Pence } from '../../../shared/money.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { readDate, selectRows } from '../../platform/rows.ts';
import type { DocumentLine, FeeTotal, InvoiceDocument, Matter } from './invoice-document.ts';

interface Row {
  readonly id: number;
  readonly issued_on: LocalDate;
  readonly due_on: LocalDate;
  readonly issued_at: string;
  readonly total: Pence;
  readonly line_count: number;
  readonly reference: OrganisationReference;
  readonly name: string;
  readonly address_lines: string[];
  readonly town: string;
  readonly postcode: string;
  readonly purchase_order: string | null;
  readonly card_limit: Pence;
  readonly replaces: InvoiceNumber | null;
  readonly fees: FeeTotal[];
}

/** What stands on an invoice; INVOICE_NOT_FOUND when there is none of that number. Its lines are read apart. */
export async function readInvoiceDocument(em: EntityManager, number: InvoiceNumber): Promise<InvoiceDocument> {
  const [row] = await selectRows<Row>(
    em,
    `select invoice.id, issued_on, due_on, issued_at, total, line_count, reference, organisation.name, address_lines, town, postcode,
       purchase_order, card_limit,
       (select replaced.number from invoice replaced where replaced.id = invoice.replaces_invoice_id) as replaces,
       (select jsonb_agg(jsonb_build_object('feeKind', fee_kind, 'price', amount, 'lines', lines,
          'amount', amount * lines) order by amount desc, fee_kind)
        from (select fee_kind, amount, count(*) as lines from invoice_line
              where invoice_id = invoice.id group by 1, 2) fee) as fees
     from invoice join organisation on organisation.id = organisation_id cross join pay_account
     where invoice.number = ? and pay_account.code = 'moto'`,
    [number],
  );
  if (row === undefined) throw new DomainError('INVOICE_NOT_FOUND', { number });
  const matters = await selectRows<Matter>(
    em,
    `select own_reference as "ownReference", count(*)::int as lines, sum(amount)::bigint as amount from invoice_line
     where invoice_id = ? group by own_reference order by own_reference collate "C" nulls last`,
    [row.id],
  );
  return {
    ...{
      id: row.id,
      number,
      replaces: row.replaces,
      issuedOn: row.issued_on,
      dueOn: row.due_on,
      issuedAt: readDate(row.issued_at),
    },
    ...{ total: row.total, lineCount: row.line_count, cardLimit: row.card_limit, fees: row.fees, matters },
    organisation: {
      ...{ reference: row.reference, name: row.name, addressLines: row.address_lines, town: row.town },
      ...{ postcode: row.postcode, purchaseOrder: row.purchase_order },
    },
  };
}

const LINES_AT_ONCE = 250;

/** The lines of an invoice, some at a time, matter by matter. They never change, so nothing holds them still meanwhile. */
export async function* readDocumentLines(em: EntityManager, invoiceId: number): AsyncGenerator<DocumentLine[]> {
  let after: readonly [string, number] = ['', 0];
  for (;;) {
    const lines = await selectRows<DocumentLine & { readonly matter: string }>(
      em,
      `select line_number as "lineNumber", own_reference as "ownReference", lpa_reference as "lpaReference",
         lpa_kind as "lpaKind", received_on as "receivedOn", registered_on as "registeredOn", fee_kind as "feeKind",
         amount, matter
       from (select invoice_line.*, coalesce('0' || own_reference, '1') collate "C" as matter from invoice_line
             where invoice_id = ?) line
       where (matter, line_number) > (?, ?) order by matter, line_number limit ${LINES_AT_ONCE}`,
      [invoiceId, ...after],
    );
    const last = lines.at(-1);
    if (last === undefined) return;
    yield lines.map(({ matter: _matter, ...line }) => line);
    after = [last.matter, last.lineNumber];
  }
}
