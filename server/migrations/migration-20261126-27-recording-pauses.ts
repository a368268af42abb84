import { Migration } from '@mikro-orm/migrations';

/**
 * Proof that nobody recorded the call while a card was read out: the card page of an attempt is marked as opened only
 * while a pause of the recording stands for it, or while a team leader other than its agent answers for going on without.
 *
 * Attempts from before this migration have no pause and never will: `must_pause_recording` tells them apart, and is true
 * for every attempt that is made from now on.
 */
export class Migration20261126x27RecordingPauses extends Migration {
  override name = '20261126-27-recording-pauses';

  override up(): void {
    this.addSql(`alter table card_payment add column must_pause_recording boolean not null default false`);
    this.addSql(`alter table card_payment alter column must_pause_recording set default true`);
    this.addTable();
    this.addRules();
    this.addSql(`grant select, insert on recording_pause to counterfoil_server`);
    this.addSql(`
      grant update (pause_state, pause_answer, resume_state, resume_because, resume_answer, resume_due_at, next_try_at,
        tries, tried_by_copy, settled_at) on recording_pause to counterfoil_server`);
  }

  private addTable(): void {
    this.addSql(`
      create table recording_pause (
        id uuid primary key,
        card_payment_id uuid not null references card_payment,
        staff_id integer not null references staff,
        pause_state text not null
          check (pause_state in ('asked', 'paused', 'refused', 'not-answered', 'by-hand', 'overridden')),
        pause_answer text check (length(pause_answer) between 1 and 100),
        overridden_by integer references staff,
        override_reason text check (length(override_reason) between 1 and 300),
        asked_at timestamptz not null,
        settled_at timestamptz,
        resume_state text not null check (resume_state in ('not-due', 'due', 'resumed', 'failed', 'not-needed')),
        resume_because text check (length(resume_because) between 1 and 40),
        resume_answer text check (length(resume_answer) between 1 and 100),
        resume_due_at timestamptz,
        next_try_at timestamptz,
        tries integer not null default 0 check (tries >= 0),
        tried_by_copy integer not null references server_copy,
        check ((pause_state = 'overridden') = (overridden_by is not null)),
        check ((overridden_by is null) = (override_reason is null)),
        check (overridden_by <> staff_id),
        check ((pause_state = 'asked') = (settled_at is null)),
        check ((resume_state in ('due', 'resumed', 'failed')) = (resume_due_at is not null)),
        check ((resume_due_at is null) = (resume_because is null)),
        check (resume_state <> 'resumed' or pause_state in ('paused', 'not-answered', 'by-hand')),
        check ((resume_state = 'due') = (next_try_at is not null)))`);
    this.addSql(`
      create unique index recording_pause_one_stands on recording_pause (card_payment_id)
      where resume_state = 'not-due'`);
    this.addSql(`create index recording_pause_payment on recording_pause (card_payment_id, asked_at)`);
    this.addSql(`create index recording_pause_due on recording_pause (next_try_at) where resume_state = 'due'`);
    this.addSql(`
      create index recording_pause_standing on recording_pause (staff_id) where resume_state = 'not-due'`);
  }

  private addRules(): void {
    this.addSql(`
      create function recording_pause_moves_legally() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          if new.pause_state not in ('asked', 'by-hand', 'overridden') or new.resume_state <> 'not-due'
             or new.staff_id <> (select staff_id from card_payment where id = new.card_payment_id) then
            raise exception 'a pause of the recording begins asked for, by its agent'
              using errcode = 'integrity_constraint_violation', constraint = 'recording_pause_moves_legally';
          end if;
        elsif (new.pause_state <> old.pause_state and old.pause_state <> 'asked')
           or (new.resume_state <> old.resume_state and (old.resume_state, new.resume_state) not in (
             ('not-due', 'due'), ('not-due', 'not-needed'), ('due', 'resumed'), ('due', 'failed'),
             ('resumed', 'due'), ('failed', 'due'))) then
          raise exception 'a pause of the recording cannot go from %, % to %, %',
            old.pause_state, old.resume_state, new.pause_state, new.resume_state
            using errcode = 'integrity_constraint_violation', constraint = 'recording_pause_moves_legally';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger recording_pause_moves_legally before insert or update on recording_pause
      for each row execute function recording_pause_moves_legally()`);
    this.addSql(`
      create function card_page_needs_a_pause() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          new.must_pause_recording := true;
        elsif new.must_pause_recording <> old.must_pause_recording then
          raise exception 'whether an attempt must pause the recording cannot change'
            using errcode = 'integrity_constraint_violation', constraint = 'card_page_needs_a_pause';
        end if;
        if new.must_pause_recording and new.card_page_opened_at is not null
           and (tg_op = 'INSERT' or new.card_page_opened_at is distinct from old.card_page_opened_at)
           and not exists (select from recording_pause where card_payment_id = new.id
             and pause_state in ('paused', 'by-hand', 'overridden') and resume_state = 'not-due') then
          raise exception 'the card page of % cannot open: the recording is not paused', new.id
            using errcode = 'integrity_constraint_violation', constraint = 'card_page_needs_a_pause';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger card_page_needs_a_pause before insert or update on card_payment
      for each row execute function card_page_needs_a_pause()`);
  }
}
