import { Migration } from '@mikro-orm/migrations';

const KEY = 'registered_on, fee_kind, channel, came_by';
/** What is counted in one go at most: notes of rows stand for a thousand rows at most. */
const MOST_ROW_NOTES = 100;
const MOST_CHANGES = 5_000;

const GRAINS = [
  { table: 'usage_organisation_day', key: `organisation_id, ${KEY}` },
  { table: 'usage_day', key: KEY },
  { table: 'usage_organisation_month', key: 'month, organisation_id' },
] as const;

/**
 * How many LPAs were registered, day by day.
 *
 * Whoever takes registrations in only notes, in the same transaction, which rows are new: one line for each statement,
 * so that intake neither waits for a busy day's count nor pays for it. The counts are made of these notes a little
 * later, and a reader adds what is noted to what is counted, in one statement and so in one snapshot: a figure is never
 * behind the registrations it speaks of. Only `fold_usage` writes counts.
 */
export class Migration20261126x14UsageDays extends Migration {
  override name = '20261126-14-usage-days';

  override up(): void {
    this.addCounts();
    this.addNotes();
    this.addFold();
    this.addGrants();
  }

  private addCounts(): void {
    // No check that they are not negative: it would be asked of what is added to a count, which a correction may lower.
    const counts = `standing integer not null, withdrawn integer not null`;
    const facts = `registered_on date not null, fee_kind text not null, channel text not null, came_by text not null`;
    this.addSql(`
      create table usage_organisation_day (organisation_id integer not null, ${facts}, ${counts},
        primary key (organisation_id, ${KEY}))`);
    this.addSql(`create table usage_day (${facts}, ${counts}, primary key (${KEY}))`);
    this.addSql(`
      create table usage_organisation_month (
        month date not null check (extract(day from month) = 1), organisation_id integer not null, ${counts},
        primary key (month, organisation_id))`);
  }

  private addNotes(): void {
    this.addSql(`
      create table usage_new_rows (
        delivery_id bigint not null references usage_delivery,
        first_id bigint not null,
        last_id bigint not null check (last_id >= first_id),
        primary key (delivery_id, first_id))`);
    this.addSql(`create table usage_new_change (change_id bigint primary key)`);
    this.addSql(`
      insert into usage_new_rows (delivery_id, first_id, last_id)
      select delivery_id, min(id), max(id) from registration group by delivery_id`);
    this.addSql(`insert into usage_new_change (change_id) select id from registration_change`);
    // A registration counts with the facts it came with, and each change takes away what it found and adds what it left:
    // so it makes no difference which of them is counted first. The offset keeps a note's few rows from being found by
    // reading all registrations.
    this.addSql(`
      create view usage_noted with (security_invoker = true) as
      select (facts ->> 'organisationId')::integer as organisation_id, (facts ->> 'registeredOn')::date as registered_on,
        facts ->> 'feeKind' as fee_kind, facts ->> 'channel' as channel, came_by,
        case when facts ->> 'withdrawnAt' is null then sign else 0 end as standing,
        case when facts ->> 'withdrawnAt' is null then 0 else sign end as withdrawn, first_id, change_id
      from (
        select delivery.channel as came_by, version.sign, version.facts, null::bigint as first_id, noted.change_id
        from usage_new_change noted join registration_change change on change.id = noted.change_id
        join registration on registration.id = change.registration_id
        join usage_delivery delivery on delivery.id = registration.delivery_id
        cross join lateral (values (-1, change.before), (1, change.after)) as version (sign, facts)
        union all
        select delivery.channel, 1, origin.facts, noted.first_id, null
        from usage_new_rows noted join usage_delivery delivery on delivery.id = noted.delivery_id
        cross join lateral (
          select id from registration where id between noted.first_id and noted.last_id
            and delivery_id = noted.delivery_id and version > 1 offset 0) changed
        join registration_origin origin on origin.registration_id = changed.id) told
      union all
      select added.organisation_id, added.registered_on, added.fee_kind, added.channel, delivery.channel, 1, 0,
        noted.first_id, null
      from usage_new_rows noted join usage_delivery delivery on delivery.id = noted.delivery_id
      cross join lateral (
        select organisation_id, registered_on, fee_kind, channel from registration
        where id between noted.first_id and noted.last_id and delivery_id = noted.delivery_id and version = 1
        offset 0) added`);
  }

  private addFold(): void {
    const upserts = GRAINS.map(
      ({ table, key }) => `
        ${table}_counted as (
          insert into ${table} (${key}, standing, withdrawn)
          select ${key}, sum(standing), sum(withdrawn) from noted group by ${key} order by ${key}
          on conflict (${key}) do update
            set standing = ${table}.standing + excluded.standing, withdrawn = ${table}.withdrawn + excluded.withdrawn)`,
    );
    // One at a time, and a bounded part of the notes at a time; one statement, so that what is counted is what is taken
    // off the notes.
    this.addSql(`
      create function fold_usage() returns bigint
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        folded bigint; up_to_row bigint; up_to_change bigint;
      begin
        if not pg_try_advisory_xact_lock(736002) then
          return 0;
        end if;
        select max(first_id) into up_to_row
          from (select first_id from usage_new_rows order by first_id limit ${MOST_ROW_NOTES}) few;
        select max(change_id) into up_to_change
          from (select change_id from usage_new_change order by change_id limit ${MOST_CHANGES}) few;
        with noted as materialized (
          select organisation_id, ${KEY}, date_trunc('month', registered_on)::date as month,
            sum(standing)::integer as standing, sum(withdrawn)::integer as withdrawn
          from usage_noted where first_id <= up_to_row or change_id <= up_to_change
          group by organisation_id, ${KEY}),
        ${upserts.join(',')},
        rows_done as (delete from usage_new_rows where first_id <= up_to_row returning 1),
        changes_done as (delete from usage_new_change where change_id <= up_to_change returning 1)
        select (select count(*) from rows_done) + (select count(*) from changes_done) into folded;
        return folded;
      end $$`);
    this.addSql(`revoke all on function fold_usage() from public`);
    this.addSql(`do $$ begin while fold_usage() > 0 loop end loop; end $$`);
  }

  private addGrants(): void {
    this.addSql(`grant execute on function fold_usage() to counterfoil_server`);
    this.addSql(`grant select, insert on usage_new_rows, usage_new_change to counterfoil_server`);
    this.addSql(
      `grant select on usage_organisation_day, usage_day, usage_organisation_month, usage_noted to counterfoil_server`,
    );
  }
}
