import { Migration } from '@mikro-orm/migrations';

/** Organisations, and the audit trail: one typed event per change, in the change's transaction, never changed after. */
export class Migration20261124x03OrganisationsAndAudit extends Migration {
  override name = '20261124-03-organisations-and-audit';

  override up(): void {
    this.addSql(`
      create table organisation (
        id integer generated always as identity primary key,
        reference text not null unique check (reference ~ '^ORG[0-9]{6}[A-HJ-NPR-Z]$'),
        name text not null check (length(name) between 1 and 200),
        kind text not null check (kind in ('solicitor', 'will-writer', 'charity', 'local-authority')),
        status text not null default 'active' check (status in ('active', 'on-hold', 'closed')),
        status_reason text check (length(status_reason) between 1 and 500),
        address_lines text[] not null,
        town text not null,
        postcode text not null,
        postcode_key text generated always as (upper(replace(postcode, ' ', ''))) stored,
        contact_name text not null,
        contact_email text not null,
        contact_phone text not null,
        credit_terms_days integer not null default 30 check (credit_terms_days between 0 and 365),
        created_at timestamptz not null,
        version integer not null default 1,
        check (status = 'active' or status_reason is not null))`);
    this.addSql(`create sequence organisation_number start 100001 maxvalue 999999`);
    this.addSql(`create index organisation_name_words on organisation using gin (lower(name) gin_trgm_ops)`);
    this.addSql(`create index organisation_postcode on organisation (postcode_key text_pattern_ops)`);
    this.addSql(`create index organisation_name_order on organisation (lower(name), id)`);
    this.addSql(`grant select, insert, update on organisation to counterfoil_server`);
    this.addSql(`grant usage on sequence organisation_number to counterfoil_server`);

    this.addSql(`
      create table audit_event (
        id bigint generated always as identity,
        at timestamptz not null,
        staff_id integer references staff,
        actor text not null check (length(actor) between 1 and 120),
        kind text not null check (kind ~ '^[a-z-]+\\.[a-zA-Z-]+$'),
        organisation_id integer references organisation,
        subject text not null,
        data jsonb not null,
        request_id uuid,
        command_id uuid,
        primary key (at, id)) partition by range (at)`);
    this.addSql(`create index audit_event_organisation on audit_event (organisation_id, at desc, id desc)`);
    this.addSql(`create index audit_event_subject on audit_event (subject, at)`);
    this.addSql(`create table audit_event_other_months partition of audit_event default`);
    this.addSql(`select keep_month_partitions('audit_event', '2025-01-01', 48)`);
    this.addSql(`
      create trigger audit_event_append_only before update or delete on audit_event
      for each row execute function refuse_change()`);
    for (const table of ['audit_event', 'audit_event_other_months']) {
      this.addSql(`
        create trigger ${table}_no_truncate before truncate on ${table}
        for each statement execute function refuse_change()`);
    }
    this.addSql(`grant select, insert on audit_event to counterfoil_server`);
  }
}
