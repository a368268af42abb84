import { chaseInvoices } from '../../../server/billing/index.ts';
import { addDays, londonDay } from '../../../shared/local-date.ts';
import { asSuperuser } from '../database.ts';
import type { RunningPostgres } from '../postgres/start-postgres.ts';
import { movingClock } from './moving-clock.ts';
import { PRACTICE_OFFICE } from './practice-office.ts';
import { asSystem, type WorldBooks } from './world-books.ts';

/** Days ago, longest first, on which unpaid invoices were chased. */
const CHASED_DAYS_AGO = [29, 26, 22, 19, 15, 12, 8, 5, 1];

/**
 * The invoices that were issued last go out when the practice system starts, through its own GOV.UK Notify, and so do the
 * demands of the last weeks. One billing contact has an address that bounces, and one has none, so that a letter goes.
 */
export async function beginCorrespondence(
  books: WorldBooks,
  now: Date,
  { postgres, database }: { readonly postgres: RunningPostgres; readonly database: string },
): Promise<void> {
  const latest = `(select max(issued_at) - interval '3 days' from invoice)`;
  const contact = (place: number, email: string) => `
    update organisation set contact_email = ${email} where id = (
      select organisation_id from invoice where issued_at >= ${latest} group by 1 order by 1 offset ${place} limit 1)`;
  await asSuperuser(postgres, database, [
    `update invoice_delivery_progress set delivered_before = ${latest}`,
    `set session_replication_role = 'replica'`,
    contact(0, `'perm-fail-' || contact_email`),
    contact(1, `''`),
  ]);
  const { jobs, log } = books.payments;
  for (const days of CHASED_DAYS_AGO) {
    const morning = new Date(`${addDays(londonDay(now), -days)}T10:00:00Z`);
    await chaseInvoices(asSystem(books, movingClock(morning)), { sender: PRACTICE_OFFICE, jobs, log });
  }
}
