import type { Logger } from '../platform/logger.ts';
import type { NotifyClient } from './govuk-notify/client.ts';

/** What the correspondence slice needs from outside; the composition root gives it. */
export interface CorrespondenceDeps {
  readonly notify: NotifyClient;
  readonly log: Logger;
}
