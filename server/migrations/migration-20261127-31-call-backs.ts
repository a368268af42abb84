import { Migration } from '@mikro-orm/migrations';

/**
 * People who asked to be rung, and every time it was tried. Nobody is rung twice in a day: by day, organisation and
 * person, so that closing a call-back and asking for another makes no second call either.
 */
export class Migration20261127x31CallBacks extends Migration {
  override name = '20261127-31-call-backs';

  override up(): void {
    this.addSql(`
      create table call_back (
        id integer generated always as identity primary key,
        organisation_id integer not null references organisation,
        contact_id integer references organisation_contact,
        best_time text not null check (best_time in ('any-time', 'morning', 'midday', 'afternoon')),
        about text not null check (length(about) between 1 and 300),
        asked_by integer not null references staff,
        asked_at timestamptz not null,
        closed_at timestamptz,
        closed_by integer references staff,
        close_reason text check (close_reason in ('reached', 'not-reached', 'not-wanted')),
        unique (id, organisation_id),
        check ((closed_at is null) = (closed_by is null) and (closed_at is null) = (close_reason is null)))`);
    this.addSql(`
      create unique index call_back_one_open on call_back (organisation_id, coalesce(contact_id, 0))
      where closed_at is null`);
    this.addSql(`
      create table call_back_attempt (
        call_back_id integer not null,
        organisation_id integer not null,
        contact_id integer references organisation_contact,
        day date not null,
        tried_at timestamptz not null,
        tried_by integer not null references staff,
        outcome text not null check (outcome in ('reached', 'no-answer', 'engaged', 'left-message', 'wrong-number')),
        primary key (call_back_id, day),
        foreign key (call_back_id, organisation_id) references call_back (id, organisation_id))`);
    this.addSql(`
      create unique index call_back_attempt_once_a_day
      on call_back_attempt (organisation_id, coalesce(contact_id, 0), day)`);
    this.addSql(`
      create function call_back_attempt_fits() returns trigger language plpgsql as $$
      begin
        if not exists (select from call_back where id = new.call_back_id and closed_at is null
          and contact_id is not distinct from new.contact_id) then
          raise exception 'call-back % is closed, or is to another person', new.call_back_id
            using errcode = 'integrity_constraint_violation', constraint = 'call_back_attempt_fits';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger call_back_attempt_fits before insert on call_back_attempt
      for each row execute function call_back_attempt_fits()`);
    this.addSql(`grant select, insert on call_back, call_back_attempt to counterfoil_server`);
    this.addSql(`grant update (closed_at, closed_by, close_reason) on call_back to counterfoil_server`);
  }
}
