import { Migration } from '@mikro-orm/migrations';

/** Triggers that look a few rows up in tables that grow for ever: their plans must not be made for empty tables. */
const CHECKS = ['bill_is_draft', 'invoice_line_has_its_bill'];

/**
 * That a line has its bill is checked once for each statement, as its registration and price are: a key that is checked
 * for each of a million lines costs a bill run a sixth of its time. Both sides take the bill's row lock first, so that
 * neither a line nor a deletion can slip past the other.
 */
export class Migration20261126x22LinesOfBills extends Migration {
  override name = '20261126-22-lines-of-bills';

  override up(): void {
    this.addSql(`alter table invoice_line drop constraint invoice_line_of_a_bill`);
    this.addSql(`
      create function invoice_line_has_its_bill() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        named bigint; found_bills bigint;
      begin
        select count(distinct invoice_id) into named from added;
        select count(*) into found_bills from (
          select from bill where id in (select invoice_id from added) order by id for update) locked;
        if named <> found_bills then
          raise exception 'a line is of no bill'
            using errcode = 'foreign_key_violation', constraint = 'invoice_line_of_a_bill';
        end if;
        return null;
      end $$`);
    // Before the other checks of the statement, by the order of their names; they find the bills locked.
    this.addSql(`
      create trigger invoice_line_added_to_a_bill after insert on invoice_line
      referencing new table as added for each statement execute function invoice_line_has_its_bill()`);
    this.addSql(`
      create or replace function bill_is_draft() returns trigger language plpgsql as $$
      begin
        if exists (select from invoice where id = old.id) then
          raise exception 'bill % is issued and cannot change', old.id
            using errcode = 'integrity_constraint_violation', constraint = 'bill_is_draft';
        end if;
        if tg_op = 'DELETE' and exists (select from invoice_line where invoice_id = old.id) then
          raise exception 'bill % has lines and cannot be deleted', old.id
            using errcode = 'foreign_key_violation', constraint = 'invoice_line_of_a_bill';
        end if;
        if tg_op = 'UPDATE' and new.id <> old.id then
          raise exception 'bill % keeps its id', old.id
            using errcode = 'integrity_constraint_violation', constraint = 'bill_is_draft';
        end if;
        return case tg_op when 'DELETE' then old else new end;
      end $$`);
    for (const check of CHECKS) {
      for (const way of ['seqscan', 'hashjoin', 'mergejoin']) {
        this.addSql(`alter function ${check}() set enable_${way} = off`);
      }
    }
  }
}
