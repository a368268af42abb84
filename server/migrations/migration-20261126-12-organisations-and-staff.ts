import { Migration } from '@mikro-orm/migrations';

/** Pairs of roles that one person may not hold together. A machine's role stands alone. */
const EXCLUSIONS: readonly (readonly [one: string, other: string])[] = [
  ['agent', 'finance'],
  ['agent', 'finance-manager'],
  ['team-leader', 'finance'],
  ['team-leader', 'finance-manager'],
  ['auditor', 'agent'],
  ['auditor', 'team-leader'],
  ['auditor', 'finance'],
  ['auditor', 'finance-manager'],
  ['administrator', 'finance'],
  ['administrator', 'finance-manager'],
  ...['agent', 'team-leader', 'support', 'finance', 'finance-manager', 'auditor', 'administrator'].map(
    (role): [string, string] => ['usage-feed', role],
  ),
];

/**
 * Organisations as finance keep them: branches, contacts, and changes that a second person approves before they are so.
 *
 * What decides when and where a bill goes (credit terms, billing cycle, address, the billing contact's e-mail, being
 * closed) changes only in the transaction of an approved change that says exactly that. So do the roles of staff once
 * they are admitted, and the person meant is never the one who approves.
 */
export class Migration20261126x12OrganisationsAndStaff extends Migration {
  override name = '20261126-12-organisations-and-staff';

  override up(): void {
    this.addBranchesAndContacts();
    this.addChanges();
    this.guardOrganisations();
    this.addRoleChanges();
    this.guardRoles();
    this.keepAnAdministrator();
  }

  private addBranchesAndContacts(): void {
    this.addSql(`
      alter table organisation
        add column contact_role text not null default '' check (length(contact_role) <= 60),
        add column parent_id integer references organisation,
        add constraint organisation_not_its_own_branch check (parent_id <> id)`);
    this.addSql(`create index organisation_branches on organisation (parent_id) where parent_id is not null`);
    // The lock makes two who would build a chain from both ends take turns, and the later one sees what the first did.
    this.addSql(`
      create function organisation_branches_one_level() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        if new.parent_id is null then
          return new;
        end if;
        perform from organisation where id = new.parent_id for no key update;
        if exists (select from organisation where id = new.parent_id and parent_id is not null)
           or exists (select from organisation where parent_id = new.id) then
          raise exception 'organisation % cannot be a branch of %: a branch has no branches', new.id, new.parent_id
            using errcode = 'integrity_constraint_violation', constraint = 'organisation_branches_one_level';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger organisation_branches_one_level before insert or update of parent_id on organisation
      for each row execute function organisation_branches_one_level()`);
    this.addSql(`
      create table organisation_contact (
        id integer generated always as identity primary key,
        organisation_id integer not null references organisation,
        name text not null check (length(name) between 1 and 80),
        role text not null check (length(role) <= 60),
        email text not null check (length(email) <= 160),
        phone text not null check (length(phone) <= 30),
        added_at timestamptz not null,
        removed_at timestamptz)`);
    this.addSql(`
      create index organisation_contact_of on organisation_contact (organisation_id, id) where removed_at is null`);
    this.addSql(`
      grant select, insert, update (name, role, email, phone, removed_at) on organisation_contact
      to counterfoil_server`);
  }

  private addChanges(): void {
    this.addSql(`
      create table organisation_change (
        id integer generated always as identity primary key,
        organisation_id integer not null references organisation,
        was jsonb not null check (jsonb_typeof(was) = 'object'),
        becomes jsonb not null check (jsonb_typeof(becomes) = 'object' and becomes <> '{}'),
        reason text check (length(reason) between 1 and 300),
        asked_by integer not null references staff,
        asked_at timestamptz not null,
        state text not null default 'waiting' check (state in ('waiting', 'applied', 'dropped')),
        ended_at timestamptz,
        approval_id bigint unique references approval,
        check ((state = 'waiting') = (ended_at is null)),
        check ((state = 'applied') = (approval_id is not null)))`);
    this.addSql(`
      create unique index organisation_change_one_waiting on organisation_change (organisation_id)
      where state = 'waiting'`);
    this.addSql(`
      create function asked_change_only_ends() returns trigger language plpgsql as $$
      begin
        if old.state <> 'waiting' or new.state = 'waiting'
           or to_jsonb(new) - array['state', 'ended_at', 'approval_id']
             <> to_jsonb(old) - array['state', 'ended_at', 'approval_id'] then
          raise exception 'a change that was asked for only ends, and once'
            using errcode = 'integrity_constraint_violation', constraint = 'asked_change_only_ends';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger asked_change_only_ends before update on organisation_change
      for each row execute function asked_change_only_ends()`);
    this.addSql(`
      create function organisation_change_approved() returns trigger language plpgsql as $$
      begin
        if new.state = 'applied' and not exists (
          select from approval where id = new.approval_id and state = 'approved' and requested_by = new.asked_by
            and subject_kind = 'organisation-change' and subject_id = new.id::text) then
          raise exception 'change % is not approved', new.id
            using errcode = 'integrity_constraint_violation', constraint = 'organisation_change_approved';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger organisation_change_approved before update on organisation_change
      for each row execute function organisation_change_approved()`);
    this.addSql(`grant select on organisation_change to counterfoil_server`);
    this.addSql(`
      grant insert (organisation_id, was, becomes, reason, asked_by, asked_at), update (state, ended_at, approval_id)
      on organisation_change to counterfoil_server`);
  }

  private guardOrganisations(): void {
    this.addSql(`
      create function organisation_sensitive_facts(its organisation) returns jsonb language sql immutable as $$
        select jsonb_build_object('creditTermsDays', its.credit_terms_days, 'billingCycle', its.billing_cycle,
          'contactEmail', its.contact_email, 'addressLines', to_jsonb(its.address_lines), 'town', its.town,
          'postcode', its.postcode, 'closed', its.status = 'closed')
      $$`);
    // A change is this transaction's own when it was written by it.
    this.addSql(`
      create function organisation_changes_as_approved() returns trigger language plpgsql as $$
      declare
        was jsonb := organisation_sensitive_facts(old);
        changed jsonb;
      begin
        select jsonb_object_agg(key, value) into changed
          from jsonb_each(organisation_sensitive_facts(new)) where value is distinct from was -> key;
        if changed is null then
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
    this.addSql(`
      create trigger organisation_changes_as_approved before update on organisation
      for each row execute function organisation_changes_as_approved()`);
  }

  private addRoleChanges(): void {
    this.addSql(`
      alter table staff
        add column status_reason text check (length(status_reason) between 1 and 300),
        add column admitted_in xid8 not null default pg_current_xact_id()`);
    this.addSql(`grant update (status_reason) on staff to counterfoil_server`);
    this.addSql(`
      create table staff_role_change (
        id integer generated always as identity primary key,
        staff_id integer not null references staff,
        was text[] not null,
        becomes text[] not null,
        asked_by integer not null references staff,
        asked_at timestamptz not null,
        state text not null default 'waiting' check (state in ('waiting', 'applied', 'dropped')),
        ended_at timestamptz,
        approval_id bigint unique references approval,
        check ((state = 'waiting') = (ended_at is null)),
        check ((state = 'applied') = (approval_id is not null)),
        constraint staff_role_change_by_another check (asked_by <> staff_id))`);
    this.addSql(`
      create unique index staff_role_change_one_waiting on staff_role_change (staff_id) where state = 'waiting'`);
    this.addSql(`
      create trigger asked_change_only_ends before update on staff_role_change
      for each row execute function asked_change_only_ends()`);
    this.addSql(`
      create function staff_role_change_approved() returns trigger language plpgsql as $$
      begin
        if new.state = 'applied' and not exists (
          select from approval join approval_decision given on given.approval_id = approval.id
          where approval.id = new.approval_id and given.outcome = 'approved' and approval.requested_by = new.asked_by
            and subject_kind = 'staff-roles' and subject_id = new.id::text and given.decided_by <> new.staff_id) then
          raise exception 'change % of roles is not approved by another than its person', new.id
            using errcode = 'integrity_constraint_violation', constraint = 'staff_role_change_approved';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger staff_role_change_approved before update on staff_role_change
      for each row execute function staff_role_change_approved()`);
    this.addSql(`grant select on staff_role_change to counterfoil_server`);
    this.addSql(`
      grant insert (staff_id, was, becomes, asked_by, asked_at), update (state, ended_at, approval_id)
      on staff_role_change to counterfoil_server`);
  }

  private guardRoles(): void {
    this.addSql(`
      create table role_exclusion (
        one text not null,
        other text not null check (other <> one),
        primary key (one, other))`);
    const pairs = EXCLUSIONS.flatMap(([one, other]) => [`('${one}', '${other}')`, `('${other}', '${one}')`]);
    this.addSql(`insert into role_exclusion (one, other) values ${pairs.join(', ')}`);
    this.addSql(`grant select on role_exclusion to counterfoil_server`);
    // The lock makes two roles that are given at once take turns, and the later one sees the first.
    this.addSql(`
      create function staff_roles_exclude() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        perform from staff where id = new.staff_id for no key update;
        if exists (select from staff_role held join role_exclusion on one = held.role and other = new.role
                   where held.staff_id = new.staff_id) then
          raise exception 'staff % cannot hold % beside the roles they have', new.staff_id, new.role
            using errcode = 'integrity_constraint_violation', constraint = 'staff_roles_exclude';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger staff_roles_exclude before insert on staff_role
      for each row execute function staff_roles_exclude()`);
    // Whoever owns the database lets the first administrators in; the server only does as approved.
    this.addSql(`
      create function staff_roles_as_approved() returns trigger language plpgsql as $$
      begin
        if current_user <> 'counterfoil_server' then
          return coalesce(new, old);
        end if;
        if tg_op = 'INSERT' and exists (
          select from staff where id = new.staff_id and admitted_in = pg_current_xact_id()) then
          return new;
        end if;
        if not exists (
          select from staff_role_change change where change.staff_id = coalesce(new.staff_id, old.staff_id)
            and change.state = 'applied' and age(change.xmin) = 0
            and (new.role is null or new.role = any (change.becomes))
            and (old.role is null or old.role <> all (change.becomes))) then
          raise exception 'nobody has approved that staff % is given or loses a role', coalesce(new.staff_id, old.staff_id)
            using errcode = 'integrity_constraint_violation', constraint = 'staff_roles_as_approved';
        end if;
        return coalesce(new, old);
      end $$`);
    this.addSql(`
      create trigger staff_roles_as_approved before insert or update or delete on staff_role
      for each row execute function staff_roles_as_approved()`);
  }

  /** Two administrators who disable each other at the same moment take turns, and the second is refused. */
  private keepAnAdministrator(): void {
    this.addSql(`
      create function staff_keeps_an_administrator() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        leaving integer := case tg_table_name when 'staff' then to_jsonb(old) -> 'id' else to_jsonb(old) -> 'staff_id' end;
      begin
        if tg_table_name = 'staff' then
          if old.status <> 'active' or new.status = 'active'
             or not exists (select from staff_role where staff_id = old.id and role = 'administrator') then
            return new;
          end if;
        elsif old.role <> 'administrator' then
          return old;
        end if;
        perform pg_advisory_xact_lock(736_003, 0);
        if not exists (select from staff join staff_role on staff_id = id and role = 'administrator'
                       where status = 'active' and id <> leaving) then
          raise exception 'staff % is the last administrator', leaving
            using errcode = 'integrity_constraint_violation', constraint = 'staff_keeps_an_administrator';
        end if;
        return coalesce(new, old);
      end $$`);
    this.addSql(`
      create trigger staff_keeps_an_administrator before update of status on staff
      for each row execute function staff_keeps_an_administrator()`);
    this.addSql(`
      create trigger staff_keeps_an_administrator before delete on staff_role
      for each row execute function staff_keeps_an_administrator()`);
  }
}
