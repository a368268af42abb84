import { Migration20261124x01RolesAndPlatform } from './migration-20261124-01-roles-and-platform.ts';
import { Migration20261124x02Access } from './migration-20261124-02-access.ts';
import { Migration20261124x03OrganisationsAndAudit } from './migration-20261124-03-organisations-and-audit.ts';
import { Migration20261124x04Ledger } from './migration-20261124-04-ledger.ts';
import { Migration20261124x05Billing } from './migration-20261124-05-billing.ts';
import { Migration20261124x06Payments } from './migration-20261124-06-payments.ts';
import { Migration20261125x07Usage } from './migration-20261125-07-usage.ts';
import { Migration20261125x08Approvals } from './migration-20261125-08-approvals.ts';
import { Migration20261125x09Fees } from './migration-20261125-09-fees.ts';
import { Migration20261125x10BillRuns } from './migration-20261125-10-bill-runs.ts';
import { Migration20261125x11Bills } from './migration-20261125-11-bills.ts';
import { Migration20261126x12OrganisationsAndStaff } from './migration-20261126-12-organisations-and-staff.ts';
import { Migration20261126x13Correspondence } from './migration-20261126-13-correspondence.ts';
import { Migration20261126x14UsageDays } from './migration-20261126-14-usage-days.ts';
import { Migration20261126x15Corrections } from './migration-20261126-15-corrections.ts';
import { Migration20261126x16MergersAndSplits } from './migration-20261126-16-mergers-and-splits.ts';
import { Migration20261126x17Chasing } from './migration-20261126-17-chasing.ts';
import { Migration20261126x18UsageAlerts } from './migration-20261126-18-usage-alerts.ts';
import { Migration20261126x19BilledDifferences } from './migration-20261126-19-billed-differences.ts';
import { Migration20261126x20BillRunParts } from './migration-20261126-20-bill-run-parts.ts';
import { Migration20261126x21CreditNoteDeliveries } from './migration-20261126-21-credit-note-deliveries.ts';
import { Migration20261126x22LinesOfBills } from './migration-20261126-22-lines-of-bills.ts';
import { Migration20261126x23MoneyIn } from './migration-20261126-23-money-in.ts';
import { Migration20261127x24Receipts } from './migration-20261127-24-receipts.ts';
import { Migration20261126x27RecordingPauses } from './migration-20261126-27-recording-pauses.ts';
import { Migration20261126x28BooksAsAt } from './migration-20261126-28-books-as-at.ts';
import { Migration20261126x29UsageMonths } from './migration-20261126-29-usage-months.ts';
import { Migration20261127x31CallBacks } from './migration-20261127-31-call-backs.ts';
import { Migration20261126x25Refunds } from './migration-20261126-25-refunds.ts';

/** Every migration, oldest first. One per change; never edited once merged. */
export const MIGRATIONS = [
  Migration20261124x01RolesAndPlatform,
  Migration20261124x02Access,
  Migration20261124x03OrganisationsAndAudit,
  Migration20261124x04Ledger,
  Migration20261124x05Billing,
  Migration20261124x06Payments,
  Migration20261125x07Usage,
  Migration20261125x08Approvals,
  Migration20261125x09Fees,
  Migration20261125x10BillRuns,
  Migration20261125x11Bills,
  Migration20261126x12OrganisationsAndStaff,
  Migration20261126x13Correspondence,
  Migration20261126x14UsageDays,
  Migration20261126x15Corrections,
  Migration20261126x16MergersAndSplits,
  Migration20261126x17Chasing,
  Migration20261126x18UsageAlerts,
  Migration20261126x19BilledDifferences,
  Migration20261126x20BillRunParts,
  Migration20261126x21CreditNoteDeliveries,
  Migration20261126x22LinesOfBills,
  Migration20261126x23MoneyIn,
  Migration20261127x24Receipts,
  Migration20261126x27RecordingPauses,
  Migration20261126x28BooksAsAt,
  Migration20261126x29UsageMonths,
  Migration20261127x31CallBacks,
  Migration20261126x25Refunds,
];
