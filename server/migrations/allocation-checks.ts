/** Functions of the triggers that keep allocations within what they draw on and what they meet. */

/** As before, where what is released may have been paid from a receipt or from a credit note. */
export const ALLOCATION_WITHIN_LINE_OF_EITHER = `
  create or replace function allocation_within_line() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    line_amount bigint; met bigint; credited bigint;
  begin
    select amount into line_amount from invoice_line where id = new.invoice_line_id for no key update;
    select coalesce(sum(case effect when 'applies' then amount else -amount end), 0)
      into met from allocation where invoice_line_id = new.invoice_line_id;
    select coalesce(sum(met_debt), 0) into credited from credit_note_line where invoice_line_id = new.invoice_line_id;
    if met + credited > line_amount or met < 0 then
      raise exception 'line % of % pence would be met by % pence beside % credited',
        new.invoice_line_id, line_amount, met, credited
        using errcode = 'integrity_constraint_violation', constraint = 'allocation_within_line';
    end if;
    if new.effect = 'releases' and not exists (
      select from allocation applied
       where applied.id = new.releases_allocation_id and applied.effect = 'applies'
         and applied.invoice_line_id = new.invoice_line_id and applied.amount = new.amount
         and (applied.receipt_id, applied.credit_note_id)
           is not distinct from (new.receipt_id, new.credit_note_id)) then
      raise exception 'allocation % does not release what it points at', new.id
        using errcode = 'integrity_constraint_violation', constraint = 'allocation_releases_whole';
    end if;
    return null;
  end $$`;

/**
 * What a receipt or a credit note holds is met, drawn or left, and never more than it brought; one that was taken back
 * holds nothing. The lock of the source makes all that draw on it take turns. Serves allocation and credit_draw: the
 * invoice is looked at in a statement of its own, since a draw has none and a condition is read whole.
 */
export const CREDIT_SOURCE_NOT_OVERDRAWN = `
  create or replace function receipt_not_over_allocated() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    holds bigint; used bigint; whose integer;
  begin
    if new.receipt_id is not null then
      select case when exists (select from journal where reverses_journal_id = receipt.journal_id) then 0 else amount end,
        organisation_id into holds, whose from receipt where id = new.receipt_id for no key update;
      select coalesce((select sum(case effect when 'applies' then amount else -amount end)
          from allocation where receipt_id = new.receipt_id), 0)
        + coalesce((select sum(case effect when 'draws' then amount else -amount end)
          from credit_draw where receipt_id = new.receipt_id), 0) into used;
    else
      select became_credit, organisation_id into holds, whose
        from credit_note where id = new.credit_note_id for no key update;
      select coalesce((select sum(case effect when 'applies' then amount else -amount end)
          from allocation where credit_note_id = new.credit_note_id), 0)
        + coalesce((select sum(case effect when 'draws' then amount else -amount end)
          from credit_draw where credit_note_id = new.credit_note_id), 0) into used;
    end if;
    if used < 0 or used > holds and new.effect in ('applies', 'draws') then
      raise exception 'what holds % pence would be used for % pence', holds, used
        using errcode = 'integrity_constraint_violation', constraint = 'receipt_not_over_allocated';
    end if;
    if tg_table_name = 'allocation' then
      if new.effect = 'applies' and not exists (
        select from bill where id = new.invoice_id and organisation_id = whose) then
        raise exception 'allocation % is for a line of another organisation', new.id
          using errcode = 'integrity_constraint_violation', constraint = 'allocation_within_organisation';
      end if;
    end if;
    return null;
  end $$`;

/** A release of a draw gives back, at most once and whole, what that draw took. */
export const CREDIT_DRAW_RETURNS = `
  create function credit_draw_returns() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if not exists (
      select from credit_draw drawn
       where drawn.id = new.returns_draw_id and drawn.effect = 'draws' and drawn.amount = new.amount
         and (drawn.receipt_id, drawn.credit_note_id) is not distinct from (new.receipt_id, new.credit_note_id)) then
      raise exception 'draw % does not give back what it points at', new.id
        using errcode = 'integrity_constraint_violation', constraint = 'credit_draw_returns_whole';
    end if;
    return null;
  end $$`;

/** A payment that moved is the whole of one that was taken back, of another organisation. */
export const RECEIPT_MOVED_WHOLE = `
  create function receipt_moved_whole() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if not exists (
      select from receipt earlier join journal undone on undone.reverses_journal_id = earlier.journal_id
       where earlier.id = new.moved_from_receipt_id and earlier.organisation_id <> new.organisation_id
         and earlier.channel = new.channel and earlier.payer is not distinct from new.payer) then
      raise exception 'receipt % moves nothing that was taken back from another organisation', new.id
        using errcode = 'integrity_constraint_violation', constraint = 'receipt_moved_whole';
    end if;
    return null;
  end $$`;

/** The receipt that a payment is now: the last of those it was moved to. */
export const LAST_RECEIPT = `
  create function last_receipt(receipt_id bigint) returns bigint language sql stable as $$
    with recursive moved as (
      select receipt_id as id
      union all select later.id from receipt later join moved on later.moved_from_receipt_id = moved.id)
    select max(id) from moved $$`;
