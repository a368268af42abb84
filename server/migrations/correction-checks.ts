/** Functions of the triggers that keep credits and corrections within what was charged. */

/** Money and credits together never meet more than a line’s amount; replaces the rule from before there were credits. */
export const ALLOCATION_WITHIN_LINE = `
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
         and applied.invoice_line_id = new.invoice_line_id and applied.receipt_id = new.receipt_id
         and applied.amount = new.amount) then
      raise exception 'allocation % does not release what it points at', new.id
        using errcode = 'integrity_constraint_violation', constraint = 'allocation_releases_whole';
    end if;
    return null;
  end $$`;

/** The line’s lock makes credits, allocations and corrections of one line take turns, however many callers there are. */
export const CREDIT_WITHIN_LINE = `
  create function credit_within_line() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    line invoice_line%rowtype; credits bigint; credited bigint; credited_debt bigint; met bigint;
  begin
    select * into line from invoice_line where id = new.invoice_line_id for no key update;
    if exists (select from credit_note where id = new.credit_note_id and age(xmin) <> 0) then
      raise exception 'a line cannot be added to a credit note that is already issued'
        using errcode = 'integrity_constraint_violation', constraint = 'credit_note_line_comes_with_its_note';
    end if;
    select count(*), coalesce(sum(amount), 0), coalesce(sum(met_debt), 0) into credits, credited, credited_debt
      from credit_note_line where invoice_line_id = line.id;
    if credited > line.amount or line.amount = 0 and credits > 1 or line.amount > 0 and new.amount = 0 then
      raise exception 'line % of % pence would be credited by % pence', line.id, line.amount, credited
        using errcode = 'integrity_constraint_violation', constraint = 'credit_within_line';
    end if;
    select coalesce(sum(case effect when 'applies' then amount else -amount end), 0)
      into met from allocation where invoice_line_id = line.id;
    if met + credited_debt > line.amount or new.became_credit > 0 and met + credited_debt < line.amount then
      raise exception 'a credit of line % meets what it still owes, all of it and no more', line.id
        using errcode = 'integrity_constraint_violation', constraint = 'credit_meets_debt_first';
    end if;
    if exists (select from payment_attempt_line where invoice_line_id = line.id and is_open) then
      raise exception 'line % is being paid and cannot be credited', line.id
        using errcode = 'integrity_constraint_violation', constraint = 'credit_not_while_being_paid';
    end if;
    if credited = line.amount and line.corrects_line_id is null then
      if exists (select from invoice_line more where more.corrects_line_id = line.id and more.amount > (
          select coalesce(sum(amount), 0) from credit_note_line where invoice_line_id = more.id)) then
        raise exception 'line % has a correction that is still charged', line.id
          using errcode = 'integrity_constraint_violation', constraint = 'credit_corrections_first';
      end if;
      update invoice_line set live = false where id = line.id and live;
    end if;
    return null;
  end $$`;

/** At commit a credit note says what its lines say, and is of an approved correction of its invoice. */
export const CREDIT_NOTE_MUST_ADD_UP = `
  create function credit_note_must_add_up() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    lines integer; sums bigint; debts bigint;
  begin
    select count(*), coalesce(sum(amount), 0), coalesce(sum(met_debt), 0) into lines, sums, debts
      from credit_note_line where credit_note_id = new.id;
    if lines <> new.line_count or sums <> new.total or debts <> new.met_debt then
      raise exception 'credit note % has % lines of % pence, says % of %', new.number, lines, sums, new.line_count,
        new.total using errcode = 'integrity_constraint_violation', constraint = 'credit_note_must_add_up';
    end if;
    if not exists (select from invoice where id = new.invoice_id and organisation_id = new.organisation_id)
       or not exists (select from correction where id = new.correction_id and state = 'applied') then
      raise exception 'credit note % is not of an approved correction of its invoice', new.number
        using errcode = 'integrity_constraint_violation', constraint = 'credit_note_of_a_correction';
    end if;
    return null;
  end $$`;

/** A line that adds to another adds to a charge that stands, and never beyond the price of its LPA. */
export const INVOICE_LINE_CORRECTS = `
  create function invoice_line_corrects() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    corrected invoice_line%rowtype; charged bigint; price bigint;
  begin
    select * into corrected from invoice_line where id = new.corrects_line_id for no key update;
    if corrected.id is null or not corrected.live or corrected.corrects_line_id is not null
       or corrected.lpa_reference <> new.lpa_reference or not exists (
         select from invoice join bill on bill.organisation_id = invoice.organisation_id
          where invoice.id = corrected.invoice_id and bill.id = new.invoice_id) then
      raise exception 'line % adds to no charge that stands', new.id
        using errcode = 'integrity_constraint_violation', constraint = 'invoice_line_corrects_what_stands';
    end if;
    select sum(charge.amount - coalesce(credit.amount, 0)) into charged
      from (select id, amount from invoice_line where id = corrected.id
            union all select id, amount from invoice_line where corrects_line_id = corrected.id) charge
      left join lateral (select sum(amount) as amount from credit_note_line
        where invoice_line_id = charge.id) credit on true;
    select rule.amount into price from fee_rule_period rule
     where rule.fee_kind = new.fee_kind and rule.received_from <= new.received_on
       and (rule.received_before is null or new.received_on < rule.received_before);
    if price is null or charged > price then
      raise exception 'LPA of line % would be charged % pence, and costs %', corrected.id, charged, price
        using errcode = 'integrity_constraint_violation', constraint = 'invoice_line_corrects_to_its_price';
    end if;
    return null;
  end $$`;

/** A line that replaces another takes its LPA over from one that was credited whole. */
export const INVOICE_LINE_REPLACES = `
  create function invoice_line_replaces() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    replaced invoice_line%rowtype;
  begin
    select * into replaced from invoice_line where id = new.replaces_line_id for no key update;
    if replaced.id is null or replaced.live or replaced.corrects_line_id is not null
       or replaced.lpa_reference <> new.lpa_reference then
      raise exception 'line % replaces no charge that was credited', new.id
        using errcode = 'integrity_constraint_violation', constraint = 'invoice_line_replaces_what_ended';
    end if;
    return null;
  end $$`;
