import { Migration } from '@mikro-orm/migrations';

/**
 * Database roles and what no slice owns: command records and the partition keeper.
 *
 * `counterfoil_owner` runs migrations and owns everything. `counterfoil_server` is the server's own: it owns nothing.
 * `counterfoil_report` only reads. The two are created without a password, so that nobody can sign in as them until
 * whoever deploys gives them one. Timeouts belong to the role, so that no connection can forget them.
 */
export class Migration20261124x01RolesAndPlatform extends Migration {
  override name = '20261124-01-roles-and-platform';

  override up(): void {
    this.addSql(`
      do $$ begin
        if not exists (select from pg_roles where rolname = 'counterfoil_server') then
          create role counterfoil_server login;
        end if;
        if not exists (select from pg_roles where rolname = 'counterfoil_report') then
          create role counterfoil_report login;
        end if;
      end $$`);
    this.addSql(`alter role counterfoil_server set statement_timeout = '15s'`);
    this.addSql(`alter role counterfoil_server set lock_timeout = '5s'`);
    this.addSql(`alter role counterfoil_server set idle_in_transaction_session_timeout = '30s'`);
    this.addSql(`alter role counterfoil_report set statement_timeout = '60s'`);
    this.addSql(`alter role counterfoil_report set idle_in_transaction_session_timeout = '30s'`);
    this.addSql(`alter role counterfoil_report set default_transaction_read_only = on`);
    this.addSql(`revoke all on schema public from public`);
    this.addSql(`grant usage on schema public to counterfoil_server, counterfoil_report`);
    this.addSql(`alter default privileges in schema public grant select on tables to counterfoil_report`);
    this.addSql(`create extension if not exists pg_trgm`);
    this.addSql(`create schema jobs`);

    this.addSql(`
      create table command_record (
        actor text not null,
        command_id uuid not null,
        operation text not null,
        request_hash bytea not null,
        response jsonb,
        recorded_at timestamptz not null,
        primary key (actor, command_id))`);
    this.addSql(`grant select, insert, update (response), delete on command_record to counterfoil_server`);

    this.addSql(`
      create table server_copy (
        id integer generated always as identity primary key,
        started_at timestamptz not null)`);
    this.addSql(`grant select, insert on server_copy to counterfoil_server`);

    this.addSql(`
      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
      end $$`);

    // Row triggers of the parent reach its partitions by themselves; a truncate of a partition meets only its own.
    this.addSql(`
      create function keep_month_partitions(parent regclass, first_month date, months integer)
      returns integer language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        month_start date;
        made integer := 0;
        child text;
      begin
        if months not between 1 and 120 then
          raise exception 'keep_month_partitions makes 1 to 120 months at a time';
        end if;
        if parent::text not in ('audit_event', 'posting') then
          raise exception '% is not partitioned by month', parent;
        end if;
        for step in 0 .. months - 1 loop
          month_start := (date_trunc('month', first_month) + step * interval '1 month')::date;
          child := parent::text || to_char(month_start, '_YYYY_MM');
          if to_regclass(child) is null then
            execute format('create table %I partition of %s for values from (%L) to (%L)',
              child, parent, month_start, (month_start + interval '1 month')::date);
            execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()',
              child || '_no_truncate', child);
            made := made + 1;
          end if;
        end loop;
        return made;
      end $$`);
    this.addSql(`revoke all on function keep_month_partitions(regclass, date, integer) from public`);
    this.addSql(`grant execute on function keep_month_partitions(regclass, date, integer) to counterfoil_server`);
  }
}
