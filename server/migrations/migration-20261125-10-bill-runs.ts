import { Migration } from '@mikro-orm/migrations';

/** State → whether it is the one live run of its cycle and period, and whether what is in it may still be changed. */
const STATES: readonly (readonly [state: string, live: boolean, open: boolean])[] = [
  ['draft', true, true],
  ['computing', true, true],
  ['review', true, true],
  ['approved', true, true],
  ['issuing', true, false],
  ['issued', true, false],
  ['cancelled', false, false],
  ['failed', false, false],
];

const MOVES: Readonly<Record<string, readonly string[]>> = {
  draft: ['computing', 'cancelled'],
  computing: ['review', 'cancelled', 'failed'],
  review: ['computing', 'approved', 'cancelled'],
  approved: ['review', 'issuing', 'cancelled'],
  issuing: ['issued', 'failed'],
};

/** Bill runs: when each organisation is billed, the runs of a cycle and period, and who may move them where. */
export class Migration20261125x10BillRuns extends Migration {
  override name = '20261125-10-bill-runs';

  override up(): void {
    this.addOrganisationTerms();
    this.addRuns();
  }

  private addOrganisationTerms(): void {
    this.addSql(`
      alter table organisation
        add column billing_cycle text not null default 'monthly' check (billing_cycle in ('monthly', 'quarterly')),
        add column purchase_order_required boolean not null default false,
        add column purchase_order text check (length(purchase_order) between 1 and 40)`);
    this.addSql(`create index organisation_billing_cycle on organisation (billing_cycle, id)`);
    this.addSql(`
      create table billing_setting (
        id boolean primary key default true check (id),
        minimum_bill bigint not null check (minimum_bill between 0 and 100000))`);
    this.addSql(`insert into billing_setting (minimum_bill) values (0)`);
    this.addSql(`grant select, update (minimum_bill) on billing_setting to counterfoil_server`);
  }

  private addRuns(): void {
    this.addSql(`
      create table bill_run_state (
        state text primary key,
        live boolean not null,
        open boolean not null)`);
    this.addSql(
      `insert into bill_run_state (state, live, open) values ${STATES.map(([state, live, open]) => `('${state}', ${live}, ${open})`).join(', ')}`,
    );
    this.addSql(`
      create table bill_run_move (
        from_state text not null references bill_run_state,
        to_state text not null references bill_run_state,
        primary key (from_state, to_state))`);
    const moves = Object.entries(MOVES).flatMap(([from, tos]) => tos.map((to) => `('${from}', '${to}')`));
    this.addSql(`insert into bill_run_move (from_state, to_state) values ${moves.join(', ')}`);
    this.addSql(`
      create table bill_run (
        id integer generated always as identity primary key,
        kind text not null check (kind in ('cycle', 'supplementary')),
        cycle text not null check (cycle in ('monthly', 'quarterly')),
        period_from date not null check (extract(day from period_from) = 1),
        period_before date not null,
        state text not null references bill_run_state,
        state_since timestamptz not null,
        drafted_by integer references staff,
        drafted_at timestamptz not null,
        approved_by integer references staff,
        approved_hash bytea check (length(approved_hash) = 32),
        revision integer not null default 0,
        reached integer not null default 0,
        organisation_count integer not null default 0,
        bills_to_issue integer not null default 0,
        bills_issued integer not null default 0,
        failure_code text check (failure_code ~ '^[a-z-]+$'),
        cleared boolean not null default true,
        check (period_before = (period_from + case cycle when 'monthly' then interval '1 month' else interval '3 months' end)::date),
        check (cycle = 'monthly' or extract(month from period_from) in (1, 4, 7, 10)),
        check (approved_by is null or drafted_by is null or approved_by <> drafted_by),
        check ((approved_by is null) = (approved_hash is null)),
        check ((state in ('approved', 'issuing', 'issued')) <= (approved_by is not null)),
        check ((state = 'failed') = (failure_code is not null)),
        check (bills_issued <= bills_to_issue))`);
    this.addSql(`
      create unique index bill_run_one_live on bill_run (cycle, period_from)
      where kind = 'cycle' and state not in ('cancelled', 'failed')`);
    this.addSql(`
      create unique index bill_run_one_live_supplementary on bill_run (cycle, period_from)
      where kind = 'supplementary' and state not in ('issued', 'cancelled', 'failed')`);
    this.addSql(`
      create table bill_run_editor (
        bill_run_id integer not null references bill_run,
        staff_id integer not null references staff,
        primary key (bill_run_id, staff_id))`);
    this.addSql(`
      create function bill_run_moves_legally() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          if new.state <> 'draft' then
            raise exception 'a bill run starts as a draft, not in %', new.state
              using errcode = 'integrity_constraint_violation', constraint = 'bill_run_moves_legally';
          end if;
          return new;
        end if;
        if new.state <> old.state and not exists (
          select from bill_run_move where from_state = old.state and to_state = new.state) then
          raise exception 'a bill run cannot go from % to %', old.state, new.state
            using errcode = 'integrity_constraint_violation', constraint = 'bill_run_moves_legally';
        end if;
        if new.state in ('approved', 'issuing') and exists (
          select from bill_run_editor where bill_run_id = new.id and staff_id = new.approved_by) then
          raise exception 'whoever edited bill run % may not approve it', new.id
            using errcode = 'integrity_constraint_violation', constraint = 'bill_run_approved_by_another';
        end if;
        if new.cycle <> old.cycle or new.kind <> old.kind or new.period_from <> old.period_from
           or new.drafted_by is distinct from old.drafted_by then
          raise exception 'what a bill run is for cannot change'
            using errcode = 'integrity_constraint_violation', constraint = 'bill_run_identity_fixed';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger bill_run_moves_legally before insert or update on bill_run
      for each row execute function bill_run_moves_legally()`);
    this.addSql(`grant select on bill_run_state, bill_run_move to counterfoil_server`);
    this.addSql(`grant select, insert on bill_run, bill_run_editor to counterfoil_server`);
    this.addSql(`
      grant update (state, state_since, approved_by, approved_hash, revision, reached, organisation_count,
        bills_to_issue, bills_issued, failure_code, cleared) on bill_run to counterfoil_server`);
  }
}
