import { Migration } from '@mikro-orm/migrations';

/** What is worked out at a time of a run in `computing`, so that several can be worked out at once. */
export class Migration20261126x20BillRunParts extends Migration {
  override name = '20261126-20-bill-run-parts';

  override up(): void {
    this.addSql(`
      create table bill_run_part (
        bill_run_id integer not null references bill_run,
        after integer not null,
        last integer not null,
        organisation_count integer not null check (organisation_count > 0),
        done boolean not null default false,
        primary key (bill_run_id, after),
        check (after < last))`);
    this.addSql(`create index bill_run_part_left on bill_run_part (bill_run_id, after) where not done`);
    this.addSql(`grant select, insert, delete, update (done) on bill_run_part to counterfoil_server`);
  }
}
