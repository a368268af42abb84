import type { DeliveredUpload, DeliverUpload } from '../../shared/contracts/usage.ts';
import { holdsCardNumber } from './read-facts.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { deliverFile } from './deliver-file.ts';
import { weighFile } from './file-parts.ts';

/**
 * Ends an upload whose parts have all been sent. UPLOAD_INCOMPLETE when one is missing, or somebody else sent it;
 * TEXT_HOLDS_CARD_NUMBER when the file's name holds a card number.
 */
export async function deliverUpload(scope: CommandScope, input: DeliverUpload, jobs: Jobs): Promise<DeliveredUpload> {
  if (holdsCardNumber(input.name)) throw new DomainError('TEXT_HOLDS_CARD_NUMBER', { field: 'name of the file' });
  const weighed = await weighFile(scope.tx, input, scope.actor);
  if (weighed === undefined) throw new DomainError('UPLOAD_INCOMPLETE');
  const { fileId, name, byteCount } = input;
  return deliverFile(scope, { fileId, name, byteCount, channel: 'upload', sha256: weighed.sha256 }, jobs);
}
