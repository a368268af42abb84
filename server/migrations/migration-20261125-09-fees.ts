import { Migration } from '@mikro-orm/migrations';
import { FEE_HISTORY } from './fee-history.ts';

/** State → whether its prices are the law, whether what it says may be changed. */
const STATES: readonly (readonly [state: string, inForce: boolean, open: boolean])[] = [
  ['draft', false, true],
  ['awaiting-approval', false, false],
  ['approved', true, false],
  ['awaiting-cancellation', true, false],
  ['cancelled', false, false],
];

const MOVES: Readonly<Record<string, readonly string[]>> = {
  draft: ['awaiting-approval', 'cancelled'],
  'awaiting-approval': ['draft', 'approved'],
  approved: ['awaiting-cancellation'],
  'awaiting-cancellation': ['approved', 'cancelled'],
};

/**
 * What an LPA costs, as data: Orders with the day they begin and a price per kind of fee. The day an LPA was received
 * picks the Order. An Order comes into force only by a second person's approval, and what it says is fixed from then.
 */
export class Migration20261125x09Fees extends Migration {
  override name = '20261125-09-fees';

  override up(): void {
    this.addStates();
    this.addOrders();
    this.addRehearsals();
    this.addHistory();
    this.addPeriods();
    this.addOrderRules();
    this.addRuleRules();
    this.addGrants();
  }

  private addStates(): void {
    this.addSql(`
      create table fee_order_state (
        state text primary key,
        in_force boolean not null,
        is_open boolean not null)`);
    const states = STATES.map(([state, inForce, open]) => `('${state}', ${inForce}, ${open})`);
    this.addSql(`insert into fee_order_state (state, in_force, is_open) values ${states.join(', ')}`);
    this.addSql(`
      create table fee_order_move (
        from_state text not null references fee_order_state,
        to_state text not null references fee_order_state,
        primary key (from_state, to_state))`);
    const moves = Object.entries(MOVES).flatMap(([from, tos]) => tos.map((to) => `('${from}', '${to}')`));
    this.addSql(`insert into fee_order_move (from_state, to_state) values ${moves.join(', ')}`);
  }

  private addOrders(): void {
    this.addSql(`
      create table fee_order (
        id integer generated always as identity primary key,
        title text not null check (length(title) between 1 and 200),
        citation text check (length(citation) between 1 and 60),
        effective_from date not null check (effective_from >= '2007-10-01'),
        state text not null default 'draft' references fee_order_state,
        state_since timestamptz not null,
        drafted_by integer references staff,
        drafted_at timestamptz not null,
        approval_id bigint unique references approval,
        cancellation_approval_id bigint unique references approval,
        version integer not null default 1)`);
    this.addSql(`
      create unique index fee_order_live_date on fee_order (effective_from) where state <> 'cancelled'`);
    this.addSql(`
      create table fee_rule (
        id integer generated always as identity primary key,
        fee_order_id integer not null references fee_order,
        fee_kind text not null check (fee_kind in ('full', 'half', 'repeat', 'quarter', 'exempt')),
        amount bigint not null check (amount between 0 and 9999999),
        unique (fee_order_id, fee_kind),
        check ((fee_kind = 'exempt') = (amount = 0)))`);
    this.addSql(`
      create table fee_order_editor (
        fee_order_id integer not null references fee_order,
        staff_id integer not null references staff,
        edited_at timestamptz not null,
        primary key (fee_order_id, staff_id))`);
  }

  private addRehearsals(): void {
    this.addSql(`
      create table fee_rehearsal (
        id integer generated always as identity primary key,
        fee_order_id integer not null references fee_order,
        subject_hash text not null check (subject_hash ~ '^[0-9a-f]{64}$'),
        quarter_from date not null,
        quarter_before date not null check (quarter_before > quarter_from),
        rehearsed_by integer not null references staff,
        rehearsed_at timestamptz not null,
        line_count integer not null check (line_count >= 0),
        straddling integer not null check (straddling between 0 and line_count),
        unpriced integer not null check (unpriced between 0 and line_count),
        amount_before bigint not null check (amount_before >= 0),
        amount_after bigint not null check (amount_after >= 0),
        amount_later bigint not null check (amount_later >= 0))`);
    this.addSql(`create index fee_rehearsal_order on fee_rehearsal (fee_order_id, id)`);
    this.addSql(`
      create table fee_rehearsal_organisation (
        fee_rehearsal_id integer not null references fee_rehearsal,
        organisation_id integer not null references organisation,
        line_count integer not null check (line_count >= 1),
        straddling integer not null check (straddling between 0 and line_count),
        amount_before bigint not null,
        amount_after bigint not null,
        amount_later bigint not null,
        primary key (fee_rehearsal_id, organisation_id))`);
    this.addSql(`
      create index fee_rehearsal_organisation_effect
      on fee_rehearsal_organisation (fee_rehearsal_id, (abs(amount_after - amount_before)) desc, organisation_id)`);
  }

  private addHistory(): void {
    for (const { title, citation, effectiveFrom, prices } of FEE_HISTORY) {
      const cited = citation === null ? 'null' : `'${citation}'`;
      const began = `timestamptz '${effectiveFrom} 00:00 Europe/London'`;
      const rules = Object.entries(prices).map(([kind, amount]) => `('${kind}', ${amount})`);
      this.addSql(`
        with entered as (
          insert into fee_order (title, citation, effective_from, state, state_since, drafted_at)
          values ('${title}', ${cited}, '${effectiveFrom}', 'approved', ${began}, ${began}) returning id)
        insert into fee_rule (fee_order_id, fee_kind, amount)
        select entered.id, price.kind, price.amount from entered, (values ${rules.join(', ')}) as price (kind, amount)`);
    }
  }

  private addPeriods(): void {
    this.addSql(`
      create view fee_order_period with (security_invoker = true) as
      select fee_order.id as fee_order_id, effective_from as received_from,
        lead(effective_from) over (order by effective_from) as received_before
      from fee_order join fee_order_state on fee_order_state.state = fee_order.state where in_force`);
    this.addSql(`
      create view fee_rule_period with (security_invoker = true) as
      select fee_rule.id as fee_rule_id, fee_rule.fee_order_id, fee_kind, amount, received_from, received_before
      from fee_order_period join fee_rule on fee_rule.fee_order_id = fee_order_period.fee_order_id`);
    // An Order that begins later can have priced nothing yet; for one that has begun, no line may come in between.
    this.addSql(`
      create function fee_order_hold_lines(effective_from date, on_day date) returns void
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        if effective_from <= on_day then
          lock table invoice_line in share mode;
        end if;
      end $$`);
    this.addSql(`revoke all on function fee_order_hold_lines(date, date) from public`);
    this.addSql(`
      create function fee_order_is_used(of_order integer) returns boolean language sql stable
      set search_path = public, pg_temp as $$
        select exists (
          select from fee_order_period join invoice_line on received_on >= received_from
            and (received_before is null or received_on < received_before)
          where fee_order_id = of_order)
      $$`);
  }

  private addOrderRules(): void {
    this.addSql(`
      create function fee_order_changes_legally() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        on_day date := (new.state_since at time zone 'Europe/London')::date; needed bigint; last_priced date;
      begin
        if new.id <> old.id or new.drafted_by is distinct from old.drafted_by or new.drafted_at <> old.drafted_at then
          raise exception 'who drafted a fee order does not change'
            using errcode = 'integrity_constraint_violation', constraint = 'fee_order_fixed';
        end if;
        if (new.title <> old.title or new.citation is distinct from old.citation
            or new.effective_from <> old.effective_from)
           and not (old.state = new.state and (select is_open from fee_order_state where state = old.state)) then
          raise exception 'fee order % is % and no longer a draft', old.id, old.state
            using errcode = 'integrity_constraint_violation', constraint = 'fee_order_fixed';
        end if;
        if new.state = old.state then
          return new;
        end if;
        if not exists (select from fee_order_move where from_state = old.state and to_state = new.state) then
          raise exception 'a fee order cannot go from % to %', old.state, new.state
            using errcode = 'integrity_constraint_violation', constraint = 'fee_order_moves_legally';
        end if;
        needed := case
          when old.state = 'awaiting-approval' and new.state = 'approved' then new.approval_id
          when old.state = 'awaiting-cancellation' and new.state = 'cancelled' then new.cancellation_approval_id
          else 0 end;
        if needed is distinct from 0 and not exists (
          select from approval where id = needed and subject_kind = 'fee-order' and subject_id = new.id::text
            and state = 'approved') then
          raise exception 'fee order % lacks a second person''s approval', new.id
            using errcode = 'integrity_constraint_violation', constraint = 'fee_order_needs_approval';
        end if;
        if old.state = 'awaiting-approval' and new.state = 'approved' then
          perform fee_order_hold_lines(new.effective_from, on_day);
          select max(received_on) into last_priced from invoice_line;
          if new.effective_from <= last_priced then
            raise exception 'fee order % would begin on a day already billed by', new.id
              using errcode = 'integrity_constraint_violation', constraint = 'fee_order_begins_after_what_is_billed';
          end if;
          if (select count(*) from fee_rule where fee_order_id = new.id) <> 5 then
            raise exception 'fee order % lacks a price', new.id
              using errcode = 'integrity_constraint_violation', constraint = 'fee_order_is_whole';
          end if;
        end if;
        if new.state in ('awaiting-cancellation', 'cancelled') and old.state in ('approved', 'awaiting-cancellation') then
          perform fee_order_hold_lines(new.effective_from, on_day);
          if fee_order_is_used(new.id) then
            raise exception 'fee order % has priced what is billed', new.id
              using errcode = 'integrity_constraint_violation', constraint = 'fee_order_locked_once_used';
          end if;
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger fee_order_changes_legally before update on fee_order
      for each row execute function fee_order_changes_legally()`);
    this.addSql(`
      create trigger fee_order_kept before delete on fee_order for each row execute function refuse_change()`);
    for (const table of ['fee_order', 'fee_rule', 'fee_order_editor', 'fee_rehearsal', 'fee_rehearsal_organisation']) {
      this.addSql(`
        create trigger ${table}_no_truncate before truncate on ${table}
        for each statement execute function refuse_change()`);
    }
    for (const table of ['fee_order_editor', 'fee_rehearsal', 'fee_rehearsal_organisation']) {
      this.addSql(`
        create trigger ${table}_append_only before update or delete on ${table}
        for each row execute function refuse_change()`);
    }
  }

  /** A price is changed while its Order is a draft, and its Order does not leave the draft meanwhile. */
  private addRuleRules(): void {
    this.addSql(`
      create function fee_rule_of_a_draft() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        order_state text;
      begin
        select state into order_state from fee_order where id = new.fee_order_id for share;
        if order_state <> 'draft' or (tg_op = 'UPDATE' and (new.id, new.fee_order_id, new.fee_kind)
           is distinct from (old.id, old.fee_order_id, old.fee_kind)) then
          raise exception 'fee order % is % and no longer a draft', new.fee_order_id, order_state
            using errcode = 'integrity_constraint_violation', constraint = 'fee_rule_of_a_draft';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger fee_rule_of_a_draft before insert or update on fee_rule
      for each row execute function fee_rule_of_a_draft()`);
    this.addSql(`
      create trigger fee_rule_kept before delete on fee_rule for each row execute function refuse_change()`);
  }

  private addGrants(): void {
    this.addSql(`grant select on fee_order_state, fee_order_move, fee_order_period, fee_rule_period
      to counterfoil_server`);
    this.addSql(`grant select, insert (title, citation, effective_from, state_since, drafted_by, drafted_at),
      update (title, citation, effective_from, state, state_since, approval_id, cancellation_approval_id, version)
      on fee_order to counterfoil_server`);
    this.addSql(`grant select, insert, update (amount) on fee_rule to counterfoil_server`);
    this.addSql(`grant select, insert on fee_order_editor, fee_rehearsal, fee_rehearsal_organisation
      to counterfoil_server`);
    this.addSql(`grant execute on function fee_order_is_used(integer) to counterfoil_server`);
  }
}
