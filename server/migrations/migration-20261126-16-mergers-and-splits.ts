import { Migration } from '@mikro-orm/migrations';

/** State → states it may go to. */
const MOVES: readonly (readonly [from: string, to: string])[] = [
  ['waiting', 'agreed'],
  ['waiting', 'dropped'],
  ['agreed', 'effective'],
  ['agreed', 'dropped'],
];

/**
 * One organisation takes over from another: all of it (a merger), or a branch some of it (a split), from a day on.
 *
 * Where a merged organisation's registrations go now is `merged_into_id`. It never points at one that is merged itself:
 * when a survivor merges in turn, those that were merged into it are pointed on. So there is no chain to follow and no
 * circle to be caught in.
 */
export class Migration20261126x16MergersAndSplits extends Migration {
  override name = '20261126-16-mergers-and-splits';

  override up(): void {
    this.addSuccessions();
    this.addMoves();
    this.addMergedInto();
    this.letMergersClose();
  }

  private addSuccessions(): void {
    this.addSql(`
      create table organisation_succession (
        id integer generated always as identity primary key,
        kind text not null check (kind in ('merge', 'split')),
        from_id integer not null references organisation,
        to_id integer not null references organisation,
        effective_on date not null,
        reason text not null check (length(reason) between 1 and 300),
        lpa_references text[] not null default '{}',
        asked_by integer not null references staff,
        asked_at timestamptz not null,
        state text not null default 'waiting' check (state in ('waiting', 'agreed', 'effective', 'dropped')),
        state_since timestamptz not null,
        approval_id bigint unique references approval,
        constraint organisation_succeeds_another check (from_id <> to_id),
        check (kind = 'split' or lpa_references = '{}'),
        check (state in ('waiting', 'dropped') or approval_id is not null))`);
    this.addSql(`
      create unique index organisation_succession_one_open on organisation_succession (from_id)
      where state in ('waiting', 'agreed')`);
    this.addSql(`
      create index organisation_succession_to on organisation_succession (to_id) where state in ('waiting', 'agreed')`);
    this.addSql(
      `create index organisation_succession_due on organisation_succession (effective_on) where state = 'agreed'`,
    );
    // Both rows are locked, in the order of their ids, so that of two that would cross the later sees the earlier.
    this.addSql(`
      create function organisation_succession_does_not_cross() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        perform from organisation where id in (new.from_id, new.to_id) order by id for no key update;
        if exists (select from organisation_succession other where other.id <> new.id
                   and other.state in ('waiting', 'agreed')
                   and (other.from_id in (new.from_id, new.to_id)
                     or new.kind = 'merge' and other.to_id = new.from_id)) then
          raise exception 'one of these organisations is to merge or be split already'
            using errcode = 'integrity_constraint_violation', constraint = 'organisation_succession_does_not_cross';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger organisation_succession_does_not_cross before insert on organisation_succession
      for each row execute function organisation_succession_does_not_cross()`);
    this.addSql(`grant select on organisation_succession to counterfoil_server`);
    this.addSql(`
      grant insert (kind, from_id, to_id, effective_on, reason, lpa_references, asked_by, asked_at, state_since),
        update (state, state_since, approval_id) on organisation_succession to counterfoil_server`);
  }

  private addMoves(): void {
    this.addSql(`
      create table organisation_succession_move (
        from_state text not null,
        to_state text not null,
        primary key (from_state, to_state))`);
    const moves = MOVES.map(([from, to]) => `('${from}', '${to}')`).join(', ');
    this.addSql(`insert into organisation_succession_move (from_state, to_state) values ${moves}`);
    this.addSql(`grant select on organisation_succession_move to counterfoil_server`);
    this.addSql(`
      create function organisation_succession_moves_legally() returns trigger language plpgsql as $$
      begin
        if to_jsonb(new) - array['state', 'state_since', 'approval_id']
           <> to_jsonb(old) - array['state', 'state_since', 'approval_id']
           or not exists (select from organisation_succession_move
             where from_state = old.state and to_state = new.state) then
          raise exception 'a merger or split cannot go from % to %', old.state, new.state
            using errcode = 'integrity_constraint_violation', constraint = 'organisation_succession_moves_legally';
        end if;
        if new.state = 'agreed' and not exists (
          select from approval where id = new.approval_id and state = 'approved' and requested_by = new.asked_by
            and subject_kind = 'organisation-succession' and subject_id = new.id::text) then
          raise exception 'merger or split % is not approved', new.id
            using errcode = 'integrity_constraint_violation', constraint = 'organisation_succession_approved';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger organisation_succession_moves_legally before update on organisation_succession
      for each row execute function organisation_succession_moves_legally()`);
  }

  private addMergedInto(): void {
    this.addSql(`
      alter table organisation
        add column merged_into_id integer references organisation,
        add constraint organisation_not_merged_into_itself check (merged_into_id <> id),
        add constraint organisation_merged_is_closed check (merged_into_id is null or status = 'closed')`);
    this.addSql(`create index organisation_merged on organisation (merged_into_id) where merged_into_id is not null`);
    this.addSql(`
      create function organisation_merges_one_level() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        if tg_op = 'UPDATE' and new.merged_into_id is not distinct from old.merged_into_id then
          return new;
        end if;
        if tg_op = 'INSERT' then
          if new.merged_into_id is null then
            return new;
          end if;
        elsif new.merged_into_id is null or not exists (
          select from organisation_succession its where its.kind = 'merge' and its.state = 'effective'
            and age(its.xmin) = 0 and its.from_id in (new.id, old.merged_into_id)) then
          raise exception 'organisation % merges only as was agreed', new.reference
            using errcode = 'integrity_constraint_violation', constraint = 'organisation_merges_as_agreed';
        end if;
        perform from organisation where id = new.merged_into_id for no key update;
        if exists (select from organisation where id = new.merged_into_id and merged_into_id is not null)
           or exists (select from organisation where merged_into_id = new.id) then
          raise exception 'organisation % would be one of a chain of mergers', new.reference
            using errcode = 'integrity_constraint_violation', constraint = 'organisation_merges_one_level';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger organisation_merges_one_level before insert or update on organisation
      for each row execute function organisation_merges_one_level()`);
  }

  /** A merger that two people agreed on closes the organisation; every other closing is a change of its own. */
  private letMergersClose(): void {
    this.addSql(`
      create or replace function organisation_changes_as_approved() returns trigger language plpgsql as $$
      declare
        was jsonb := organisation_sensitive_facts(old);
        changed jsonb;
      begin
        select jsonb_object_agg(key, value) into changed
          from jsonb_each(organisation_sensitive_facts(new)) where value is distinct from was -> key;
        if changed is null then
          return new;
        end if;
        if changed = '{"closed": true}' and exists (
          select from organisation_succession its where its.from_id = new.id and its.kind = 'merge'
            and its.state = 'effective' and age(its.xmin) = 0 and new.merged_into_id is not null) then
          return new;
        end if;
        if not exists (
          select from organisation_change change
          where change.organisation_id = new.id and change.state = 'applied' and age(change.xmin) = 0
            and not exists (select from jsonb_each(changed) one
              where one.value is distinct from case one.key
                when 'closed' then to_jsonb(change.becomes ->> 'status' = 'closed')
                else change.becomes -> one.key end)) then
          raise exception 'nobody has approved this of organisation %: %', new.reference, changed
            using errcode = 'integrity_constraint_violation', constraint = 'organisation_changes_as_approved';
        end if;
        return new;
      end $$`);
  }
}
