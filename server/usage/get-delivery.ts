import type { EntityManager } from '@mikro-orm/postgresql';
import type { DeliveryRecord, FileRefusal } from '../../shared/contracts/usage.ts';
import { DomainError } from '../platform/domain-error.ts';
import { selectRows } from '../platform/rows.ts';
import { DELIVERY_COLUMNS, DELIVERY_TABLES, toDeliveryRow, type DeliverySqlRow } from './list-deliveries.ts';
import { refusalSentence } from './refusal-sentences.ts';
import type { RowFacts } from './registration-facts.ts';

interface Row extends DeliverySqlRow {
  readonly bytes_read: number;
  readonly sha256: string;
  readonly file_id: string | null;
  readonly refusal: FileRefusal | null;
  readonly refusal_facts: RowFacts | null;
  readonly cancel_asked: boolean;
  readonly still_waiting: number;
}

/** One delivery: how far it got, what its rows came to, and why it was refused, if it was. */
export async function getDelivery(em: EntityManager, id: number): Promise<DeliveryRecord> {
  const [row] = await selectRows<Row>(
    em,
    `select ${DELIVERY_COLUMNS}, progress.bytes_read, encode(delivery.sha256, 'hex') as sha256, progress.refusal,
       progress.refusal_facts, progress.cancel_asked_at is not null as cancel_asked,
       case when progress.refusal is distinct from 'FILE_HOLDS_CARD_NUMBER' then delivery.file_id end as file_id,
       (select count(*)::int from usage_waiting_change waiting
         where waiting.delivery_id = delivery.id and waiting.applied_at is null) as still_waiting
     from ${DELIVERY_TABLES} where delivery.id = ?`,
    [id],
  );
  if (row === undefined) throw new DomainError('DELIVERY_NOT_FOUND');
  const { refusal } = row;
  return {
    ...toDeliveryRow(row),
    bytesRead: row.bytes_read,
    sha256: row.sha256,
    refusal: refusal === null ? null : { code: refusal, sentence: refusalSentence(refusal, row.refusal_facts ?? {}) },
    fileId: row.file_id,
    canCancel: (row.state === 'received' || row.state === 'reading') && !row.cancel_asked,
    stillWaiting: row.still_waiting,
  };
}
