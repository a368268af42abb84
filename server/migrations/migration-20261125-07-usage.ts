import { Migration } from '@mikro-orm/migrations';

const MOVES: readonly (readonly [from: string, to: string])[] = [
  ['received', 'reading'],
  ['received', 'cancelled'],
  ['reading', 'done'],
  ['reading', 'refused'],
  ['reading', 'cancelled'],
  ['cancelled', 'received'],
];

const FEE_KINDS = `('full', 'half', 'repeat', 'quarter', 'exempt', 'hardship')`;

/**
 * Registered LPAs and how they came in.
 *
 * A delivery is the inbox row: one batch of the feed or one file, never changed after. How far it got is kept beside
 * it, and so is what became of each row that was not simply accepted. A registration holds the facts as they are now;
 * its first facts and every change to them are kept, never changed, so that the facts can be worked out again.
 */
export class Migration20261125x07Usage extends Migration {
  override name = '20261125-07-usage';

  override up(): void {
    this.addDeliveries();
    this.addRegistrations();
    this.addChanges();
    this.addGuards();
    this.addGrants();
  }

  private addDeliveries(): void {
    this.addSql(`
      create table usage_delivery (
        id bigint generated always as identity primary key,
        channel text not null check (channel in ('feed', 'upload', 'folder')),
        name text not null check (length(name) between 1 and 120),
        sha256 bytea not null check (length(sha256) = 32),
        byte_count bigint not null check (byte_count between 1 and 536870912),
        file_id uuid unique,
        staff_id integer references staff,
        received_by text not null check (length(received_by) between 1 and 120),
        received_at timestamptz not null,
        check ((channel = 'feed') = (file_id is null)))`);
    this.addSql(`create unique index usage_delivery_same_file on usage_delivery (sha256) where channel <> 'feed'`);
    this.addSql(`create index usage_delivery_channel on usage_delivery (channel, id)`);
    this.addSql(`
      create table usage_file_part (
        file_id uuid not null,
        part integer not null check (part between 0 and 2047),
        bytes bytea not null check (length(bytes) between 1 and 262144),
        sent_by text not null check (length(sent_by) between 1 and 120),
        recorded_at timestamptz not null,
        primary key (file_id, part))`);
    // Not compressed, so that a piece of a part is read without the rest of it.
    this.addSql(`alter table usage_file_part alter column bytes set storage external`);
    this.addSql(`create index usage_file_part_age on usage_file_part (recorded_at)`);
    this.addSql(`create table usage_delivery_state (state text primary key)`);
    this.addSql(
      `insert into usage_delivery_state (state) values ('received'), ('reading'), ('done'), ('refused'), ('cancelled')`,
    );
    this.addSql(`
      create table usage_delivery_move (
        from_state text not null references usage_delivery_state,
        to_state text not null references usage_delivery_state,
        primary key (from_state, to_state))`);
    const moves = MOVES.map(([from, to]) => `('${from}', '${to}')`).join(', ');
    this.addSql(`insert into usage_delivery_move (from_state, to_state) values ${moves}`);
    this.addSql(`
      create table usage_delivery_progress (
        delivery_id bigint primary key references usage_delivery,
        state text not null references usage_delivery_state,
        state_since timestamptz not null,
        read_by_copy integer references server_copy,
        cancel_asked_at timestamptz,
        bytes_read bigint not null default 0 check (bytes_read >= 0),
        row_count integer not null default 0 check (row_count >= 0),
        accepted integer not null default 0 check (accepted >= 0),
        duplicate integer not null default 0 check (duplicate >= 0),
        refused integer not null default 0 check (refused >= 0),
        corrected integer not null default 0 check (corrected >= 0),
        withdrawn integer not null default 0 check (withdrawn >= 0),
        waiting integer not null default 0 check (waiting >= 0),
        refusal text,
        refusal_facts jsonb,
        constraint usage_delivery_counts_add_up check (
          accepted + duplicate + refused + corrected + withdrawn + waiting
            = case state when 'done' then row_count else 0 end),
        check ((state = 'refused') = (refusal is not null)),
        check ((refusal is null) = (refusal_facts is null)))`);
    this.addSql(`
      create index usage_delivery_unfinished on usage_delivery_progress (delivery_id)
      where state in ('received', 'reading')`);
    this.addSql(`
      create index usage_delivery_problems on usage_delivery_progress (delivery_id)
      where refused > 0 or state = 'refused'`);
    this.addSql(`
      create table usage_row_result (
        delivery_id bigint not null references usage_delivery,
        row_number integer not null check (row_number >= 1),
        outcome text not null check (outcome in ('duplicate', 'refused', 'corrected', 'withdrawn', 'waiting')),
        reason text,
        facts jsonb not null,
        lpa_reference text,
        primary key (delivery_id, row_number),
        check ((outcome = 'refused') = (reason is not null)))`);
    this.addSql(`create index usage_row_result_outcome on usage_row_result (delivery_id, outcome, row_number)`);
  }

  private addRegistrations(): void {
    // Collation C: a reference is found by its beginning through the same index that keeps it unique.
    this.addSql(`
      create table registration (
        id bigint generated always as identity primary key,
        event_id uuid not null unique,
        lpa_reference text collate "C" not null unique
          check (lpa_reference ~ '^(7[0-9]{3}(-[0-9]{4}){2}|M(-[0-9]{4}){3}|[23][0-9]{6})$'),
        organisation_id integer not null references organisation,
        lpa_kind text not null check (lpa_kind in ('property-and-affairs', 'health-and-welfare')),
        received_on date not null,
        registered_on date not null,
        fee_kind text not null check (fee_kind in ${FEE_KINDS}),
        channel text not null check (channel in ('online', 'paper')),
        donor_key text not null check (donor_key ~ '^[A-Za-z0-9_-]{8,64}$'),
        own_reference text check (length(own_reference) between 1 and 60),
        stated_fee bigint check (stated_fee between 0 and 10000000),
        delivery_id bigint not null references usage_delivery,
        delivery_row integer not null check (delivery_row >= 1),
        recorded_at timestamptz not null,
        facts_as_of timestamptz not null,
        withdrawn_at timestamptz,
        version integer not null default 1 check (version >= 1),
        check (registered_on >= received_on))`);
    this.addSql(`create index registration_organisation on registration (organisation_id, registered_on, id)`);
    this.addSql(`create index registration_day on registration (registered_on, id)`);
    this.addSql(`
      create index registration_own_reference on registration (lower(own_reference) text_pattern_ops)
      where own_reference is not null`);
    this.addSql(`
      create function registration_facts(r registration) returns jsonb language sql stable
      return jsonb_build_object(
        'organisationId', r.organisation_id, 'lpaKind', r.lpa_kind, 'receivedOn', r.received_on,
        'registeredOn', r.registered_on, 'feeKind', r.fee_kind, 'channel', r.channel, 'donorKey', r.donor_key,
        'ownReference', r.own_reference, 'withdrawnAt', r.withdrawn_at)`);
  }

  private addChanges(): void {
    this.addSql(`
      create table registration_origin (
        registration_id bigint primary key references registration,
        facts jsonb not null)`);
    this.addSql(`
      create table registration_change (
        id bigint generated always as identity primary key,
        event_id uuid not null unique,
        registration_id bigint not null references registration,
        kind text not null check (kind in ('correction', 'withdrawal')),
        occurred_at timestamptz not null,
        says jsonb not null,
        before jsonb not null,
        after jsonb not null,
        delivery_id bigint not null references usage_delivery,
        delivery_row integer not null check (delivery_row >= 1),
        recorded_at timestamptz not null,
        check ((kind = 'withdrawal') = (says = '{}')))`);
    this.addSql(
      `create index registration_change_order on registration_change (registration_id, occurred_at, event_id)`,
    );
    this.addSql(`create index registration_change_delivery on registration_change (delivery_id)`);
    this.addSql(`
      create table usage_waiting_change (
        event_id uuid primary key,
        lpa_reference text collate "C" not null,
        kind text not null check (kind in ('correction', 'withdrawal')),
        occurred_at timestamptz not null,
        says jsonb not null,
        delivery_id bigint not null references usage_delivery,
        delivery_row integer not null check (delivery_row >= 1),
        recorded_at timestamptz not null,
        applied_at timestamptz)`);
    this.addSql(`
      create index usage_waiting_change_open on usage_waiting_change (lpa_reference) where applied_at is null`);
    this.addSql(`create index usage_waiting_change_delivery on usage_waiting_change (delivery_id)`);
  }

  private addGuards(): void {
    this.addSql(`
      create function usage_delivery_moves_legally() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          if new.state <> (select case channel when 'feed' then 'done' else 'received' end
              from usage_delivery where id = new.delivery_id) then
            raise exception 'a delivery does not start in %', new.state
              using errcode = 'integrity_constraint_violation', constraint = 'usage_delivery_moves_legally';
          end if;
        elsif new.delivery_id <> old.delivery_id or new.state <> old.state and not exists (
          select from usage_delivery_move where from_state = old.state and to_state = new.state) then
          raise exception 'a delivery cannot go from % to %', old.state, new.state
            using errcode = 'integrity_constraint_violation', constraint = 'usage_delivery_moves_legally';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger usage_delivery_moves_legally before insert or update on usage_delivery_progress
      for each row execute function usage_delivery_moves_legally()`);

    // Facts change by recorded changes alone: as many versions as changes, and the first.
    this.addSql(`
      create function registration_changes_are_recorded() returns trigger language plpgsql as $$
      declare
        now_in integer; recorded integer;
      begin
        select version into now_in from registration where id = new.id;
        select count(*) into recorded from registration_change where registration_id = new.id;
        if now_in <> recorded + 1
           or not exists (select from registration_origin where registration_id = new.id) then
          raise exception 'registration % is in version % and has % changes', new.id, now_in, recorded
            using errcode = 'integrity_constraint_violation', constraint = 'registration_changes_are_recorded';
        end if;
        return null;
      end $$`);
    this.addSql(`
      create constraint trigger registration_changes_are_recorded after update on registration
      deferrable initially deferred for each row execute function registration_changes_are_recorded()`);
    this.addSql(`
      create trigger registration_stays before delete on registration
      for each row execute function refuse_change()`);
    this.addSql(`
      create trigger registration_no_truncate before truncate on registration
      for each statement execute function refuse_change()`);
    for (const table of ['usage_delivery', 'usage_row_result', 'registration_origin', 'registration_change']) {
      this.addSql(`
        create trigger ${table}_append_only before update or delete on ${table}
        for each row execute function refuse_change()`);
      this.addSql(`
        create trigger ${table}_no_truncate before truncate on ${table}
        for each statement execute function refuse_change()`);
    }

    // The one way in which parts of a file go: nobody delivered them, or they hold what must not be kept.
    this.addSql(`
      create function discard_usage_file(file uuid) returns integer
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        gone integer;
      begin
        if exists (select from usage_delivery delivery join usage_delivery_progress progress
            on progress.delivery_id = delivery.id
            where delivery.file_id = file and progress.refusal is distinct from 'FILE_HOLDS_CARD_NUMBER') then
          raise exception 'the original of a delivery is kept'
            using errcode = 'integrity_constraint_violation', constraint = 'usage_original_is_kept';
        end if;
        delete from usage_file_part where file_id = file;
        get diagnostics gone = row_count;
        return gone;
      end $$`);
    this.addSql(`revoke all on function discard_usage_file(uuid) from public`);
  }

  private addGrants(): void {
    this.addSql(`grant execute on function discard_usage_file(uuid) to counterfoil_server`);
    this.addSql(`grant select on usage_delivery_state, usage_delivery_move to counterfoil_server`);
    this.addSql(`
      grant select, insert on usage_delivery, usage_file_part, usage_delivery_progress, usage_row_result, registration,
        registration_origin, registration_change, usage_waiting_change to counterfoil_server`);
    this.addSql(`
      grant update (state, state_since, read_by_copy, cancel_asked_at, bytes_read, row_count, accepted, duplicate,
        refused, corrected, withdrawn, waiting, refusal, refusal_facts) on usage_delivery_progress
        to counterfoil_server`);
    this.addSql(`
      grant update (organisation_id, lpa_kind, received_on, registered_on, fee_kind, channel, donor_key, own_reference,
        facts_as_of, withdrawn_at, version) on registration to counterfoil_server`);
    this.addSql(`grant update (applied_at) on usage_waiting_change to counterfoil_server`);
    this.addSql(`revoke select on usage_file_part from counterfoil_report`);
  }
}
