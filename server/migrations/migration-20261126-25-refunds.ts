import { Migration } from '@mikro-orm/migrations';

/** State → whether another refund of the payment must wait for it, whether its money is spoken for, whether it was sent. */
const STATES: readonly (readonly [state: string, live: boolean, takesMoney: boolean, sent: boolean])[] = [
  ['asked', true, false, false],
  ['approved', true, true, false],
  ['sending', true, true, true],
  ['sent', true, true, true],
  ['unknown', true, true, true],
  ['confirmed', false, true, true],
  ['failed', false, false, true],
  ['returned', false, false, false],
  ['voided', false, false, false],
];

const MOVES: Readonly<Record<string, readonly string[]>> = {
  asked: ['approved', 'returned', 'voided'],
  approved: ['sending'],
  sending: ['approved', 'sent', 'confirmed', 'failed', 'unknown'],
  unknown: ['sent', 'confirmed', 'failed'],
  sent: ['confirmed', 'failed'],
};

/**
 * Money that goes back to the card it came from: asked for by one person, approved by another, sent to GOV.UK Pay once,
 * and settled by reading.
 *
 * States and moves are rows, so that the database refuses what the state table in the code refuses. One refund of a
 * payment is live at a time, and what is refunded of a receipt never exceeds it.
 */
export class Migration20261126x25Refunds extends Migration {
  override name = '20261126-25-refunds';

  override up(): void {
    this.addStates();
    this.addRefunds();
    this.addRules();
    this.addMessages();
  }

  private addStates(): void {
    this.addSql(`
      create table refund_state (
        state text primary key,
        is_live boolean not null,
        takes_money boolean not null,
        was_sent boolean not null)`);
    const states = STATES.map(([state, live, takes, sent]) => `('${state}', ${live}, ${takes}, ${sent})`);
    this.addSql(`insert into refund_state (state, is_live, takes_money, was_sent) values ${states.join(', ')}`);
    this.addSql(`
      create table refund_move (
        from_state text not null references refund_state,
        to_state text not null references refund_state,
        primary key (from_state, to_state))`);
    const moves = Object.entries(MOVES).flatMap(([from, tos]) => tos.map((to) => `('${from}', '${to}')`));
    this.addSql(`insert into refund_move (from_state, to_state) values ${moves.join(', ')}`);
  }

  private addRefunds(): void {
    this.addSql(`
      create table refund (
        id integer generated always as identity primary key,
        card_payment_id uuid not null references card_payment,
        receipt_id bigint not null references receipt,
        organisation_id integer not null references organisation,
        amount bigint not null check (amount between 1 and 10000000),
        reason text not null check (reason ~ '^[a-z]+(-[a-z]+)*$'),
        words text not null check (length(words) between 1 and 500),
        state text not null references refund_state,
        state_since timestamptz not null,
        asked_by integer not null references staff,
        asked_at timestamptz not null,
        approval_id bigint references approval,
        approved_by integer references staff,
        returned_reason text check (length(returned_reason) between 1 and 1000),
        journal_id bigint unique references journal,
        settled_journal_id bigint unique references journal,
        sent_by_copy integer references server_copy,
        sent_at timestamptz,
        believed_available bigint check (believed_available between 1 and 10000000),
        pay_refund_id text unique check (length(pay_refund_id) between 1 and 64),
        failure text check (failure ~ '^[a-z]+(-[a-z]+)*$'),
        next_check_at timestamptz,
        failed_checks integer not null default 0,
        looked_at_by_copy integer references server_copy,
        constraint refund_approved_by_another check (approved_by <> asked_by),
        constraint refund_approval_known check ((approval_id is null) = (approved_by is null)),
        check ((approved_by is null) = (journal_id is null)),
        check ((state = 'failed') = (failure is not null)),
        check ((state in ('confirmed', 'failed')) = (settled_journal_id is not null)),
        check (state not in ('sent', 'confirmed') or pay_refund_id is not null))`);
    this.addSql(`
      create unique index refund_one_live on refund (card_payment_id)
      where state in ('asked', 'approved', 'sending', 'sent', 'unknown')`);
    this.addSql(`create index refund_receipt on refund (receipt_id)`);
    this.addSql(`create index refund_organisation on refund (organisation_id, id)`);
    this.addSql(`create index refund_due on refund (next_check_at) where next_check_at is not null`);
    this.addSql(`create index refund_sent_at on refund (sent_at) where sent_at is not null`);
    this.addSql(`grant select on refund_state, refund_move to counterfoil_server`);
    this.addSql(`grant select, insert on refund to counterfoil_server`);
    this.addSql(`
      grant update (state, state_since, approval_id, approved_by, returned_reason, journal_id, settled_journal_id,
        sent_by_copy, sent_at, believed_available, pay_refund_id, failure, next_check_at, failed_checks,
        looked_at_by_copy) on refund to counterfoil_server`);
  }

  private addRules(): void {
    this.addSql(`
      create function refund_moves_legally() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          if new.state <> 'asked' then
            raise exception 'a refund starts by being asked for, not in %', new.state
              using errcode = 'integrity_constraint_violation', constraint = 'refund_moves_legally';
          end if;
        elsif new.state <> old.state and not exists (
          select from refund_move where from_state = old.state and to_state = new.state) then
          raise exception 'a refund cannot go from % to %', old.state, new.state
            using errcode = 'integrity_constraint_violation', constraint = 'refund_moves_legally';
        end if;
        if tg_op = 'UPDATE' and (old.pay_refund_id is distinct from new.pay_refund_id and old.pay_refund_id is not null
           or old.journal_id is distinct from new.journal_id and old.journal_id is not null
           or old.approved_by is distinct from new.approved_by and old.approved_by is not null) then
          raise exception 'what a refund is cannot change'
            using errcode = 'integrity_constraint_violation', constraint = 'refund_identity_fixed';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger refund_moves_legally before insert or update on refund
      for each row execute function refund_moves_legally()`);
    this.addSql(`
      create trigger refund_kept before delete on refund for each row execute function refuse_change()`);
    // The lock of the receipt makes all that refund it take turns.
    this.addSql(`
      create function refund_within_receipt() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        received bigint; whose integer; refunded bigint;
      begin
        select amount, organisation_id into received, whose from receipt where id = new.receipt_id for no key update;
        select coalesce(sum(refund.amount), 0) into refunded
          from refund join refund_state rule on rule.state = refund.state
          where refund.receipt_id = new.receipt_id and (rule.takes_money or refund.id = new.id);
        if whose <> new.organisation_id or refunded > received and new.state <> 'failed' then
          raise exception 'receipt % of % pence would be refunded by % pence', new.receipt_id, received, refunded
            using errcode = 'integrity_constraint_violation', constraint = 'refund_within_receipt';
        end if;
        return null;
      end $$`);
    this.addSql(`
      create trigger refund_within_receipt after insert or update of state on refund
      for each row when (new.state not in ('returned', 'voided')) execute function refund_within_receipt()`);
  }

  private addMessages(): void {
    this.addSql(`
      create table refund_message (
        id bigint generated always as identity primary key,
        refund_id integer not null references refund,
        received_at timestamptz not null,
        answer_to text not null check (answer_to in ('create', 'read')),
        outcome text not null check (outcome in ('answered', 'refused', 'unknown')),
        pay_status text,
        pay_code text,
        http_status integer)`);
    this.addSql(`create index refund_message_refund on refund_message (refund_id, id)`);
    this.addSql(`
      create trigger refund_message_append_only before update or delete on refund_message
      for each row execute function refuse_change()`);
    this.addSql(`
      create trigger refund_message_no_truncate before truncate on refund_message
      for each statement execute function refuse_change()`);
    this.addSql(`grant select, insert on refund_message to counterfoil_server`);
    this.addSql(`
      insert into approval_limit (role, subject_kind, per_approval, per_organisation_day) values
        ('team-leader', 'refund', 50000, 100000),
        ('finance-manager', 'refund', 2500000, 5000000)`);
  }
}
