import { Migration } from '@mikro-orm/migrations';

/**
 * What the next bill of each organisation will come to, as far as can be told; and limits that people set, by which
 * they are told of too many registrations in a day or too large a bill to come.
 * And what lists people asked to have as files.
 */
export class Migration20261126x18UsageAlerts extends Migration {
  override name = '20261126-18-usage-alerts';

  override up(): void {
    this.addForecasts();
    this.addAlerts();
    this.addListExports();
    this.addGrants();
  }

  private addForecasts(): void {
    // Expected LPAs in thousandths of one: most organisations expect less than one more, and ten thousand of them add up.
    this.addSql(`
      create table bill_forecast (
        organisation_id integer primary key references organisation,
        period_from date not null,
        period_before date not null check (period_before > period_from),
        unbilled_lines integer not null check (unbilled_lines >= 0),
        unbilled_amount bigint not null check (unbilled_amount between 0 and 99999999999),
        undecided integer not null check (undecided >= 0),
        expected_thousandths bigint not null check (expected_thousandths >= 0),
        expected_amount bigint not null check (expected_amount between 0 and 99999999999),
        deviation bigint not null check (deviation between 0 and 99999999999),
        worked_out_at timestamptz not null)`);
  }

  private addAlerts(): void {
    this.addSql(`
      create table usage_alert (
        id integer generated always as identity primary key,
        organisation_id integer references organisation,
        measure text not null check (measure in ('registrations-in-a-day', 'next-bill')),
        threshold bigint not null check (threshold between 1 and 99999999999),
        set_by integer not null references staff,
        set_at timestamptz not null,
        removed_at timestamptz)`);
    this.addSql(`
      create unique index usage_alert_once on usage_alert (coalesce(organisation_id, 0), measure)
      where removed_at is null`);
    this.addSql(`
      create table usage_alert_raised (
        id integer generated always as identity primary key,
        usage_alert_id integer not null references usage_alert,
        day date not null,
        value bigint not null,
        threshold bigint not null,
        raised_at timestamptz not null,
        acknowledged_by integer references staff,
        acknowledged_at timestamptz,
        unique (usage_alert_id, day),
        check (value > threshold),
        check ((acknowledged_by is null) = (acknowledged_at is null)))`);
    this.addSql(`
      create index usage_alert_raised_open on usage_alert_raised (raised_at) where acknowledged_at is null`);
    this.addSql(`
      create function usage_alert_raised_is_acknowledged_once() returns trigger language plpgsql as $$
      begin
        if old.acknowledged_at is not null
           or to_jsonb(new) - '{acknowledged_by,acknowledged_at}'::text[]
             <> to_jsonb(old) - '{acknowledged_by,acknowledged_at}'::text[] then
          raise exception 'of an alert that was raised only who acknowledged it can be added, once'
            using errcode = 'integrity_constraint_violation', constraint = 'usage_alert_raised_is_acknowledged_once';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger usage_alert_raised_is_acknowledged_once before update on usage_alert_raised
      for each row execute function usage_alert_raised_is_acknowledged_once()`);
    for (const table of ['usage_alert', 'usage_alert_raised']) {
      this.addSql(`
        create trigger ${table}_stays before delete on ${table} for each row execute function refuse_change()`);
      this.addSql(`
        create trigger ${table}_no_truncate before truncate on ${table}
        for each statement execute function refuse_change()`);
    }
  }

  private addListExports(): void {
    this.addSql(`
      create table list_export (
        file_id uuid primary key,
        list text not null check (list in ('registrations')),
        asked jsonb not null,
        staff_id integer not null references staff,
        asked_at timestamptz not null)`);
    this.addSql(`
      create trigger list_export_append_only before update or delete on list_export
      for each row execute function refuse_change()`);
    this.addSql(`
      create trigger list_export_no_truncate before truncate on list_export
      for each statement execute function refuse_change()`);
  }

  private addGrants(): void {
    this.addSql(`grant select, insert on list_export to counterfoil_server`);
    this.addSql(`grant select, insert, update on bill_forecast to counterfoil_server`);
    this.addSql(
      `grant select, insert, update (threshold, set_by, set_at, removed_at) on usage_alert to counterfoil_server`,
    );
    this.addSql(
      `grant select, insert, update (acknowledged_by, acknowledged_at) on usage_alert_raised to counterfoil_server`,
    );
  }
}
