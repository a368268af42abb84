import { Migration } from '@mikro-orm/migrations';

/**
 * Invoices, receipts and the allocations that join them.
 *
 * An allocation either applies money of a receipt to a line or releases an earlier one; neither is ever changed. What
 * a line still owes is its amount less what is applied and not released, and a trigger that locks the line keeps that
 * between nothing and the whole, however many callers act at once.
 */
export class Migration20261124x05Billing extends Migration {
  override name = '20261124-05-billing';

  override up(): void {
    this.addSql(`
      create table invoice_counter (
        financial_year integer primary key check (financial_year between 2007 and 2099),
        last_sequence integer not null check (last_sequence between 0 and 999999))`);
    this.addSql(`
      create table invoice (
        id integer generated always as identity primary key,
        number text not null unique check (number ~ '^LP[0-9]{8}[A-HJ-NPR-Z]$'),
        financial_year integer not null,
        sequence integer not null check (sequence >= 1),
        organisation_id integer not null references organisation,
        issued_on date not null,
        due_on date not null check (due_on >= issued_on),
        issued_at timestamptz not null,
        total bigint not null check (total between 0 and 99999999999),
        line_count integer not null check (line_count >= 1),
        unique (financial_year, sequence))`);
    this.addSql(`create index invoice_organisation on invoice (organisation_id, issued_on, id)`);
    this.addSql(`
      create table invoice_line (
        id bigint generated always as identity primary key,
        invoice_id integer not null references invoice,
        line_number integer not null check (line_number >= 1),
        lpa_reference text not null check (length(lpa_reference) between 7 and 16),
        lpa_kind text not null check (lpa_kind in ('property-and-affairs', 'health-and-welfare')),
        received_on date not null,
        registered_on date not null check (registered_on >= received_on),
        fee_kind text not null check (fee_kind in ('full', 'half', 'repeat', 'quarter', 'exempt')),
        amount bigint not null check (amount between 0 and 99999999999),
        own_reference text check (length(own_reference) between 1 and 60),
        unique (invoice_id, line_number),
        unique (id, invoice_id))`);
    this.addSql(`create unique index invoice_line_lpa_billed_once on invoice_line (lpa_reference)`);
    this.addSql(`
      create table receipt (
        id bigint generated always as identity primary key,
        organisation_id integer not null references organisation,
        channel text not null check (channel in ('card-by-phone')),
        source text not null unique check (length(source) between 1 and 80),
        amount bigint not null check (amount between 1 and 99999999999),
        accounting_day date not null,
        recorded_at timestamptz not null,
        journal_id bigint not null unique references journal)`);
    this.addSql(`create index receipt_organisation on receipt (organisation_id, id)`);
    this.addSql(`
      create table allocation (
        id bigint generated always as identity primary key,
        receipt_id bigint not null references receipt,
        invoice_line_id bigint not null,
        invoice_id integer not null,
        effect text not null check (effect in ('applies', 'releases')),
        amount bigint not null check (amount between 1 and 99999999999),
        releases_allocation_id bigint unique references allocation,
        journal_id bigint not null references journal,
        recorded_at timestamptz not null,
        foreign key (invoice_line_id, invoice_id) references invoice_line (id, invoice_id),
        check ((effect = 'releases') = (releases_allocation_id is not null)))`);
    this.addSql(`create index allocation_line on allocation (invoice_line_id) include (effect, amount)`);
    this.addSql(`create index allocation_invoice on allocation (invoice_id) include (effect, amount)`);
    this.addSql(`create index allocation_receipt on allocation (receipt_id)`);

    this.addSql(`
      create function allocation_within_line() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        line_amount bigint; met bigint;
      begin
        select amount into line_amount from invoice_line where id = new.invoice_line_id for no key update;
        select coalesce(sum(case effect when 'applies' then amount else -amount end), 0)
          into met from allocation where invoice_line_id = new.invoice_line_id;
        if met > line_amount or met < 0 then
          raise exception 'line % of % pence would be met by % pence', new.invoice_line_id, line_amount, met
            using errcode = 'integrity_constraint_violation', constraint = 'allocation_within_line';
        end if;
        if new.effect = 'releases' and not exists (
          select from allocation applied
           where applied.id = new.releases_allocation_id and applied.effect = 'applies'
             and applied.invoice_line_id = new.invoice_line_id and applied.receipt_id = new.receipt_id
             and applied.amount = new.amount) then
          raise exception 'allocation % does not release what it points at', new.id
            using errcode = 'integrity_constraint_violation', constraint = 'allocation_releases_whole';
        end if;
        return null;
      end $$`);
    this.addSql(`
      create trigger allocation_within_line after insert on allocation
      for each row execute function allocation_within_line()`);

    this.addSql(`
      create function receipt_not_over_allocated() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        received bigint; used bigint;
      begin
        select amount into received from receipt where id = new.receipt_id for no key update;
        select coalesce(sum(case effect when 'applies' then amount else -amount end), 0)
          into used from allocation where receipt_id = new.receipt_id;
        if used > received then
          raise exception 'receipt % of % pence would meet % pence', new.receipt_id, received, used
            using errcode = 'integrity_constraint_violation', constraint = 'receipt_not_over_allocated';
        end if;
        return null;
      end $$`);
    this.addSql(`
      create trigger receipt_not_over_allocated after insert on allocation
      for each row execute function receipt_not_over_allocated()`);

    this.addSql(`
      create function invoice_must_add_up() returns trigger language plpgsql as $$
      declare
        lines integer; amount_sum bigint;
      begin
        select count(*), coalesce(sum(amount), 0) into lines, amount_sum from invoice_line where invoice_id = new.id;
        if lines <> new.line_count or amount_sum <> new.total then
          raise exception 'invoice % has % lines of % pence, says % of %',
            new.number, lines, amount_sum, new.line_count, new.total
            using errcode = 'integrity_constraint_violation', constraint = 'invoice_must_add_up';
        end if;
        return null;
      end $$`);
    this.addSql(`
      create constraint trigger invoice_must_add_up after insert on invoice
      deferrable initially deferred for each row execute function invoice_must_add_up()`);

    // A row's xmin has age 0 only while the transaction that wrote it is still the current one.
    this.addSql(`
      create function invoice_line_comes_with_its_invoice() returns trigger language plpgsql as $$
      begin
        if exists (select from added join invoice on invoice.id = added.invoice_id where age(invoice.xmin) <> 0) then
          raise exception 'a line cannot be added to an invoice that is already issued'
            using errcode = 'integrity_constraint_violation', constraint = 'invoice_line_comes_with_its_invoice';
        end if;
        return null;
      end $$`);
    this.addSql(`
      create trigger invoice_line_comes_with_its_invoice after insert on invoice_line
      referencing new table as added for each statement execute function invoice_line_comes_with_its_invoice()`);

    for (const table of ['invoice', 'invoice_line', 'receipt', 'allocation']) {
      this.addSql(`
        create trigger ${table}_append_only before update or delete on ${table}
        for each row execute function refuse_change()`);
      this.addSql(`
        create trigger ${table}_no_truncate before truncate on ${table}
        for each statement execute function refuse_change()`);
    }
    this.addSql(`
      create view invoice_standing with (security_invoker = true) as
      select invoice.id, invoice.number, invoice.organisation_id, invoice.issued_on, invoice.due_on, invoice.issued_at,
        invoice.line_count, invoice.total, coalesce(met.amount, 0)::bigint as paid,
        (invoice.total - coalesce(met.amount, 0))::bigint as outstanding
      from invoice left join lateral (
        select sum(case effect when 'applies' then amount else -amount end) as amount
          from allocation where allocation.invoice_id = invoice.id) met on true`);
    this.addSql(`grant select on invoice_standing to counterfoil_server`);
    this.addSql(`grant select, insert, update (last_sequence) on invoice_counter to counterfoil_server`);
    this.addSql(`grant select, insert on invoice, invoice_line, receipt, allocation to counterfoil_server`);
  }
}
