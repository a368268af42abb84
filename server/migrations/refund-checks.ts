/**
 * As before: what a receipt or a credit note holds is met, drawn or left. The invoice is looked at in a statement of its
 * own, since a draw has none and a whole condition is read before any part of it is.
 */
export const CREDIT_SOURCE_NOT_OVERDRAWN_BY_DRAWS = `
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
