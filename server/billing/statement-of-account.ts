import type { EntityManager } from '@mikro-orm/postgresql';
import type { BillingPeriod } from '../../shared/billing-period.ts';
import type {
  CreditNoteNumber,
  InvoiceNumber,
  OrganisationReference,
  PaymentReference,
} from '../../shared/checked-reference.ts';
import type { InvoiceKind } from '../../shared/contracts/billing.ts';
import {
  MOST_STATEMENT_ENTRIES,
  type GetStatement,
  type StatementEntry,
  type StatementEntryKind,
  type StatementOfAccount,
} from '../../shared/contracts/statements.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import { pence, sumPence, type Pence } from '../../shared/money.ts';
import { DomainError } from '../platform/domain-error.ts';
import { selectOne, selectRows } from '../platform/rows.ts';

/** Every document that changed what the organisation aliased by the parameter owes: its day, and by how much. */
const DOCUMENTS = `
  select issued_on as day, issued_at as at, id, 'invoice' as kind, total as change, id as invoice_id,
    null::integer as credit_note_id, null::bigint as receipt_id
  from invoice where organisation_id = ?
  union all
  select issued_on, issued_at, id, 'credit-note', -total, invoice_id, id, null from credit_note where organisation_id = ?
  union all
  select accounting_day, recorded_at, id, 'receipt', -amount, null, null, id from receipt where organisation_id = ?
  union all
  select undone.accounting_day, undone.posted_at, undone.id, 'receipt-reversal', receipt.amount, null, null, receipt.id
  from receipt join journal undone on undone.reverses_journal_id = receipt.journal_id where receipt.organisation_id = ?`;

/**
 * An organisation's statement for a period: what it owed before, every invoice, credit note, payment and reversal in the
 * order of their days, and what it owed after. It is read from the documents, and held against the ledger's postings.
 * STATEMENT_TOO_LONG beyond the most entries.
 */
export async function statementOfAccount(em: EntityManager, input: GetStatement): Promise<StatementOfAccount> {
  const { id, ...organisation } = await readOrganisation(em, input.organisation);
  const { period } = input;
  const opening = await documentsBefore(em, id, period.from);
  const rows = await readEntries(em, id, period);
  if (rows.length > MOST_STATEMENT_ENTRIES) {
    throw new DomainError('STATEMENT_TOO_LONG', { most: MOST_STATEMENT_ENTRIES });
  }
  const entries = withBalances(opening, rows);
  const closing = entries.at(-1)?.balance ?? opening;
  const posted = await postedBefore(em, id, period);
  return {
    ...{ organisation, period, opening, closing, entries },
    added: sumPence(entries.map(({ added }) => added)),
    taken: sumPence(entries.map(({ taken }) => taken)),
    agreesWithLedger: posted.opening === opening && posted.closing === closing,
  };
}

async function readOrganisation(em: EntityManager, reference: OrganisationReference) {
  const [row] = await selectRows<StatementOfAccount['organisation'] & { id: number }>(
    em,
    `select id, reference, name, address_lines as "addressLines", town, postcode from organisation where reference = ?`,
    [reference],
  );
  if (row === undefined) throw new DomainError('ORGANISATION_NOT_FOUND', { reference });
  return row;
}

const whose = (id: number): readonly number[] => [id, id, id, id];

async function documentsBefore(em: EntityManager, id: number, from: LocalDate): Promise<Pence> {
  const { balance } = await selectOne<{ balance: Pence }>(
    em,
    `select coalesce(sum(change), 0)::bigint as balance from (${DOCUMENTS}) document where day < ?`,
    [...whose(id), from],
  );
  return balance;
}

interface Row {
  readonly day: LocalDate;
  readonly kind: StatementEntryKind;
  readonly change: Pence;
  readonly invoice_kind: InvoiceKind | null;
  readonly invoice: InvoiceNumber | null;
  readonly credit_note: CreditNoteNumber | null;
  readonly attempt_id: string | null;
  readonly payment_reference: PaymentReference | null;
}

async function readEntries(em: EntityManager, id: number, period: BillingPeriod): Promise<Row[]> {
  return selectRows<Row>(
    em,
    `select document.day, document.kind, document.change::bigint as change,
       case document.kind when 'invoice' then invoice.kind end as invoice_kind, invoice.number as invoice,
       credit_note.number as credit_note, card_payment.id as attempt_id, card_payment.reference as payment_reference
     from (${DOCUMENTS}) document
     left join invoice on invoice.id = document.invoice_id
     left join credit_note on credit_note.id = document.credit_note_id
     left join card_payment on card_payment.receipt_id = document.receipt_id
     where document.day >= ? and document.day < ?
     order by document.day, document.at, document.kind, document.id limit ?`,
    [...whose(id), period.from, period.before, MOST_STATEMENT_ENTRIES + 1],
  );
}

function withBalances(opening: Pence, rows: readonly Row[]): StatementEntry[] {
  let balance = opening;
  return rows.map((row) => {
    balance = pence(balance + row.change);
    const { attempt_id: attemptId, payment_reference: reference } = row;
    return {
      ...{ day: row.day, kind: row.kind, invoiceKind: row.invoice_kind },
      ...{ invoice: row.invoice, creditNote: row.credit_note },
      payment: attemptId === null || reference === null ? null : { attemptId, reference },
      added: pence(Math.max(row.change, 0)),
      taken: pence(Math.max(0 - row.change, 0)),
      balance,
    };
  });
}

/** What the postings say was owed, less what was held on account, before the period and at its end. */
async function postedBefore(
  em: EntityManager,
  id: number,
  period: BillingPeriod,
): Promise<{ readonly opening: Pence; readonly closing: Pence }> {
  return selectOne<{ opening: Pence; closing: Pence }>(
    em,
    `select coalesce(sum(change) filter (where accounting_day < ?), 0)::bigint as opening,
       coalesce(sum(change), 0)::bigint as closing
     from (select accounting_day, case side when 'debit' then amount else -amount end as change from posting
       where organisation_id = ? and account in ('receivable', 'credit-on-account') and accounting_day < ?) posted`,
    [period.from, id, period.before],
  );
}
