import { Migration } from '@mikro-orm/migrations';

const STEPS = [
  ['before-due', 1, -3, 'reminder', 'Reminder before it is due'],
  ['first', 2, 5, 'demand', 'First demand'],
  ['second', 3, 15, 'demand', 'Second demand'],
  ['referral', 4, 25, 'referral', 'Referred to finance'],
] as const;

/**
 * Chasing: what is done, and when, about an invoice that is not paid.
 *
 * The plan is data. Each step is taken at most once for an invoice, with what was owed at that moment and what was sent:
 * a write-off later needs that as evidence.
 */
export class Migration20261126x17Chasing extends Migration {
  override name = '20261126-17-chasing';

  override up(): void {
    this.addSql(`
      create table bank_holiday (
        day date primary key,
        name text not null check (length(name) between 1 and 100),
        learned_at timestamptz not null,
        gone_at timestamptz)`);
    this.addSql(`grant select, insert, update (name, learned_at, gone_at) on bank_holiday to counterfoil_server`);
    this.addSql(`
      create table chasing_step (
        step text primary key check (step ~ '^[a-z-]{3,20}$'),
        place integer not null unique,
        working_days integer not null check (working_days between -30 and 200),
        kind text not null check (kind in ('reminder', 'demand', 'referral')),
        title text not null check (length(title) between 3 and 60),
        check ((kind = 'reminder') = (working_days < 0)))`);
    const steps = STEPS.map(
      ([step, place, days, kind, title]) => `('${step}', ${place}, ${days}, '${kind}', '${title}')`,
    );
    this.addSql(`insert into chasing_step (step, place, working_days, kind, title) values ${steps.join(', ')}`);
    this.addSql(`grant select on chasing_step to counterfoil_server`);
    this.addSql(`
      create table chase (
        invoice_id integer not null references invoice,
        step text not null references chasing_step,
        outcome text not null check (outcome in ('sent', 'referred', 'passed-over')),
        owed bigint not null check (owed > 0),
        message_id bigint unique references message,
        at timestamptz not null,
        primary key (invoice_id, step),
        check ((outcome = 'sent') = (message_id is not null)))`);
    this.addSql(`create index chase_at on chase (at, invoice_id)`);
    this.addSql(`
      create trigger chase_append_only before update or delete on chase
      for each row execute function refuse_change()`);
    this.addSql(`
      create trigger chase_no_truncate before truncate on chase
      for each statement execute function refuse_change()`);
    this.addSql(`grant select, insert on chase to counterfoil_server`);
    this.addSql(`
      create table invoice_hold (
        id integer generated always as identity primary key,
        invoice_id integer not null references invoice,
        held_until date not null,
        reason text not null check (length(reason) between 1 and 300),
        placed_by integer not null references staff,
        placed_at timestamptz not null,
        lifted_by integer references staff,
        lifted_at timestamptz,
        lifted_because text check (length(lifted_because) between 1 and 300),
        check ((lifted_at is null) = (lifted_by is null)),
        check ((lifted_at is null) = (lifted_because is null)))`);
    this.addSql(`create index invoice_hold_invoice on invoice_hold (invoice_id, id)`);
    this.addSql(`create unique index invoice_hold_one on invoice_hold (invoice_id) where lifted_at is null`);
    this.addSql(`
      create function invoice_hold_only_lifts() returns trigger language plpgsql as $$
      begin
        if old.lifted_at is not null
           or (to_jsonb(new) - array['lifted_by', 'lifted_at', 'lifted_because'])
             <> (to_jsonb(old) - array['lifted_by', 'lifted_at', 'lifted_because']) then
          raise exception 'of a hold nothing changes but that it is lifted, once'
            using errcode = 'integrity_constraint_violation', constraint = 'invoice_hold_only_lifts';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger invoice_hold_only_lifts before update on invoice_hold
      for each row execute function invoice_hold_only_lifts()`);
    this.addSql(
      `grant select, insert, update (lifted_by, lifted_at, lifted_because) on invoice_hold to counterfoil_server`,
    );
    // What is chased is looked for by the day it is due.
    this.addSql(`create index invoice_due on invoice (due_on, id)`);
  }
}
