import { Migration } from '@mikro-orm/migrations';

const APPEND_ONLY = [
  ...['paying_in_slip', 'instrument_receipt', 'bank_transfer', 'bank_transfer_receipt'],
  ...['card_file', 'card_file_row'],
];

/**
 * Money that arrives by post, by bank transfer and by card file.
 *
 * An instrument (a cheque or postal order) is on one paying-in slip at most, moves only as its states allow, and what
 * its receipts come to is what is written on it. A slip, a transfer and a card file are written once, and add up.
 */
export class Migration20261127x24Receipts extends Migration {
  override name = '20261127-24-receipts';

  override up(): void {
    this.slipsAndInstruments();
    this.instrumentRules();
    this.transfers();
    this.cardFiles();
    for (const table of APPEND_ONLY) {
      this.addSql(`
        create trigger ${table}_append_only before update or delete on ${table}
        for each row execute function refuse_change()`);
      this.addSql(`
        create trigger ${table}_no_truncate before truncate on ${table}
        for each statement execute function refuse_change()`);
      this.addSql(`grant select, insert on ${table} to counterfoil_server`);
    }
  }

  private slipsAndInstruments(): void {
    this.addSql(`
      create table paying_in_slip (
        id integer generated always as identity primary key,
        banked_on date not null,
        total bigint not null check (total between 1 and 99999999999),
        instrument_count integer not null check (instrument_count between 1 and 500),
        made_by integer not null references staff,
        made_at timestamptz not null)`);
    this.addSql(`
      create table instrument (
        id integer generated always as identity primary key,
        kind text not null check (kind in ('cheque', 'postal-order')),
        payer text not null check (length(payer) between 1 and 120),
        number text not null check (number ~ '^[0-9]{1,12}$'),
        amount bigint not null check (amount between 1 and 99999999999),
        received_on date not null,
        state text not null default 'received' check (state in ('received', 'banked', 'bounced', 'returned')),
        paying_in_slip_id integer references paying_in_slip,
        ended_on date check (ended_on >= received_on),
        ended_because text check (length(ended_because) between 1 and 200),
        ended_by integer references staff,
        recorded_by integer not null references staff,
        recorded_at timestamptz not null,
        check ((state in ('banked', 'bounced')) = (paying_in_slip_id is not null)),
        check ((state in ('bounced', 'returned')) = (ended_on is not null)),
        check ((ended_on is null) = (ended_because is null)),
        check ((ended_on is null) = (ended_by is null)))`);
    // The same paper cannot be in hand, or paid in, twice; one that bounced or went back may come again.
    this.addSql(`
      create unique index instrument_once on instrument (kind, number, amount, lower(payer))
      where state in ('received', 'banked')`);
    this.addSql(`create index instrument_state on instrument (state, id)`);
    this.addSql(`create index instrument_slip on instrument (paying_in_slip_id) where paying_in_slip_id is not null`);
    this.addSql(`
      create table instrument_receipt (
        instrument_id integer not null references instrument,
        receipt_id bigint not null unique references receipt,
        primary key (instrument_id, receipt_id))`);
    this.addSql(`grant select, insert, update (state, paying_in_slip_id, ended_on, ended_because, ended_by)
      on instrument to counterfoil_server`);
    this.addSql(`
      create trigger instrument_no_truncate before truncate on instrument
      for each statement execute function refuse_change()`);
    this.addSql(`
      create trigger instrument_no_delete before delete on instrument
      for each row execute function refuse_change()`);
  }

  private instrumentRules(): void {
    // A row's xmin has age 0 only while the transaction that wrote it is still the current one.
    this.addSql(`
      create function instrument_moves() returns trigger language plpgsql as $$
      begin
        if (old.state, new.state) not in (('received', 'banked'), ('received', 'returned'), ('banked', 'bounced'))
           or (old.paying_in_slip_id is not null and new.paying_in_slip_id is distinct from old.paying_in_slip_id)
           or (to_jsonb(new) - array['state', 'paying_in_slip_id', 'ended_on', 'ended_because', 'ended_by'])
             <> (to_jsonb(old) - array['state', 'paying_in_slip_id', 'ended_on', 'ended_because', 'ended_by']) then
          raise exception 'instrument % does not become % from %', old.id, new.state, old.state
            using errcode = 'integrity_constraint_violation', constraint = 'instrument_moves';
        end if;
        if new.state = 'banked' and not exists (select from paying_in_slip slip
             where slip.id = new.paying_in_slip_id and age(slip.xmin) = 0 and slip.banked_on >= new.received_on) then
          raise exception 'instrument % cannot be on a slip that is made already, or banked before it came', old.id
            using errcode = 'integrity_constraint_violation', constraint = 'instrument_banked_on_its_slip';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger instrument_moves before update on instrument for each row execute function instrument_moves()`);
    this.addSql(`
      create function instrument_begins_received() returns trigger language plpgsql as $$
      begin
        if new.state <> 'received' then
          raise exception 'an instrument begins as received'
            using errcode = 'integrity_constraint_violation', constraint = 'instrument_moves';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger instrument_begins_received before insert on instrument
      for each row execute function instrument_begins_received()`);
    this.addSql(`
      create function paying_in_slip_adds_up() returns trigger language plpgsql as $$
      declare
        paid_in bigint; instruments integer;
      begin
        select coalesce(sum(amount), 0), count(*) into paid_in, instruments
          from instrument where paying_in_slip_id = new.id;
        if paid_in <> new.total or instruments <> new.instrument_count then
          raise exception 'paying-in slip % has % of % pence, says % of %',
            new.id, instruments, paid_in, new.instrument_count, new.total
            using errcode = 'integrity_constraint_violation', constraint = 'paying_in_slip_adds_up';
        end if;
        return null;
      end $$`);
    this.addSql(`
      create constraint trigger paying_in_slip_adds_up after insert on paying_in_slip
      deferrable initially deferred for each row execute function paying_in_slip_adds_up()`);
    this.addsUp('instrument', 'instrument_receipt', 'instrument_id', 'channel = new.kind');
  }

  /** At commit, the receipts of what was written come to its amount. */
  private addsUp(table: string, joining: string, column: string, channel: string): void {
    this.addSql(`
      create function ${table}_adds_up() returns trigger language plpgsql as $$
      declare
        booked bigint;
      begin
        select coalesce(sum(receipt.amount) filter (where ${channel}), 0) into booked
          from ${joining} joined join receipt on receipt.id = joined.receipt_id where joined.${column} = new.id;
        if booked <> new.amount then
          raise exception '${table} % of % pence has receipts of %', new.id, new.amount, booked
            using errcode = 'integrity_constraint_violation', constraint = '${table}_adds_up';
        end if;
        return null;
      end $$`);
    this.addSql(`
      create constraint trigger ${table}_adds_up after insert on ${table}
      deferrable initially deferred for each row execute function ${table}_adds_up()`);
  }

  private transfers(): void {
    this.addSql(`
      create table bank_transfer (
        id integer generated always as identity primary key,
        payer text not null check (length(payer) between 1 and 120),
        reference text not null check (length(reference) between 1 and 35),
        amount bigint not null check (amount between 1 and 99999999999),
        banked_on date not null,
        advice_name text check (length(advice_name) between 1 and 120),
        advice_bytes bytea check (length(advice_bytes) between 1 and 131072),
        advice_sha256 bytea check (length(advice_sha256) = 32),
        recorded_by integer not null references staff,
        recorded_at timestamptz not null,
        check ((advice_name is null) = (advice_bytes is null)),
        check ((advice_name is null) = (advice_sha256 is null)))`);
    this.addSql(`
      create unique index bank_transfer_once on bank_transfer (banked_on, amount, lower(reference), lower(payer))`);
    this.addSql(`create unique index bank_transfer_advice_once on bank_transfer (advice_sha256, banked_on)`);
    this.addSql(`
      create table bank_transfer_receipt (
        bank_transfer_id integer not null references bank_transfer,
        receipt_id bigint not null unique references receipt,
        primary key (bank_transfer_id, receipt_id))`);
    this.addsUp('bank_transfer', 'bank_transfer_receipt', 'bank_transfer_id', `channel = 'bank-transfer'`);
  }

  private cardFiles(): void {
    // The same file is known by its bytes, and by the day in its name; equal lines within a file are separate payments.
    this.addSql(`
      create table card_file (
        id integer generated always as identity primary key,
        name text not null check (name ~ '^feemoto_[0-9]{8}normal[.]csv$'),
        day date not null constraint card_file_day_once unique,
        bytes bytea not null check (length(bytes) between 1 and 131072),
        sha256 bytea not null constraint card_file_once unique check (length(sha256) = 32),
        row_count integer not null check (row_count >= 1),
        total bigint not null check (total between 1 and 99999999999),
        taken_by integer not null references staff,
        taken_at timestamptz not null)`);
    this.addSql(`
      create table card_file_row (
        id bigint generated always as identity primary key,
        card_file_id integer not null references card_file,
        line integer not null check (line >= 2),
        order_code text not null check (length(order_code) between 1 and 60),
        paid_at text not null check (paid_at ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$'),
        amount bigint not null check (amount between 1 and 99999999999),
        receipt_id bigint unique references receipt,
        reason text check (reason ~ '^[a-z0-9-]{3,40}$'),
        unique (card_file_id, line),
        check ((receipt_id is null) = (reason is not null)))`);
    this.addSql(`create index card_file_row_unplaced on card_file_row (id) where receipt_id is null`);
    this.addSql(`
      create function card_file_adds_up() returns trigger language plpgsql as $$
      declare
        lines integer; amount_sum bigint;
      begin
        select count(*), coalesce(sum(amount), 0) into lines, amount_sum from card_file_row where card_file_id = new.id;
        if lines <> new.row_count or amount_sum <> new.total then
          raise exception 'card file % has % rows of % pence, says % of %',
            new.name, lines, amount_sum, new.row_count, new.total
            using errcode = 'integrity_constraint_violation', constraint = 'card_file_adds_up';
        end if;
        return null;
      end $$`);
    this.addSql(`
      create constraint trigger card_file_adds_up after insert on card_file
      deferrable initially deferred for each row execute function card_file_adds_up()`);
  }
}
