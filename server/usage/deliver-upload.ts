import type { DeliveredUpload, DeliverUpload } from '../../shared/contracts/usage.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { deliverFile } from './deliver-file.ts';
import { weighFile } from './file-parts.ts';

/** Ends an upload whose parts have all been sent. UPLOAD_INCOMPLETE when one is missing, or somebody else sent it. */
export async function deliverUpload(scope: CommandScope, input: DeliverUpload, jobs: Jobs): Promise<DeliveredUpload> {
  const weighed = await weighFile(scope.tx, input, scope.actor);
  if (weighed === undefined) throw new DomainError('UPLOAD_INCOMPLETE');
  const { fileId, name, byteCount } = input;
  return deliverFile(scope, { fileId, name, byteCount, channel: 'upload', sha256: weighed.sha256 }, jobs);
}
