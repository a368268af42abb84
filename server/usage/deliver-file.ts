import type { DeliveredUpload, DeliveryState } from '../../shared/contracts/usage.ts';
import { recordAudit } from '../audit/index.ts';
import type { Jobs } from '../platform/jobs.ts';
import { selectOne, selectRows, write } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { discardFile } from './file-parts.ts';

export const USAGE_INTAKE_QUEUE = 'usage.intake';

/** A file that is kept whole and has been weighed. */
export interface WholeFile {
  readonly fileId: string;
  readonly name: string;
  readonly channel: 'upload' | 'folder';
  readonly sha256: Buffer;
  readonly byteCount: number;
}

/**
 * Makes a delivery of a file and has it read. A file is known by its hash, whatever its name: sent again it is not kept
 * a second time, and the answer is its first delivery; if that was cancelled it is read after all.
 */
export async function deliverFile(scope: CommandScope, file: WholeFile, jobs: Jobs): Promise<DeliveredUpload> {
  const { tx, now, actor } = scope;
  const [made] = await selectRows<{ id: number }>(
    tx,
    `insert into usage_delivery (channel, name, sha256, byte_count, file_id, staff_id, received_by, received_at)
     values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (sha256) where channel <> 'feed' do nothing returning id`,
    [
      ...[file.channel, file.name, file.sha256, file.byteCount, file.fileId],
      ...[actor.kind === 'system' ? null : actor.staffId, actor.name, now.toISOString()],
    ],
  );
  if (made === undefined) return recogniseFile(scope, file, jobs);
  await write(tx, `insert into usage_delivery_progress (delivery_id, state, state_since) values (?, 'received', ?)`, [
    made.id,
    now.toISOString(),
  ]);
  await recordAudit(scope, {
    kind: 'usage.file-received',
    subject: `usage-delivery:${made.id}`,
    organisationId: null,
    facts: { deliveryId: made.id, name: file.name, bytes: file.byteCount },
  });
  await jobs.enqueue(tx, USAGE_INTAKE_QUEUE, {});
  return { deliveryId: made.id, cameBefore: false };
}

async function recogniseFile({ tx, now }: CommandScope, file: WholeFile, jobs: Jobs): Promise<DeliveredUpload> {
  const first = await selectOne<{ id: number; state: DeliveryState; file_id: string }>(
    tx,
    `select id, state, file_id from usage_delivery join usage_delivery_progress on delivery_id = id
     where channel <> 'feed' and sha256 = ? for no key update of usage_delivery_progress`,
    [file.sha256],
  );
  if (first.state === 'cancelled') {
    await write(
      tx,
      `update usage_delivery_progress set state = 'received', state_since = ?, cancel_asked_at = null
       where delivery_id = ? and state = 'cancelled'`,
      [now.toISOString(), first.id],
    );
    await jobs.enqueue(tx, USAGE_INTAKE_QUEUE, {});
  }
  if (first.file_id !== file.fileId) await discardFile(tx, file.fileId);
  return { deliveryId: first.id, cameBefore: true };
}
