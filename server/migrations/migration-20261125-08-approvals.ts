import { Migration } from '@mikro-orm/migrations';

/** State → whether a second person brought it about. */
const STATES: readonly (readonly [state: string, needsSecondPerson: boolean])[] = [
  ['pending', false],
  ['approved', true],
  ['returned', true],
  ['withdrawn', false],
  ['voided', false],
];

/** Role, kind of subject ('*': every kind without a row of its own), most per approval, most per organisation and day; pence. */
const LIMITS: readonly (readonly [role: string, kind: string, perApproval: number, perOrganisationDay: number])[] = [
  ['team-leader', '*', 500_000, 1_000_000],
  ['finance-manager', '*', 25_000_000, 50_000_000],
  ['finance-manager', 'bill-run', 99_999_999_999, 99_999_999_999],
  // Decides what moves no money: who may do what.
  ['administrator', '*', 0, 0],
];

/**
 * Four eyes. An approval is asked for once and never edited; how it ends is one row, written once, and that row moves
 * the state. So the server needs no right to change anything here, and whoever asked for a thing or edited it cannot
 * be written as the one who approved it: not by a second window, not by SQL.
 */
export class Migration20261125x08Approvals extends Migration {
  override name = '20261125-08-approvals';

  override up(): void {
    this.addStates();
    this.addTables();
    this.addMoves();
    this.addDecisionRules();
    this.addEditorRule();
    this.addGrants();
  }

  private addStates(): void {
    this.addSql(`
      create table approval_state (
        state text primary key,
        needs_second_person boolean not null)`);
    const states = STATES.map(([state, needs]) => `('${state}', ${needs})`);
    this.addSql(`insert into approval_state (state, needs_second_person) values ${states.join(', ')}`);
    this.addSql(`
      create table approval_move (
        from_state text not null references approval_state,
        to_state text not null references approval_state,
        primary key (from_state, to_state))`);
    this.addSql(`
      insert into approval_move (from_state, to_state)
      select 'pending', state from approval_state where state <> 'pending'`);
    this.addSql(`
      create table approval_limit (
        role text not null check (role in ('agent', 'team-leader', 'support', 'finance', 'finance-manager', 'auditor',
          'administrator')),
        subject_kind text not null check (subject_kind = '*' or subject_kind ~ '^[a-z]+(-[a-z]+)*$'),
        per_approval bigint not null check (per_approval between 0 and 99999999999),
        per_organisation_day bigint not null check (per_organisation_day >= per_approval),
        primary key (role, subject_kind))`);
    const limits = LIMITS.map(([role, kind, one, day]) => `('${role}', '${kind}', ${one}, ${day})`);
    this.addSql(`
      insert into approval_limit (role, subject_kind, per_approval, per_organisation_day) values ${limits.join(', ')}`);
  }

  private addTables(): void {
    this.addSql(`
      create table approval (
        id bigint generated always as identity primary key,
        subject_kind text not null check (subject_kind ~ '^[a-z]+(-[a-z]+)*$'),
        subject_id text not null check (length(subject_id) between 1 and 80),
        subject_hash text not null check (subject_hash ~ '^[0-9a-f]{64}$'),
        title text not null check (length(title) between 1 and 200),
        summary jsonb not null check (jsonb_typeof(summary) = 'array'),
        amount bigint not null check (amount between 0 and 99999999999),
        organisation_id integer references organisation,
        link text not null check (link ~ '^/[^/\\\\]' and length(link) <= 200),
        requested_by integer not null references staff,
        requested_at timestamptz not null,
        state text not null default 'pending' references approval_state,
        state_since timestamptz not null,
        unique (id, requested_by, subject_hash))`);
    this.addSql(`
      create unique index approval_one_pending on approval (subject_kind, subject_id) where state = 'pending'`);
    this.addSql(`create index approval_subject on approval (subject_kind, subject_id, id)`);
    this.addSql(`create index approval_requester on approval (requested_by, id)`);
    this.addSql(`create index approval_ended on approval (state_since desc, id desc) where state <> 'pending'`);
    this.addSql(`
      create table approval_editor (
        approval_id bigint not null references approval,
        staff_id integer not null references staff,
        recorded_at timestamptz not null,
        primary key (approval_id, staff_id))`);
    this.addSql(`
      create table approval_decision (
        approval_id bigint primary key,
        requested_by integer not null,
        subject_hash text not null,
        outcome text not null references approval_state check (outcome <> 'pending'),
        decided_by integer references staff,
        session_id bigint references staff_session,
        decided_at timestamptz not null,
        decided_on date not null,
        reason text check (length(reason) between 1 and 1000),
        foreign key (approval_id, requested_by, subject_hash) references approval (id, requested_by, subject_hash),
        constraint approval_decision_by_somebody check (
          outcome not in ('approved', 'returned') or (decided_by is not null and session_id is not null)),
        constraint approval_never_by_its_requester check (
          outcome not in ('approved', 'returned') or decided_by <> requested_by),
        check (outcome not in ('returned', 'voided') or reason is not null))`);
    this.addSql(`
      create index approval_decision_of_a_day on approval_decision (decided_by, decided_on) where outcome = 'approved'`);
  }

  private addMoves(): void {
    this.addSql(`
      create function approval_moves_legally() returns trigger language plpgsql as $$
      begin
        if to_jsonb(new) - array['state', 'state_since'] <> to_jsonb(old) - array['state', 'state_since'] then
          raise exception 'what was asked to be approved cannot change'
            using errcode = 'integrity_constraint_violation', constraint = 'approval_asked_once';
        end if;
        if not exists (select from approval_move where from_state = old.state and to_state = new.state) then
          raise exception 'an approval cannot go from % to %', old.state, new.state
            using errcode = 'integrity_constraint_violation', constraint = 'approval_moves_legally';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger approval_moves_legally before update on approval
      for each row execute function approval_moves_legally()`);
    this.addSql(`
      create trigger approval_kept before delete on approval for each row execute function refuse_change()`);
    for (const table of ['approval_decision', 'approval_editor']) {
      this.addSql(`
        create trigger ${table}_append_only before update or delete on ${table}
        for each row execute function refuse_change()`);
    }
    for (const table of ['approval', 'approval_decision', 'approval_editor']) {
      this.addSql(`
        create trigger ${table}_no_truncate before truncate on ${table}
        for each statement execute function refuse_change()`);
    }
  }

  /** The update locks the approval and holds only from pending: of two decisions at once the second finds it decided. */
  private addDecisionRules(): void {
    this.addSql(`
      create function approval_decided_once() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        asked approval%rowtype; reach bigint;
      begin
        update approval set state = new.outcome, state_since = new.decided_at
          where id = new.approval_id and state = 'pending' returning * into asked;
        if not found then
          raise exception 'approval % is not pending', new.approval_id
            using errcode = 'integrity_constraint_violation', constraint = 'approval_decided_once';
        end if;
        if new.outcome in ('approved', 'returned') and exists (
          select from approval_editor where approval_id = new.approval_id and staff_id = new.decided_by) then
          raise exception 'approval % would be decided by one of its editors', new.approval_id
            using errcode = 'integrity_constraint_violation', constraint = 'approval_never_by_an_editor';
        end if;
        if new.outcome <> 'approved' then
          return new;
        end if;
        if not exists (
          select from staff_session where id = new.session_id and staff_id = new.decided_by and ended_at is null
            and new.decided_at between opened_at and opened_at + interval '5 minutes') then
          raise exception 'approval % would be decided on an old sign-in', new.approval_id
            using errcode = 'integrity_constraint_violation', constraint = 'approval_needs_fresh_sign_in';
        end if;
        select max(usual.per_approval) into reach
          from staff join staff_role held on held.staff_id = staff.id
          join lateral (
            select per_approval from approval_limit
              where role = held.role and subject_kind in (asked.subject_kind, '*')
              order by subject_kind = '*' limit 1) usual on true
          where staff.id = new.decided_by and staff.status = 'active';
        if reach is null or reach < asked.amount then
          raise exception 'approval % is beyond what its approver may decide', new.approval_id
            using errcode = 'integrity_constraint_violation', constraint = 'approval_within_limit';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger approval_decided_once before insert on approval_decision
      for each row execute function approval_decided_once()`);
  }

  /** Whoever has decided it cannot afterwards be found to have edited it; the lock makes the two take turns. */
  private addEditorRule(): void {
    this.addSql(`
      create function approval_editor_did_not_decide() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        perform from approval where id = new.approval_id for update;
        if exists (
          select from approval_decision where approval_id = new.approval_id and decided_by = new.staff_id
            and outcome in ('approved', 'returned')) then
          raise exception 'approval % was decided by the one who now edits it', new.approval_id
            using errcode = 'integrity_constraint_violation', constraint = 'approval_never_by_an_editor';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger approval_editor_did_not_decide before insert on approval_editor
      for each row execute function approval_editor_did_not_decide()`);
  }

  private addGrants(): void {
    this.addSql(`grant select on approval_state, approval_move, approval_limit, approval to counterfoil_server`);
    this.addSql(`
      grant insert (subject_kind, subject_id, subject_hash, title, summary, amount, organisation_id, link, requested_by,
        requested_at, state_since) on approval to counterfoil_server`);
    this.addSql(`grant select, insert on approval_editor, approval_decision to counterfoil_server`);
  }
}
