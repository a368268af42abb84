import { Migration } from '@mikro-orm/migrations';

/**
 * Double entry. A journal and its postings are written together and never changed; the journal row carries how many
 * postings it has and what each side sums to, and a deferred constraint compares the two at commit. So a posting can
 * neither be missing nor be added to an old journal later.
 */
export class Migration20261124x04Ledger extends Migration {
  override name = '20261124-04-ledger';

  override up(): void {
    this.addSql(`
      create table ledger_account (
        code text primary key,
        name text not null,
        normal_side text not null check (normal_side in ('debit', 'credit')),
        kept_per_organisation boolean not null)`);
    this.addSql(`
      insert into ledger_account (code, name, normal_side, kept_per_organisation) values
        ('receivable', 'Owed by organisations', 'debit', true),
        ('credit-on-account', 'Held for organisations beyond their bills', 'credit', true),
        ('fee-income', 'LPA registration fees', 'credit', false),
        ('card-clearing', 'Card payments taken and not yet seen at the bank', 'debit', false)`);
    this.addSql(`
      create table journal (
        id bigint generated always as identity primary key,
        kind text not null check (kind in ('invoice', 'receipt', 'receipt-reversal')),
        source text not null check (length(source) between 1 and 80),
        accounting_day date not null,
        posted_at timestamptz not null,
        organisation_id integer not null references organisation,
        description text not null check (length(description) between 1 and 200),
        total bigint not null check (total between 1 and 99999999999),
        posting_count smallint not null check (posting_count between 2 and 1000),
        reverses_journal_id bigint unique references journal,
        check ((kind = 'receipt-reversal') = (reverses_journal_id is not null)),
        unique (kind, source),
        unique (id, accounting_day))`);
    this.addSql(`create index journal_organisation on journal (organisation_id, id)`);
    this.addSql(`
      create table posting (
        journal_id bigint not null,
        line smallint not null check (line >= 1),
        accounting_day date not null,
        account text not null references ledger_account,
        organisation_id integer references organisation,
        side text not null check (side in ('debit', 'credit')),
        amount bigint not null check (amount between 1 and 99999999999),
        primary key (journal_id, line, accounting_day),
        foreign key (journal_id, accounting_day) references journal (id, accounting_day),
        check ((account in ('receivable', 'credit-on-account')) = (organisation_id is not null))
      ) partition by range (accounting_day)`);
    this.addSql(`create index posting_account on posting (account, accounting_day)`);
    this.addSql(
      `create index posting_organisation on posting (organisation_id, account) where organisation_id is not null`,
    );
    this.addSql(`create table posting_other_months partition of posting default`);
    this.addSql(`select keep_month_partitions('posting', '2025-01-01', 48)`);
    this.addSql(`
      create table organisation_balance (
        organisation_id integer primary key references organisation,
        receivable bigint not null default 0 check (receivable >= 0),
        credit bigint not null default 0 check (credit >= 0))`);

    this.addSql(`
      create function journal_must_balance() returns trigger language plpgsql as $$
      declare
        debits bigint; credits bigint; postings integer;
      begin
        select coalesce(sum(amount) filter (where side = 'debit'), 0),
               coalesce(sum(amount) filter (where side = 'credit'), 0),
               count(*)
          into debits, credits, postings
          from posting where journal_id = new.id and accounting_day = new.accounting_day;
        if debits <> new.total or credits <> new.total or postings <> new.posting_count then
          raise exception 'journal % does not balance: debits %, credits %, total %, postings % of %',
            new.id, debits, credits, new.total, postings, new.posting_count
            using errcode = 'integrity_constraint_violation', constraint = 'journal_must_balance';
        end if;
        return null;
      end $$`);
    this.addSql(`
      create constraint trigger journal_must_balance after insert on journal
      deferrable initially deferred for each row execute function journal_must_balance()`);
    // A row's xmin has age 0 only while the transaction that wrote it is still the current one.
    this.addSql(`
      create function posting_comes_with_its_journal() returns trigger language plpgsql as $$
      begin
        if exists (select from added join journal on journal.id = added.journal_id where age(journal.xmin) <> 0) then
          raise exception 'a posting cannot be added to a journal that is already written'
            using errcode = 'integrity_constraint_violation', constraint = 'posting_comes_with_its_journal';
        end if;
        return null;
      end $$`);
    this.addSql(`
      create trigger posting_comes_with_its_journal after insert on posting
      referencing new table as added for each statement execute function posting_comes_with_its_journal()`);
    for (const table of ['journal', 'posting']) {
      this.addSql(`
        create trigger ${table}_append_only before update or delete on ${table}
        for each row execute function refuse_change()`);
    }
    for (const table of ['journal', 'posting', 'posting_other_months']) {
      this.addSql(`
        create trigger ${table}_no_truncate before truncate on ${table}
        for each statement execute function refuse_change()`);
    }
    this.addSql(`grant select on ledger_account to counterfoil_server`);
    this.addSql(`grant select, insert on journal, posting to counterfoil_server`);
    this.addSql(`grant select, insert, update (receivable, credit) on organisation_balance to counterfoil_server`);
  }
}
