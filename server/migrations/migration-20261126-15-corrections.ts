import { Migration } from '@mikro-orm/migrations';
import {
  ALLOCATION_WITHIN_LINE,
  CREDIT_NOTE_MUST_ADD_UP,
  CREDIT_WITHIN_LINE,
  INVOICE_LINE_CORRECTS,
  INVOICE_LINE_REPLACES,
} from './correction-checks.ts';

/** Triggers that look a few rows up in tables that grow for ever: their plans must not be made for empty tables. */
const CHECKS = [
  'allocation_within_line',
  'credit_note_must_add_up',
  'credit_within_line',
  'invoice_line_corrects',
  'invoice_line_replaces',
];

/** State → states it may go to. */
const MOVES: readonly (readonly [from: string, to: string])[] = [
  ['waiting', 'applied'],
  ['waiting', 'returned'],
  ['waiting', 'withdrawn'],
  ['returned', 'waiting'],
  ['returned', 'withdrawn'],
];

/**
 * When a bill is wrong: credit notes, corrections that add to a bill, and bills written anew.
 *
 * What a line still owes is its amount less what is met and less the part of its credits that met its debt. The other
 * part of a credit, for what was paid already, is credit on account. A line whose credits come to its whole amount
 * lets go of its LPA, which may then be billed again, once.
 */
export class Migration20261126x15Corrections extends Migration {
  override name = '20261126-15-corrections';

  override up(): void {
    this.addCorrections();
    this.addInvoiceKinds();
    this.addCreditNotes();
    this.addCreditRules();
    this.addLineLinks();
    this.addStanding();
    this.planChecksForLargeTables();
  }

  private addCorrections(): void {
    this.addSql(`create table correction_state (state text primary key, is_open boolean not null)`);
    this.addSql(`
      insert into correction_state (state, is_open)
      values ('waiting', true), ('returned', true), ('applied', false), ('withdrawn', false)`);
    this.addSql(`
      create table correction_move (
        from_state text not null references correction_state,
        to_state text not null references correction_state,
        primary key (from_state, to_state))`);
    const moves = MOVES.map(([from, to]) => `('${from}', '${to}')`).join(', ');
    this.addSql(`insert into correction_move (from_state, to_state) values ${moves}`);
    this.addSql(`
      create table correction (
        id integer generated always as identity primary key,
        kind text not null check (kind in ('credit-note', 'debit-correction', 'reissue', 'one-off-invoice',
          'move-registration')),
        organisation_id integer not null references organisation,
        to_organisation_id integer references organisation,
        invoice_id integer references invoice,
        request jsonb not null,
        request_hash text not null check (request_hash ~ '^[0-9a-f]{64}$'),
        amount bigint not null check (amount between 0 and 99999999999),
        state text not null references correction_state,
        state_since timestamptz not null,
        asked_by integer not null references staff,
        asked_at timestamptz not null,
        returned_reason text check (length(returned_reason) between 1 and 1000),
        approval_id bigint references approval,
        approved_by integer references staff,
        check ((kind = 'one-off-invoice') = (invoice_id is null)),
        check ((kind = 'move-registration') = (to_organisation_id is not null)),
        check (to_organisation_id <> organisation_id),
        check ((state = 'applied') = (approved_by is not null)),
        check ((state = 'applied') = (approval_id is not null)),
        constraint correction_approved_by_another check (approved_by <> asked_by))`);
    // Two that wait for the same bill would be worked out against each other.
    this.addSql(
      `create unique index correction_one_waiting on correction (invoice_id) where state in ('waiting', 'returned')`,
    );
    this.addSql(`
      create unique index correction_same_waiting on correction (organisation_id, kind, request_hash)
      where state in ('waiting', 'returned')`);
    this.addSql(`create index correction_organisation on correction (organisation_id, id)`);
    this.addSql(`
      create function correction_moves_legally() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          if new.state <> 'waiting' then
            raise exception 'a correction starts by waiting for approval, not in %', new.state
              using errcode = 'integrity_constraint_violation', constraint = 'correction_moves_legally';
          end if;
          return new;
        end if;
        if old.state in ('applied', 'withdrawn') or new.state <> old.state and not exists (
          select from correction_move where from_state = old.state and to_state = new.state) then
          raise exception 'a correction cannot go from % to %', old.state, new.state
            using errcode = 'integrity_constraint_violation', constraint = 'correction_moves_legally';
        end if;
        if new.kind <> old.kind or new.organisation_id <> old.organisation_id
           or new.to_organisation_id is distinct from old.to_organisation_id
           or new.invoice_id is distinct from old.invoice_id then
          raise exception 'what correction % is about cannot change', old.id
            using errcode = 'integrity_constraint_violation', constraint = 'correction_identity_fixed';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger correction_moves_legally before insert or update on correction
      for each row execute function correction_moves_legally()`);
    this.addSql(`grant select on correction_state, correction_move to counterfoil_server`);
    this.addSql(`grant select, insert on correction to counterfoil_server`);
    this.addSql(`
      grant update (request, request_hash, amount, state, state_since, asked_by, asked_at, returned_reason, approval_id,
        approved_by) on correction to counterfoil_server`);
  }

  private addInvoiceKinds(): void {
    this.addSql(`
      alter table invoice
        add column kind text not null default 'bill' check (kind in ('bill', 'one-off', 'correction', 'reissue')),
        add column correction_id integer references correction,
        add column replaces_invoice_id integer references invoice,
        add constraint invoice_of_a_correction check ((kind = 'bill') = (correction_id is null)),
        add constraint invoice_reissued_from check ((kind = 'reissue') = (replaces_invoice_id is not null))`);
    this.addSql(
      `create unique index invoice_reissued_once on invoice (replaces_invoice_id) where replaces_invoice_id is not null`,
    );
    this.addSql(
      `create unique index invoice_one_for_a_correction on invoice (correction_id) where correction_id is not null`,
    );
    this.addSql(`alter table journal drop constraint journal_kind_check`);
    this.addSql(`
      alter table journal add constraint journal_kind_check
      check (kind in ('invoice', 'receipt', 'receipt-reversal', 'credit-note'))`);
  }

  private addCreditNotes(): void {
    this.addSql(`
      create table credit_note_counter (
        financial_year integer primary key check (financial_year between 2007 and 2099),
        last_sequence integer not null check (last_sequence between 0 and 999999))`);
    this.addSql(`
      create table credit_note (
        id integer generated always as identity primary key,
        number text not null unique check (number ~ '^CN[0-9]{8}[A-HJ-NPR-Z]$'),
        financial_year integer not null,
        sequence integer not null check (sequence >= 1),
        organisation_id integer not null references organisation,
        invoice_id integer not null references invoice,
        correction_id integer not null unique references correction,
        issued_on date not null,
        issued_at timestamptz not null,
        reason text not null check (reason ~ '^[a-z]+(-[a-z]+)*$'),
        words text not null check (length(words) between 1 and 500),
        total bigint not null check (total between 0 and 99999999999),
        met_debt bigint not null check (met_debt >= 0),
        became_credit bigint not null check (became_credit >= 0),
        line_count integer not null check (line_count >= 1),
        journal_id bigint unique references journal,
        check (total = met_debt + became_credit),
        check ((total = 0) = (journal_id is null)),
        unique (financial_year, sequence),
        unique (id, invoice_id))`);
    this.addSql(`create index credit_note_organisation on credit_note (organisation_id, issued_on, id)`);
    this.addSql(`create index credit_note_invoice on credit_note (invoice_id)`);
    this.addSql(`
      create table credit_note_line (
        credit_note_id integer not null,
        invoice_line_id bigint not null,
        invoice_id integer not null,
        amount bigint not null check (amount between 0 and 99999999999),
        met_debt bigint not null check (met_debt >= 0),
        became_credit bigint not null check (became_credit >= 0),
        primary key (credit_note_id, invoice_line_id),
        foreign key (credit_note_id, invoice_id) references credit_note (id, invoice_id),
        foreign key (invoice_line_id, invoice_id) references invoice_line (id, invoice_id),
        check (amount = met_debt + became_credit))`);
    this.addSql(`
      create index credit_note_line_line on credit_note_line (invoice_line_id) include (amount, met_debt, became_credit)`);
    this.addSql(`
      create index credit_note_line_invoice on credit_note_line (invoice_id) include (amount, met_debt, became_credit)`);
    for (const table of ['credit_note', 'credit_note_line']) {
      this.addSql(`
        create trigger ${table}_append_only before update or delete on ${table}
        for each row execute function refuse_change()`);
      this.addSql(`
        create trigger ${table}_no_truncate before truncate on ${table}
        for each statement execute function refuse_change()`);
    }
    this.addSql(`grant select, insert, update (last_sequence) on credit_note_counter to counterfoil_server`);
    this.addSql(`grant select, insert on credit_note, credit_note_line to counterfoil_server`);
  }

  private addCreditRules(): void {
    this.addSql(ALLOCATION_WITHIN_LINE);
    this.addSql(CREDIT_WITHIN_LINE);
    this.addSql(CREDIT_NOTE_MUST_ADD_UP);
    this.addSql(`
      create trigger credit_within_line after insert on credit_note_line
      for each row execute function credit_within_line()`);
    this.addSql(`
      create constraint trigger credit_note_must_add_up after insert on credit_note
      deferrable initially deferred for each row execute function credit_note_must_add_up()`);
  }

  /** A line that corrects another adds to its charge; one that replaces another takes its LPA over from it. */
  private addLineLinks(): void {
    this.addSql(`
      alter table invoice_line
        add column corrects_line_id bigint,
        add column replaces_line_id bigint,
        add column description text check (length(description) between 1 and 200),
        add constraint invoice_line_one_link check (corrects_line_id is null or replaces_line_id is null),
        add constraint invoice_line_corrects_without_claim
          check (corrects_line_id is null or not live and amount > 0)`);
    this.addSql(`
      create index invoice_line_corrects on invoice_line (corrects_line_id) where corrects_line_id is not null`);
    this.addSql(`
      create unique index invoice_line_replaced_once on invoice_line (replaces_line_id)
      where replaces_line_id is not null`);
    this.addSql(INVOICE_LINE_CORRECTS);
    this.addSql(INVOICE_LINE_REPLACES);
    // Row triggers with a condition cost the million lines of a bill run nothing; a foreign key would.
    this.addSql(`
      create trigger invoice_line_corrects after insert on invoice_line
      for each row when (new.corrects_line_id is not null) execute function invoice_line_corrects()`);
    this.addSql(`
      create trigger invoice_line_replaces after insert on invoice_line
      for each row when (new.replaces_line_id is not null) execute function invoice_line_replaces()`);
  }

  private addStanding(): void {
    this.addSql(`
      create or replace view invoice_standing with (security_invoker = true) as
      select invoice.id, invoice.number, invoice.organisation_id, invoice.issued_on, invoice.due_on, invoice.issued_at,
        invoice.line_count, invoice.total, coalesce(met.amount, 0)::bigint as paid,
        (invoice.total - coalesce(met.amount, 0) - coalesce(credit.met_debt, 0))::bigint as outstanding,
        coalesce(credit.amount, 0)::bigint as credited, invoice.kind
      from invoice
      left join lateral (
        select sum(case effect when 'applies' then amount else -amount end) as amount
          from allocation where allocation.invoice_id = invoice.id) met on true
      left join lateral (
        select sum(amount) as amount, sum(met_debt) as met_debt
          from credit_note_line where credit_note_line.invoice_id = invoice.id) credit on true`);
  }

  private planChecksForLargeTables(): void {
    for (const check of CHECKS) {
      for (const way of ['seqscan', 'hashjoin', 'mergejoin']) {
        this.addSql(`alter function ${check}() set enable_${way} = off`);
      }
    }
  }
}
