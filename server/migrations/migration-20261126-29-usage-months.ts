import { Migration } from '@mikro-orm/migrations';

const KEY = 'registered_on, fee_kind, channel, came_by';
const MONTH_KEY = 'month, organisation_id, came_by';
/** What is counted in one go at most: notes of rows stand for a thousand rows at most. */
const MOST_ROW_NOTES = 100;
const MOST_CHANGES = 5_000;

/** A count of its own for each kind of registration: every fee by every channel. */
const KINDS = ['full', 'half', 'repeat', 'quarter', 'exempt', 'hardship'].flatMap((fee) =>
  ['online', 'paper'].map((channel) => ({ fee, channel, column: `${fee}_${channel}` })),
);
const COLUMNS = KINDS.map(({ column }) => column);
const SUMS = KINDS.map(
  ({ fee, channel }) =>
    `coalesce(sum(standing) filter (where fee_kind = '${fee}' and channel = '${channel}'), 0)::integer`,
);

const MONTH_COUNTS = ['standing', 'withdrawn', ...COLUMNS];

const GRAINS = [
  { table: 'usage_organisation_day', key: `organisation_id, ${KEY}`, counts: ['standing', 'withdrawn'], more: [] },
  { table: 'usage_day', key: KEY, counts: ['standing', 'withdrawn'], more: [] },
  { table: 'usage_organisation_month', key: MONTH_KEY, counts: MONTH_COUNTS, more: SUMS },
] as const;

/**
 * The counts by organisation and month also tell what kinds of registrations they are made of, so that the organisations
 * with most of one kind are found without reading every organisation's days.
 *
 * One row holds a count for each fee and channel, not a row for each: to look at one kind or at several reads as many
 * rows as to look at all, and counting a month writes one row.
 */
export class Migration20261126x29UsageMonths extends Migration {
  override name = '20261126-29-usage-months';

  override up(): void {
    // Nothing is counted meanwhile, and what is noted waits.
    this.addSql(`select pg_advisory_xact_lock(736002)`);
    this.addSql(`truncate usage_organisation_month`);
    // It can be checked of what is added to a count as well as of the count: both are sums.
    this.addSql(`
      alter table usage_organisation_month
        drop constraint usage_organisation_month_pkey,
        add column came_by text not null,
        ${COLUMNS.map((column) => `add column ${column} integer not null`).join(', ')},
        add primary key (${MONTH_KEY}),
        add constraint usage_organisation_month_of_its_kinds check (standing = ${COLUMNS.join(' + ')})`);
    this.addSql(`
      insert into usage_organisation_month (${MONTH_KEY}, ${MONTH_COUNTS.join(', ')})
      select date_trunc('month', registered_on)::date as month, organisation_id, came_by, sum(standing), sum(withdrawn),
        ${SUMS.join(', ')}
      from usage_organisation_day group by ${MONTH_KEY} order by ${MONTH_KEY}`);
    this.addFold();
  }

  /** As it was, but for what is added to a month. */
  private addFold(): void {
    const upserts = GRAINS.map(
      ({ table, key, counts, more }) => `
        ${table}_counted as (
          insert into ${table} (${key}, ${counts.join(', ')})
          select ${[key, 'sum(standing)', 'sum(withdrawn)', ...more].join(', ')} from noted group by ${key} order by ${key}
          on conflict (${key}) do update
            set ${counts.map((count) => `${count} = ${table}.${count} + excluded.${count}`).join(', ')})`,
    );
    this.addSql(`
      create or replace function fold_usage() returns bigint
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
  }
}
