import { Migration } from '@mikro-orm/migrations';

/** Every credit note issued since is sent once; what is resent is another message that points at the first. */
export class Migration20261126x21CreditNoteDeliveries extends Migration {
  override name = '20261126-21-credit-note-deliveries';

  override up(): void {
    this.addSql(`
      create table credit_note_delivery (
        credit_note_id integer primary key references credit_note,
        message_id bigint not null unique references message)`);
    this.addSql(`
      create trigger credit_note_delivery_append_only before update or delete on credit_note_delivery
      for each row execute function refuse_change()`);
    this.addSql(`
      create trigger credit_note_delivery_no_truncate before truncate on credit_note_delivery
      for each statement execute function refuse_change()`);
    this.addSql(`grant select, insert on credit_note_delivery to counterfoil_server`);
    this.addSql(`create index credit_note_issued_at on credit_note (issued_at, id)`);
  }
}
