import { Migration } from '@mikro-orm/migrations';

/** Triggers that look a few rows up in tables that grow for ever. */
const CHECKS = [
  'allocation_within_line',
  'bill_is_draft',
  'invoice_line_comes_with_its_invoice',
  'invoice_line_is_draft',
  'invoice_must_add_up',
  'journal_must_balance',
  'posting_comes_with_its_journal',
];

/**
 * The bill as what an invoice is before it is issued.
 *
 * Lines are written once, when a run is computed, under a bill; issuing gives the bill a number and posts it, and does
 * not touch the lines. So every invoice is a bill, with the same id, and a bill without an invoice is a draft: its
 * lines can still be deleted, and claim their LPAs all the same.
 */
export class Migration20261125x11Bills extends Migration {
  override name = '20261125-11-bills';

  override up(): void {
    this.addBills();
    this.addLineRules();
    this.planChecksForLargeTables();
    this.addStatistics();
  }

  private addBills(): void {
    this.addSql(`create sequence bill_id as integer`);
    this.addSql(`
      create table bill (
        id integer primary key default nextval('bill_id'),
        bill_run_id integer references bill_run,
        organisation_id integer not null references organisation,
        total bigint not null check (total between 0 and 99999999999),
        line_count integer not null check (line_count >= 0),
        standing text not null default 'ready' check (standing in ('ready', 'held', 'rolled-forward', 'empty')),
        held_reason text check (length(held_reason) between 1 and 300),
        problems text[] not null default '{}',
        undecided integer not null default 0 check (undecided >= 0),
        unpriced integer not null default 0 check (unpriced >= 0),
        check ((standing = 'held') = (held_reason is not null)),
        check ((standing = 'empty') = (line_count = 0)),
        unique (bill_run_id, organisation_id))`);
    this.addSql(`
      insert into bill (id, organisation_id, total, line_count)
      select id, organisation_id, total, line_count from invoice`);
    this.addSql(`alter sequence bill_id owned by bill.id`);
    this.addSql(`select setval('bill_id', coalesce(max(id), 0) + 1, false) from bill`);
    this.addSql(`alter table invoice alter column id drop identity`);
    this.addSql(`alter table invoice add constraint invoice_is_a_bill foreign key (id) references bill (id)`);
    this.addSql(`alter table invoice_line drop constraint invoice_line_invoice_id_fkey`);
    this.addSql(
      `alter table invoice_line add constraint invoice_line_of_a_bill foreign key (invoice_id) references bill (id)`,
    );
    this.addSql(`
      create function bill_is_draft() returns trigger language plpgsql as $$
      begin
        if exists (select from invoice where id = old.id) then
          raise exception 'bill % is issued and cannot change', old.id
            using errcode = 'integrity_constraint_violation', constraint = 'bill_is_draft';
        end if;
        return case tg_op when 'DELETE' then old else new end;
      end $$`);
    this.addSql(
      `create trigger bill_is_draft before update or delete on bill for each row execute function bill_is_draft()`,
    );
    this.addSql(`
      create table bill_run_exclusion (
        bill_run_id integer not null references bill_run,
        registration_id bigint not null references registration,
        reason text not null check (length(reason) between 1 and 300),
        excluded_by integer not null references staff,
        excluded_at timestamptz not null,
        primary key (bill_run_id, registration_id))`);
    this.addSql(`
      create table bill_left_out (
        bill_run_id integer not null references bill_run,
        organisation_id integer not null references organisation,
        standing text not null check (standing in ('held', 'rolled-forward', 'empty')),
        reason text,
        total bigint not null,
        line_count integer not null,
        primary key (bill_run_id, organisation_id))`);
    // What a bill is made of, so that a reviewer's figures are sums over bills and not over a million lines.
    this.addSql(`
      create table bill_fee (
        bill_id integer not null references bill on delete cascade,
        fee_kind text not null,
        price bigint not null,
        line_count integer not null check (line_count >= 1),
        late_count integer not null check (late_count between 0 and line_count),
        primary key (bill_id, fee_kind, price))`);
    this.addSql(`grant select, insert on bill_fee to counterfoil_server`);
    this.addSql(`grant select, insert, delete, update (standing, held_reason) on bill to counterfoil_server`);
    this.addSql(`grant usage on sequence bill_id to counterfoil_server`);
    this.addSql(`grant select, insert, delete on bill_run_exclusion to counterfoil_server`);
    this.addSql(`grant select, insert on bill_left_out to counterfoil_server`);
  }

  private addLineRules(): void {
    this.addSql(`
      alter table invoice_line
        add column registration_id bigint,
        add column fee_rule_id integer,
        add column live boolean not null default true`);
    // As on registrations, whose references are looked up here.
    this.addSql(`alter table invoice_line alter column lpa_reference type text collate "C"`);
    this.addSql(`drop index invoice_line_lpa_billed_once`);
    this.addSql(`create unique index invoice_line_lpa_billed_once on invoice_line (lpa_reference) where live`);
    this.addSql(`create index invoice_line_lpa_ended on invoice_line (lpa_reference) where not live`);
    this.addSql(`drop trigger invoice_line_append_only on invoice_line`);
    // Checked once for each statement: a key of its own on every line would cost a bill run as much again as its lines.
    this.addSql(`
      create or replace function invoice_line_comes_with_its_invoice() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        wrong bigint;
      begin
        perform from bill where id in (select invoice_id from added) order by id for update;
        if exists (select from (select distinct invoice_id from added) line join invoice on invoice.id = line.invoice_id
                   where age(invoice.xmin) <> 0) then
          raise exception 'a line cannot be added to an invoice that is already issued'
            using errcode = 'integrity_constraint_violation', constraint = 'invoice_line_comes_with_its_invoice';
        end if;
        select added.registration_id into wrong
          from added join bill on bill.id = added.invoice_id
          left join registration on registration.id = added.registration_id
         where added.registration_id is not null
           and (registration.lpa_reference is distinct from added.lpa_reference
             or registration.organisation_id is distinct from bill.organisation_id
             or registration.received_on is distinct from added.received_on
             or registration.fee_kind is distinct from added.fee_kind
             or registration.withdrawn_at is not null) limit 1;
        if found then
          raise exception 'a line does not say what registration % says', wrong
            using errcode = 'integrity_constraint_violation', constraint = 'invoice_line_of_its_registration';
        end if;
        if exists (select from (select distinct fee_rule_id, fee_kind, amount from added where fee_rule_id is not null) line
                   left join fee_rule on fee_rule.id = line.fee_rule_id
                   where fee_rule.fee_kind is distinct from line.fee_kind or fee_rule.amount is distinct from line.amount) then
          raise exception 'a line does not cost what its fee rule says'
            using errcode = 'integrity_constraint_violation', constraint = 'invoice_line_at_its_price';
        end if;
        return null;
      end $$`);
    this.addSql(`
      create function invoice_line_only_ends() returns trigger language plpgsql as $$
      begin
        if not old.live or new.live or to_jsonb(new) - 'live' <> to_jsonb(old) - 'live' then
          raise exception 'of an invoice line only its claim on its LPA can end'
            using errcode = 'integrity_constraint_violation', constraint = 'invoice_line_only_ends';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger invoice_line_only_ends before update on invoice_line
      for each row execute function invoice_line_only_ends()`);
    // The lock is what an invoice's own key waits for, so that a bill is either emptied or issued, never both.
    this.addSql(`
      create function invoice_line_is_draft() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        perform from bill where id in (select invoice_id from gone) order by id for update;
        if exists (select from gone join invoice on invoice.id = gone.invoice_id) then
          raise exception 'a line of an issued invoice cannot be deleted'
            using errcode = 'integrity_constraint_violation', constraint = 'invoice_line_is_draft';
        end if;
        return null;
      end $$`);
    this.addSql(`
      create trigger invoice_line_is_draft after delete on invoice_line
      referencing old table as gone for each statement execute function invoice_line_is_draft()`);
    this.addSql(`grant delete on invoice_line to counterfoil_server`);
    this.addSql(`
      create or replace function invoice_must_add_up() returns trigger language plpgsql as $$
      declare
        lines integer; amount_sum bigint; of_bill bill%rowtype;
      begin
        select count(*), coalesce(sum(amount), 0) into lines, amount_sum from invoice_line where invoice_id = new.id;
        select * into of_bill from bill where id = new.id;
        if lines <> new.line_count or amount_sum <> new.total or of_bill.total <> new.total
           or of_bill.line_count <> new.line_count or of_bill.organisation_id <> new.organisation_id then
          raise exception 'invoice % has % lines of % pence, says % of %',
            new.number, lines, amount_sum, new.line_count, new.total
            using errcode = 'integrity_constraint_violation', constraint = 'invoice_must_add_up';
        end if;
        return null;
      end $$`);
  }

  /** The server's role may not analyze what it does not own; keys planned on empty tables read them whole. */
  private addStatistics(): void {
    this.addSql(`
      create function freshen_statistics() returns void
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        analyze bill, invoice, invoice_line, journal, organisation_balance;
      end $$`);
    this.addSql(`revoke all on function freshen_statistics() from public`);
    this.addSql(`grant execute on function freshen_statistics() to counterfoil_server`);
  }

  /** Plans of triggers are kept by the connection that made them, perhaps while its tables were nearly empty. */
  private planChecksForLargeTables(): void {
    for (const check of CHECKS) {
      for (const way of ['seqscan', 'hashjoin', 'mergejoin']) {
        this.addSql(`alter function ${check}() set enable_${way} = off`);
      }
    }
  }
}
