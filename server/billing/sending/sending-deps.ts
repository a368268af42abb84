import type { Jobs } from '../../platform/jobs.ts';
import type { Logger } from '../../platform/logger.ts';
import type { InvoiceSender } from '../documents/invoice-document.ts';

/** What sending needs besides the database. */
export interface SendingDeps {
  readonly sender: InvoiceSender;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly log: Logger;
}
