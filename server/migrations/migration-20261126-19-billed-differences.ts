import { Migration } from '@mikro-orm/migrations';

/**
 * What a registration comes to say after its LPA was billed: which ones changed, what they are charged beside what they
 * cost now, and the way in for a registration that staff move to another organisation.
 */
export class Migration20261126x19BilledDifferences extends Migration {
  override name = '20261126-19-billed-differences';

  override up(): void {
    this.addChangedRegistrations();
    this.letStaffCorrectRegistrations();
  }

  /** Registrations whose facts changed since they came: the only ones whose bill can have become wrong. */
  private addChangedRegistrations(): void {
    this.addSql(`
      create table registration_changed (
        registration_id bigint primary key references registration,
        organisation_id integer not null references organisation)`);
    this.addSql(`create index registration_changed_organisation on registration_changed (organisation_id)`);
    this.addSql(`
      insert into registration_changed (registration_id, organisation_id)
      select id, organisation_id from registration where version > 1`);
    this.addSql(`
      create function registration_is_changed() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        insert into registration_changed (registration_id, organisation_id) values (new.id, new.organisation_id)
        on conflict (registration_id) do update set organisation_id = excluded.organisation_id;
        return null;
      end $$`);
    this.addSql(`
      create trigger registration_is_changed after update on registration
      for each row execute function registration_is_changed()`);
    // What an LPA is charged on issued invoices, beside what its registration now says. Only where the two differ.
    this.addSql(`
      create view registration_difference with (security_invoker = true) as
      select registration.id as registration_id, changed.organisation_id, registration.lpa_reference,
        registration.lpa_kind, registration.received_on, registration.registered_on, registration.fee_kind,
        registration.own_reference, registration.donor_key, registration.withdrawn_at, line.id as line_id,
        invoice.id as invoice_id, invoice.organisation_id as billed_to, line.fee_kind as billed_as,
        charge.amount as charged, rule.amount as price
      from registration_changed changed
      join registration on registration.id = changed.registration_id
      join invoice_line line on line.live and line.lpa_reference = registration.lpa_reference
      join invoice on invoice.id = line.invoice_id
      left join fee_rule_period rule on rule.fee_kind = registration.fee_kind
        and rule.received_from <= registration.received_on
        and (rule.received_before is null or registration.received_on < rule.received_before)
      cross join lateral (
        select sum(part.amount - coalesce(credit.amount, 0))::bigint as amount
        from (select line.id, line.amount
              union all select more.id, more.amount from invoice_line more where more.corrects_line_id = line.id) part
        left join lateral (select sum(amount) as amount from credit_note_line
          where invoice_line_id = part.id) credit on true) charge
      where registration.withdrawn_at is not null or changed.organisation_id <> invoice.organisation_id
        or rule.amount <> charge.amount`);
    this.addSql(`grant select on registration_changed, registration_difference to counterfoil_server`);
  }

  /** A registration that staff move to another organisation is changed by a delivery as well: one made at the desk. */
  private letStaffCorrectRegistrations(): void {
    this.addSql(`alter table usage_delivery drop constraint usage_delivery_channel_check`);
    this.addSql(`alter table usage_delivery drop constraint usage_delivery_check`);
    this.addSql(`
      alter table usage_delivery
        add constraint usage_delivery_channel_check check (channel in ('feed', 'upload', 'folder', 'desk')),
        add constraint usage_delivery_file_check check ((channel in ('feed', 'desk')) = (file_id is null))`);
    this.addSql(`
      create or replace function usage_delivery_moves_legally() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          if new.state <> (select case when channel in ('feed', 'desk') then 'done' else 'received' end
              from usage_delivery where id = new.delivery_id) then
            raise exception 'a delivery does not start in %', new.state
              using errcode = 'integrity_constraint_violation', constraint = 'usage_delivery_moves_legally';
          end if;
        elsif new.delivery_id <> old.delivery_id or new.state <> old.state and not exists (
          select from usage_delivery_move where from_state = old.state and to_state = new.state) then
          raise exception 'a delivery cannot go from % to %', old.state, new.state
            using errcode = 'integrity_constraint_violation', constraint = 'usage_delivery_moves_legally';
        end if;
        return new;
      end $$`);
  }
}
