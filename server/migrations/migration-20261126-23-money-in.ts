import { Migration } from '@mikro-orm/migrations';
import {
  ALLOCATION_WITHIN_LINE_OF_EITHER,
  CREDIT_DRAW_RETURNS,
  CREDIT_SOURCE_NOT_OVERDRAWN,
  LAST_RECEIPT,
  RECEIPT_MOVED_WHOLE,
} from './allocation-checks.ts';

/** Triggers that look a few rows up in tables that grow for ever: their plans must not be made for empty tables. */
const CHECKS = ['allocation_within_line', 'receipt_not_over_allocated', 'credit_draw_returns', 'receipt_moved_whole'];

const CHANNELS = `'card-by-phone', 'card-by-link', 'cheque', 'postal-order', 'bank-transfer', 'card-file'`;

/**
 * Money by every channel, what is held of it, and money that nobody can place.
 *
 * Credit on account has sources: receipts (what they brought beyond what they meet) and credit notes (what was paid
 * already). Each penny of it is applied to a line, drawn (paid back), or left with its source, so that where a credit
 * came from is never a guess. A payment that went to the wrong organisation is taken back there and received anew at
 * the right one.
 */
export class Migration20261126x23MoneyIn extends Migration {
  override name = '20261126-23-money-in';

  override up(): void {
    this.addAccountsAndKinds();
    this.addSuspense();
    this.addReceiptFacts();
    this.addCreditSources();
    this.addReceiptChanges();
    this.planChecksForLargeTables();
  }

  private addAccountsAndKinds(): void {
    this.addSql(`
      insert into ledger_account (code, name, normal_side, kept_per_organisation) values
        ('bank-clearing', 'Paid in or transferred and not yet matched at the bank', 'debit', false),
        ('cheques-in-hand', 'Received by post and not yet banked', 'debit', false),
        ('suspense', 'Money that nobody can place yet', 'credit', false),
        ('refunds-payable', 'Refunds approved and not yet confirmed sent', 'credit', false),
        ('bad-debts', 'Debts written off', 'debit', false)`);
    // All kinds of journal there are.
    this.addSql(`alter table journal drop constraint journal_kind_check`);
    this.addSql(`
      alter table journal add constraint journal_kind_check check (kind in ('invoice', 'receipt', 'receipt-reversal',
        'credit-note', 'suspense-receipt', 'suspense-placed', 'credit-applied', 'reallocation', 'banking', 'refund',
        'refund-failed', 'write-off', 'write-off-reversal'))`);
    // A receipt's reversal points at what it undoes; a failed refund and a debt that was paid after all may.
    this.addSql(`alter table journal drop constraint journal_check`);
    this.addSql(`
      alter table journal
        add constraint journal_reverses check (kind <> 'receipt-reversal' or reverses_journal_id is not null),
        add constraint journal_may_reverse check (reverses_journal_id is null
          or kind in ('receipt-reversal', 'refund-failed', 'write-off-reversal'))`);
    // Money that nobody can place and what is taken to the bank are of no one organisation.
    this.addSql(`alter table journal alter column organisation_id drop not null`);
    this.addSql(`
      alter table journal add constraint journal_of_an_organisation
      check ((organisation_id is null) = (kind in ('suspense-receipt', 'banking')))`);
  }

  private addSuspense(): void {
    this.addSql(`
      create table suspense_receipt (
        id integer generated always as identity primary key,
        channel text not null check (channel in (${CHANNELS})),
        source text not null unique check (length(source) between 1 and 80),
        payer text check (length(payer) between 1 and 120),
        reference text check (length(reference) between 1 and 140),
        amount bigint not null check (amount between 1 and 99999999999),
        received_on date not null,
        accounting_day date not null,
        recorded_at timestamptz not null,
        recorded_by integer references staff,
        journal_id bigint not null unique references journal,
        unique (id, amount))`);
    this.addSql(`
      create trigger suspense_receipt_append_only before update or delete on suspense_receipt
      for each row execute function refuse_change()`);
    this.addSql(`
      create trigger suspense_receipt_no_truncate before truncate on suspense_receipt
      for each statement execute function refuse_change()`);
    this.addSql(`grant select, insert on suspense_receipt to counterfoil_server`);
  }

  /** The day it came is null where it is the day it counts for. Money in suspense is placed whole, and once. */
  private addReceiptFacts(): void {
    this.addSql(`alter table receipt drop constraint receipt_channel_check`);
    this.addSql(`
      alter table receipt
        add constraint receipt_channel_check check (channel in (${CHANNELS})),
        add constraint receipt_id_amount unique (id, amount),
        add column payer text check (length(payer) between 1 and 120),
        add column received_on date,
        add column moved_from_receipt_id bigint,
        add column suspense_receipt_id integer,
        add constraint receipt_moved_once unique (moved_from_receipt_id),
        add constraint receipt_placed_once unique (suspense_receipt_id),
        add constraint receipt_moved_amount
          foreign key (moved_from_receipt_id, amount) references receipt (id, amount),
        add constraint receipt_placed_amount
          foreign key (suspense_receipt_id, amount) references suspense_receipt (id, amount)`);
    this.addSql(`create index receipt_payer on receipt (lower(payer)) where payer is not null`);
    this.addSql(RECEIPT_MOVED_WHOLE);
    this.addSql(`
      create trigger receipt_moved_whole after insert on receipt
      for each row when (new.moved_from_receipt_id is not null) execute function receipt_moved_whole()`);
    this.addSql(LAST_RECEIPT);
  }

  private addCreditSources(): void {
    this.addSql(`
      alter table allocation
        alter column receipt_id drop not null,
        add column credit_note_id integer references credit_note,
        add constraint allocation_of_one_source check (num_nonnulls(receipt_id, credit_note_id) = 1)`);
    this.addSql(`
      create index allocation_credit_note on allocation (credit_note_id) where credit_note_id is not null`);
    this.addSql(`create index allocation_journal on allocation (journal_id)`);
    this.addSql(`
      create table credit_draw (
        id bigint generated always as identity primary key,
        receipt_id bigint references receipt,
        credit_note_id integer references credit_note,
        effect text not null check (effect in ('draws', 'returns')),
        amount bigint not null check (amount between 1 and 99999999999),
        returns_draw_id bigint unique references credit_draw,
        journal_id bigint not null references journal,
        recorded_at timestamptz not null,
        check (num_nonnulls(receipt_id, credit_note_id) = 1),
        check ((effect = 'returns') = (returns_draw_id is not null)))`);
    this.addSql(`create index credit_draw_receipt on credit_draw (receipt_id) where receipt_id is not null`);
    this.addSql(`create index credit_draw_note on credit_draw (credit_note_id) where credit_note_id is not null`);
    this.addSql(`create index credit_draw_journal on credit_draw (journal_id)`);
    this.addSql(ALLOCATION_WITHIN_LINE_OF_EITHER);
    this.addSql(CREDIT_SOURCE_NOT_OVERDRAWN);
    this.addSql(CREDIT_DRAW_RETURNS);
    this.addSql(`
      create trigger credit_draw_within_source after insert on credit_draw
      for each row execute function receipt_not_over_allocated()`);
    this.addSql(`
      create trigger credit_draw_returns after insert on credit_draw
      for each row when (new.effect = 'returns') execute function credit_draw_returns()`);
    this.addSql(`
      create trigger credit_draw_append_only before update or delete on credit_draw
      for each row execute function refuse_change()`);
    this.addSql(`
      create trigger credit_draw_no_truncate before truncate on credit_draw
      for each statement execute function refuse_change()`);
    // What is left with each source, and since when: what came back to it later counts from then.
    this.addSql(`
      create view credit_source with (security_invoker = true) as
      select receipt.organisation_id, receipt.id as receipt_id, null::integer as credit_note_id, receipt.amount as brought,
        (case when undone.id is null then receipt.amount - coalesce(met.amount, 0) - coalesce(drawn.amount, 0) else 0
          end)::bigint as amount_left,
        greatest(receipt.recorded_at, met.released_at, drawn.returned_at) as held_since
      from receipt left join journal undone on undone.reverses_journal_id = receipt.journal_id
      left join lateral (
        select sum(case effect when 'applies' then amount else -amount end) as amount,
          max(recorded_at) filter (where effect = 'releases') as released_at
        from allocation where allocation.receipt_id = receipt.id) met on true
      left join lateral (
        select sum(case effect when 'draws' then amount else -amount end) as amount,
          max(recorded_at) filter (where effect = 'returns') as returned_at
        from credit_draw where credit_draw.receipt_id = receipt.id) drawn on true
      union all
      select note.organisation_id, null, note.id, note.became_credit,
        (note.became_credit - coalesce(met.amount, 0) - coalesce(drawn.amount, 0))::bigint,
        greatest(note.issued_at, met.released_at, drawn.returned_at)
      from credit_note note
      left join lateral (
        select sum(case effect when 'applies' then amount else -amount end) as amount,
          max(recorded_at) filter (where effect = 'releases') as released_at
        from allocation where allocation.credit_note_id = note.id) met on true
      left join lateral (
        select sum(case effect when 'draws' then amount else -amount end) as amount,
          max(recorded_at) filter (where effect = 'returns') as returned_at
        from credit_draw where credit_draw.credit_note_id = note.id) drawn on true
      where note.became_credit > 0`);
    this.addSql(
      `create index organisation_balance_in_credit on organisation_balance (organisation_id) where credit > 0`,
    );
    this.addSql(`grant select, insert on credit_draw to counterfoil_server`);
    this.addSql(`grant select on credit_source to counterfoil_server`);
  }

  /** What somebody asks for about a payment: other lines, or another organisation. Written once approved by another. */
  private addReceiptChanges(): void {
    this.addSql(`
      create table receipt_change (
        id integer generated always as identity primary key,
        kind text not null check (kind in ('reallocation', 'payment-move')),
        receipt_id bigint not null references receipt,
        organisation_id integer not null references organisation,
        to_organisation_id integer references organisation,
        request jsonb not null,
        reason text not null check (length(reason) between 1 and 500),
        amount bigint not null check (amount between 1 and 99999999999),
        state text not null check (state in ('waiting', 'applied', 'returned', 'withdrawn')),
        state_since timestamptz not null,
        asked_by integer not null references staff,
        asked_at timestamptz not null,
        returned_reason text check (length(returned_reason) between 1 and 1000),
        approval_id bigint references approval,
        approved_by integer references staff,
        check ((kind = 'payment-move') = (to_organisation_id is not null)),
        check (to_organisation_id <> organisation_id),
        check ((state = 'applied') = (approved_by is not null)),
        check ((state = 'applied') = (approval_id is not null)),
        constraint receipt_change_approved_by_another check (approved_by <> asked_by))`);
    this.addSql(
      `create unique index receipt_change_one_waiting on receipt_change (receipt_id) where state = 'waiting'`,
    );
    this.addSql(`create index receipt_change_organisation on receipt_change (organisation_id, id)`);
    this.addSql(`
      create function receipt_change_moves_legally() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' and new.state <> 'waiting' or tg_op = 'UPDATE' and old.state <> 'waiting' then
          raise exception 'a change of a receipt starts by waiting and is decided once'
            using errcode = 'integrity_constraint_violation', constraint = 'receipt_change_moves_legally';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger receipt_change_moves_legally before insert or update on receipt_change
      for each row execute function receipt_change_moves_legally()`);
    this.addSql(`grant select, insert on receipt_change to counterfoil_server`);
    this.addSql(`
      grant update (state, state_since, returned_reason, approval_id, approved_by) on receipt_change
      to counterfoil_server`);
    // Nothing leaves the office by these: more may be decided than of what is paid back.
    this.addSql(`
      insert into approval_limit (role, subject_kind, per_approval, per_organisation_day) values
        ('finance-manager', 'reallocation', 99999999999, 99999999999),
        ('finance-manager', 'payment-move', 99999999999, 99999999999)`);
  }

  private planChecksForLargeTables(): void {
    for (const check of CHECKS) {
      for (const way of ['seqscan', 'hashjoin', 'mergejoin']) {
        this.addSql(`alter function ${check}() set enable_${way} = off`);
      }
    }
  }
}
