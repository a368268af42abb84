import { Migration } from '@mikro-orm/migrations';

const STATES = ['waiting', 'sending', 'unknown', 'sent', 'delivered', 'bounced', 'not-delivered', 'failed', 'refused'];
const MOVES = [
  ['waiting', 'sending'],
  ['sending', 'waiting'],
  ['sending', 'unknown'],
  ['sending', 'sent'],
  ['sending', 'refused'],
  ['unknown', 'waiting'],
  ['unknown', 'sent'],
  ['sent', 'delivered'],
  ['sent', 'bounced'],
  ['sent', 'not-delivered'],
  ['sent', 'failed'],
] as const;

/**
 * What leaves the house.
 *
 * A message is written in the transaction that causes it and never changed; how far its sending got stands beside it. A
 * document is kept under the hash of its bytes, so that what was sent can be shown, byte for byte, for ever.
 */
export class Migration20261126x13Correspondence extends Migration {
  override name = '20261126-13-correspondence';

  override up(): void {
    this.addMessages();
    this.addProgress();
    this.addInvoiceDeliveries();
  }

  private addMessages(): void {
    this.addSql(`
      create table correspondence_document (
        id integer generated always as identity primary key,
        sha256 bytea not null unique check (sha256 = sha256(bytes)),
        name text not null check (length(name) between 5 and 120),
        page_count integer not null check (page_count >= 1),
        bytes bytea not null check (length(bytes) between 1 and 5242880),
        kept_at timestamptz not null)`);
    this.addSql(`
      create table message (
        id bigint generated always as identity primary key,
        reference uuid not null unique default gen_random_uuid(),
        organisation_id integer not null references organisation,
        kind text not null check (kind ~ '^[a-z-]{3,40}$'),
        about text not null check (length(about) between 1 and 80),
        channel text not null check (channel in ('email', 'letter')),
        recipient text not null check (length(recipient) between 3 and 500),
        subject text not null check (length(subject) between 1 and 200),
        body text not null check (length(body) between 1 and 5000),
        document_id integer references correspondence_document,
        resends_message_id bigint unique references message,
        asked_by integer references staff,
        created_at timestamptz not null,
        check (channel = 'email' or document_id is not null),
        check (resends_message_id <> id))`);
    this.addSql(`create index message_organisation on message (organisation_id, id)`);
    this.addSql(`create index message_about on message (about, id)`);
    for (const table of ['correspondence_document', 'message']) {
      this.addSql(`
        create trigger ${table}_append_only before update or delete on ${table}
        for each row execute function refuse_change()`);
      this.addSql(`
        create trigger ${table}_no_truncate before truncate on ${table}
        for each statement execute function refuse_change()`);
      this.addSql(`grant select, insert on ${table} to counterfoil_server`);
    }
  }

  private addProgress(): void {
    this.addSql(`create table message_state (state text primary key)`);
    this.addSql(`insert into message_state (state) values ${STATES.map((state) => `('${state}')`).join(', ')}`);
    this.addSql(`
      create table message_move (
        from_state text not null references message_state,
        to_state text not null references message_state,
        primary key (from_state, to_state))`);
    const moves = MOVES.map(([from, to]) => `('${from}', '${to}')`).join(', ');
    this.addSql(`insert into message_move (from_state, to_state) values ${moves}`);
    this.addSql(`
      create table message_progress (
        message_id bigint primary key references message,
        state text not null default 'waiting' references message_state,
        state_since timestamptz not null,
        due_at timestamptz,
        calls integer not null default 0 check (calls >= 0),
        looks integer not null default 0 check (looks >= 0),
        notify_id uuid unique,
        sent_at timestamptz,
        failure text check (failure ~ '^[A-Za-z0-9_-]{1,60}$'),
        check ((due_at is null) = (state in ('delivered', 'bounced', 'not-delivered', 'failed', 'refused'))),
        check ((notify_id is not null) = (state in ('sent', 'delivered', 'bounced', 'not-delivered', 'failed'))),
        check ((sent_at is null) = (notify_id is null)),
        check ((failure is not null) = (state in ('bounced', 'not-delivered', 'failed', 'refused'))))`);
    this.addSql(`create index message_progress_due on message_progress (state, due_at) where due_at is not null`);
    this.addSql(`
      create index message_progress_problems on message_progress (message_id)
      where state in ('bounced', 'not-delivered', 'failed', 'refused')`);
    // Every message begins here, whoever writes it.
    this.addSql(`
      create function message_begins() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        insert into message_progress (message_id, state_since, due_at) values (new.id, new.created_at, new.created_at);
        return null;
      end $$`);
    this.addSql(`create trigger message_begins after insert on message for each row execute function message_begins()`);
    this.addSql(`
      create function message_moves_legally() returns trigger language plpgsql as $$
      begin
        if new.message_id <> old.message_id then
          raise exception 'the progress of a message is its own'
            using errcode = 'integrity_constraint_violation', constraint = 'message_moves_legally';
        end if;
        if new.state <> old.state and not exists (
          select from message_move where from_state = old.state and to_state = new.state) then
          raise exception 'a message cannot go from % to %', old.state, new.state
            using errcode = 'integrity_constraint_violation', constraint = 'message_moves_legally';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger message_moves_legally before update on message_progress
      for each row execute function message_moves_legally()`);
    this.addSql(`grant select on message_state, message_move to counterfoil_server`);
    this.addSql(`grant select on message_progress to counterfoil_server`);
    this.addSql(`
      grant update (state, state_since, due_at, calls, looks, notify_id, sent_at, failure)
      on message_progress to counterfoil_server`);
  }

  /** Every invoice issued since is sent once; what is resent is another message that points at the first. */
  private addInvoiceDeliveries(): void {
    this.addSql(`
      create table invoice_delivery (
        invoice_id integer primary key references invoice,
        message_id bigint not null unique references message)`);
    this.addSql(`
      create trigger invoice_delivery_append_only before update or delete on invoice_delivery
      for each row execute function refuse_change()`);
    this.addSql(`
      create trigger invoice_delivery_no_truncate before truncate on invoice_delivery
      for each statement execute function refuse_change()`);
    this.addSql(`grant select, insert on invoice_delivery to counterfoil_server`);
    this.addSql(`create index invoice_issued_at on invoice (issued_at, id)`);
    this.addSql(`
      create table invoice_delivery_progress (
        id boolean primary key default true check (id),
        delivered_before timestamptz not null)`);
    this.addSql(`insert into invoice_delivery_progress (delivered_before) values (now())`);
    this.addSql(`grant select, update (delivered_before) on invoice_delivery_progress to counterfoil_server`);
  }
}
