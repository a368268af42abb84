import { Migration } from '@mikro-orm/migrations';

/**
 * Answers about past moments that never change.
 *
 * A journal's moment is read before its transaction begins, so it can be written after a question about a later moment
 * was answered. `books_answered` keeps the latest moment that was ever answered for; a journal that would stand at or
 * before it is dated a millisecond after it. Who writes a journal holds a shared lock until the end of its transaction,
 * and who raises the mark takes that lock alone: so every journal is either there when the mark is raised, or sees it.
 */
export class Migration20261126x28BooksAsAt extends Migration {
  override name = '20261126-28-books-as-at';

  override up(): void {
    this.addSql(`
      create table books_answered (
        only_row boolean primary key default true check (only_row),
        up_to timestamptz not null)`);
    this.addSql(`insert into books_answered (up_to) values ('-infinity')`);
    this.addSql(`
      create function books_answered_only_rises() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' or new.up_to < old.up_to then
          raise exception 'what was answered once stays answered'
            using errcode = 'integrity_constraint_violation', constraint = 'books_answered_only_rises';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger books_answered_only_rises before update or delete on books_answered
      for each row execute function books_answered_only_rises()`);
    // 281128 names the lock; the statement after it sees what was committed before the lock was given.
    this.addSql(`
      create function journal_after_what_was_answered() returns trigger language plpgsql as $$
      declare
        answered timestamptz;
      begin
        if current_setting('transaction_isolation') <> 'read committed' then
          raise exception 'a journal is written in a transaction that sees what is committed meanwhile'
            using errcode = 'integrity_constraint_violation', constraint = 'journal_after_what_was_answered';
        end if;
        perform pg_advisory_xact_lock_shared(281128);
        select up_to into answered from books_answered;
        if new.posted_at <= answered then
          new.posted_at := answered + interval '1 millisecond';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger journal_after_what_was_answered before insert on journal
      for each row execute function journal_after_what_was_answered()`);
    this.addSql(`create index journal_posted_at on journal (posted_at)`);
    this.addSql(`grant select, update (up_to) on books_answered to counterfoil_server`);
  }
}
