import { Migration } from '@mikro-orm/migrations';

/** Staff, their roles, and the sessions the server opens for them. A session's token is kept only as its SHA-256. */
export class Migration20261124x02Access extends Migration {
  override name = '20261124-02-access';

  override up(): void {
    this.addSql(`
      create table staff (
        id integer generated always as identity primary key,
        subject text not null unique check (length(subject) between 1 and 255),
        name text not null check (length(name) between 1 and 120),
        email text not null check (length(email) between 3 and 254),
        status text not null default 'active' check (status in ('active', 'disabled')),
        created_at timestamptz not null)`);
    this.addSql(`
      create table staff_role (
        staff_id integer not null references staff,
        role text not null check (role in ('agent', 'team-leader', 'support', 'finance', 'finance-manager',
          'auditor', 'administrator', 'usage-feed')),
        primary key (staff_id, role))`);
    this.addSql(`
      create table staff_session (
        id bigint generated always as identity primary key,
        token_hash bytea not null unique check (length(token_hash) = 32),
        staff_id integer not null references staff,
        opened_at timestamptz not null,
        last_active_at timestamptz not null,
        absolute_expires_at timestamptz not null check (absolute_expires_at > opened_at),
        ended_at timestamptz,
        end_reason text check (end_reason in ('signed-out', 'idle', 'too-old', 'revoked')),
        check ((ended_at is null) = (end_reason is null)),
        check (last_active_at >= opened_at))`);
    this.addSql(`create index staff_session_open on staff_session (staff_id) where ended_at is null`);
    this.addSql(`grant select, insert, update (name, email, status) on staff to counterfoil_server`);
    this.addSql(`grant select, insert, delete on staff_role to counterfoil_server`);
    this.addSql(
      `grant select, insert, update (last_active_at, ended_at, end_reason) on staff_session to counterfoil_server`,
    );
    this.addSql(`revoke select on staff_session from counterfoil_report`);
  }
}
