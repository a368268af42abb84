import { Migration } from '@mikro-orm/migrations';

/** State → whether it holds its lines, whether Pay's payment id is known, whether money is in the books. */
const STATES: readonly (readonly [state: string, holdsLines: boolean, knowsPayId: boolean, booked: boolean])[] = [
  ['sending', true, false, false],
  ['refused', false, false, false],
  ['create-unknown', false, false, false],
  ['orphan-found', false, true, false],
  ['orphan-closed', false, true, false],
  ['orphan-absent', false, false, false],
  ['awaiting-card', true, true, false],
  ['card-entry', true, true, false],
  ['to-confirm', true, true, false],
  ['cancelling', true, true, false],
  ['outcome-unknown', true, true, false],
  ['paid', false, true, true],
  ['captured', false, true, true],
  ['declined', false, true, false],
  ['expired', false, true, false],
  ['cancelled-on-page', false, true, false],
  ['cancelled', false, true, false],
  ['provider-error', false, true, false],
  ['reversed', false, true, true],
];

const SETTLED = ['paid', 'declined', 'expired', 'cancelled-on-page', 'cancelled', 'provider-error'];

const MOVES: Readonly<Record<string, readonly string[]>> = {
  sending: ['awaiting-card', 'refused', 'create-unknown'],
  'create-unknown': ['orphan-found', 'orphan-absent'],
  'orphan-found': ['orphan-closed', 'paid'],
  'awaiting-card': ['card-entry', 'to-confirm', 'cancelling', 'outcome-unknown', ...SETTLED],
  'card-entry': ['to-confirm', 'cancelling', 'outcome-unknown', ...SETTLED],
  'to-confirm': ['cancelling', 'outcome-unknown', ...SETTLED],
  cancelling: ['awaiting-card', 'card-entry', 'to-confirm', 'outcome-unknown', ...SETTLED],
  'outcome-unknown': ['awaiting-card', 'card-entry', 'to-confirm', 'cancelling', ...SETTLED],
  paid: ['captured', 'reversed'],
};

/**
 * Card payment attempts: what we mean to take, what became of it, and which lines it holds meanwhile.
 *
 * States and moves are rows, so that the database refuses what the state table in the code refuses; a test compares
 * the two. An attempt is separate from the debt: it can fail, lapse or be unknown without touching an invoice.
 */
export class Migration20261124x06Payments extends Migration {
  override name = '20261124-06-payments';

  override up(): void {
    this.addSql(`
      create table pay_account (
        code text primary key check (code in ('moto')),
        name text not null,
        card_limit bigint not null check (card_limit between 1 and 10000000))`);
    this.addSql(`insert into pay_account (code, name, card_limit) values ('moto', 'Card payments by phone', 500000)`);
    this.addSql(`
      create table card_payment_state (
        state text primary key,
        holds_lines boolean not null,
        knows_pay_id boolean not null,
        booked boolean not null,
        unique (state, holds_lines))`);
    const states = STATES.map(([state, holds, knows, booked]) => `('${state}', ${holds}, ${knows}, ${booked})`);
    this.addSql(
      `insert into card_payment_state (state, holds_lines, knows_pay_id, booked) values ${states.join(', ')}`,
    );
    this.addSql(`
      create table card_payment_move (
        from_state text not null references card_payment_state,
        to_state text not null references card_payment_state,
        primary key (from_state, to_state))`);
    const moves = Object.entries(MOVES).flatMap(([from, tos]) => tos.map((to) => `('${from}', '${to}')`));
    this.addSql(`insert into card_payment_move (from_state, to_state) values ${moves.join(', ')}`);
    this.addSql(`create sequence payment_number start 10000001 maxvalue 99999999`);
    this.addSql(`
      create table card_payment (
        id uuid primary key,
        reference text not null unique check (reference ~ '^PT[0-9]{8}[A-HJ-NPR-Z]$'),
        organisation_id integer not null references organisation,
        staff_id integer not null references staff,
        pay_account text not null references pay_account,
        amount bigint not null check (amount between 1 and 10000000),
        state text not null references card_payment_state,
        state_since timestamptz not null,
        started_at timestamptz not null,
        sent_by_copy integer not null references server_copy,
        return_nonce_hash bytea not null unique check (length(return_nonce_hash) = 32),
        pay_payment_id text unique check (length(pay_payment_id) between 1 and 64),
        pay_provider_id text,
        pay_status text,
        pay_code text,
        expires_at timestamptz,
        card_brand text check (length(card_brand) <= 40),
        card_last_four text check (card_last_four ~ '^[0-9]{4}$'),
        paid_on date,
        captured_on date,
        receipt_id bigint unique references receipt,
        next_check_at timestamptz,
        failed_checks integer not null default 0,
        looked_at_by_copy integer references server_copy,
        card_page_opened_at timestamptz,
        return_to text check (return_to ~ '^http://127[.]0[.]0[.]1:[0-9]{1,5}$'),
        returned_at timestamptz)`);
    this.addSql(`create index card_payment_due on card_payment (next_check_at) where next_check_at is not null`);
    this.addSql(`create index card_payment_organisation on card_payment (organisation_id, started_at desc)`);
    this.addSql(`create index card_payment_started on card_payment (started_at desc, id)`);
    this.addSql(`create index card_payment_unfinished on card_payment (staff_id, started_at)
      where state in ('sending', 'awaiting-card', 'card-entry', 'to-confirm', 'cancelling', 'outcome-unknown')`);
    this.addSql(`
      create table payment_attempt_line (
        card_payment_id uuid not null references card_payment,
        invoice_line_id bigint not null references invoice_line,
        amount bigint not null check (amount between 1 and 10000000),
        is_open boolean not null,
        primary key (card_payment_id, invoice_line_id))`);
    this.addSql(`
      create unique index payment_attempt_line_one_open on payment_attempt_line (invoice_line_id) where is_open`);
    this.addSql(`create index payment_attempt_line_line on payment_attempt_line (invoice_line_id)`);
    this.addSql(`
      create table pay_message (
        id bigint generated always as identity primary key,
        card_payment_id uuid not null references card_payment,
        received_at timestamptz not null,
        answer_to text not null check (answer_to in ('create', 'read', 'cancel', 'search')),
        outcome text not null check (outcome in ('answered', 'refused', 'unknown')),
        pay_status text,
        pay_code text,
        http_status integer,
        captured_on date)`);
    this.addSql(`create index pay_message_payment on pay_message (card_payment_id, id)`);
    for (const verb of ['append_only', 'no_truncate'] as const) {
      const when = verb === 'append_only' ? 'before update or delete' : 'before truncate';
      this.addSql(`
        create trigger pay_message_${verb} ${when} on pay_message
        for each ${verb === 'append_only' ? 'row' : 'statement'} execute function refuse_change()`);
    }
    this.addSql(`
      create function card_payment_moves_legally() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          if new.state <> 'sending' then
            raise exception 'a card payment starts in sending, not in %', new.state
              using errcode = 'integrity_constraint_violation', constraint = 'card_payment_moves_legally';
          end if;
        elsif new.state <> old.state and not exists (
          select from card_payment_move where from_state = old.state and to_state = new.state) then
          raise exception 'a card payment cannot go from % to %', old.state, new.state
            using errcode = 'integrity_constraint_violation', constraint = 'card_payment_moves_legally';
        end if;
        if tg_op = 'UPDATE' and (new.amount <> old.amount or new.organisation_id <> old.organisation_id
           or new.reference <> old.reference
           or (old.pay_payment_id is not null and new.pay_payment_id is distinct from old.pay_payment_id)
           or (old.receipt_id is not null and new.receipt_id is distinct from old.receipt_id)) then
          raise exception 'what a card payment is cannot change'
            using errcode = 'integrity_constraint_violation', constraint = 'card_payment_identity_fixed';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger card_payment_moves_legally before insert or update on card_payment
      for each row execute function card_payment_moves_legally()`);
    this.addSql(`
      create function card_payment_state_holds() returns trigger language plpgsql as $$
      declare
        now_is card_payment%rowtype; rule card_payment_state%rowtype; held integer; lines integer; lines_sum bigint;
      begin
        select * into now_is from card_payment where id = new.id;
        select * into rule from card_payment_state where state = now_is.state;
        select count(*), count(*) filter (where is_open), coalesce(sum(amount), 0)
          into lines, held, lines_sum from payment_attempt_line where card_payment_id = now_is.id;
        if lines = 0 or lines_sum <> now_is.amount or held <> (case when rule.holds_lines then lines else 0 end) then
          raise exception 'card payment % in % holds % of % lines, % of % pence',
            now_is.id, now_is.state, held, lines, lines_sum, now_is.amount
            using errcode = 'integrity_constraint_violation', constraint = 'card_payment_holds_its_lines';
        end if;
        if rule.knows_pay_id <> (now_is.pay_payment_id is not null)
           or rule.booked <> (now_is.receipt_id is not null) or rule.booked <> (now_is.paid_on is not null) then
          raise exception 'card payment % in % lacks what that state must have', now_is.id, now_is.state
            using errcode = 'integrity_constraint_violation', constraint = 'card_payment_state_holds';
        end if;
        return null;
      end $$`);
    this.addSql(`
      create constraint trigger card_payment_state_holds after insert or update on card_payment
      deferrable initially deferred for each row execute function card_payment_state_holds()`);
    this.addSql(`
      create function attempt_lines_fit_their_payment() returns trigger language plpgsql as $$
      declare
        payment card_payment%rowtype; held integer; lines integer; holds boolean;
      begin
        select * into payment from card_payment where id = new.card_payment_id;
        select holds_lines into holds from card_payment_state where state = payment.state;
        select count(*), count(*) filter (where is_open) into lines, held
          from payment_attempt_line where card_payment_id = payment.id;
        if held <> (case when holds then lines else 0 end) then
          raise exception 'card payment % in % holds % of % lines', payment.id, payment.state, held, lines
            using errcode = 'integrity_constraint_violation', constraint = 'attempt_lines_fit_their_payment';
        end if;
        return null;
      end $$`);
    this.addSql(`
      create constraint trigger attempt_lines_fit_their_payment after update on payment_attempt_line
      deferrable initially deferred for each row execute function attempt_lines_fit_their_payment()`);
    this.addSql(`grant select on pay_account, card_payment_state, card_payment_move to counterfoil_server`);
    this.addSql(`grant usage on sequence payment_number to counterfoil_server`);
    this.addSql(`grant select, insert on card_payment, payment_attempt_line, pay_message to counterfoil_server`);
    this.addSql(`
      grant update (state, state_since, pay_payment_id, pay_provider_id, pay_status, pay_code, expires_at, card_brand,
        card_last_four, paid_on, captured_on, receipt_id, next_check_at, failed_checks, looked_at_by_copy,
        card_page_opened_at, return_to, returned_at) on card_payment to counterfoil_server`);
    this.addSql(`grant update (is_open) on payment_attempt_line to counterfoil_server`);
  }
}
