import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { DeliveryChannel, DeliveryRow, DeliveryState, ListDeliveries } from '../../shared/contracts/usage.ts';
import { cutPage, decodeCursor } from '../platform/keyset.ts';
import { readInstant, selectRows } from '../platform/rows.ts';

/** A delivery as the list and the record read it. */
export interface DeliverySqlRow {
  readonly id: number;
  readonly channel: DeliveryChannel;
  readonly name: string;
  readonly received_by: string;
  readonly received_at: string;
  readonly byte_count: number;
  readonly state: DeliveryState;
  readonly state_since: string;
  readonly row_count: number;
  readonly accepted: number;
  readonly duplicate: number;
  readonly refused: number;
  readonly corrected: number;
  readonly withdrawn: number;
  readonly waiting: number;
}

export const DELIVERY_COLUMNS = `delivery.id, delivery.channel, delivery.name, delivery.received_by,
  delivery.received_at, delivery.byte_count, progress.state, progress.state_since, progress.row_count,
  progress.accepted, progress.duplicate, progress.refused, progress.corrected, progress.withdrawn, progress.waiting`;

export const DELIVERY_TABLES = `usage_delivery delivery
  join usage_delivery_progress progress on progress.delivery_id = delivery.id`;

/** What the page asks for → SQL that is true for it. */
const SHOW = {
  files: `delivery.channel in ('upload', 'folder')`,
  feed: `delivery.channel = 'feed'`,
  problems: `(progress.refused > 0 or progress.state = 'refused')`,
  all: 'true',
} as const satisfies Record<ListDeliveries['show'], string>;

const Cursor = z.tuple([z.int().min(0)]);

/** Deliveries, newest first. */
export async function listDeliveries(
  em: EntityManager,
  input: ListDeliveries,
): Promise<{ rows: DeliveryRow[]; nextCursor: string | null }> {
  const cursor = input.cursor === null ? [] : decodeCursor(input.cursor, Cursor);
  const rows = await selectRows<DeliverySqlRow>(
    em,
    `select ${DELIVERY_COLUMNS} from ${DELIVERY_TABLES}
     where ${SHOW[input.show]} ${input.cursor === null ? '' : 'and delivery.id < ?::bigint'}
     order by delivery.id desc limit ?`,
    [...cursor, input.limit + 1],
  );
  return cutPage(rows, input.limit, toDeliveryRow, (row) => [row.id]);
}

export function toDeliveryRow(row: DeliverySqlRow): DeliveryRow {
  const { accepted, duplicate, refused, corrected, withdrawn, waiting } = row;
  return {
    id: row.id,
    channel: row.channel,
    name: row.name,
    by: row.received_by,
    receivedAt: readInstant(row.received_at),
    byteCount: row.byte_count,
    state: row.state,
    stateSince: readInstant(row.state_since),
    rowCount: row.row_count,
    counts: { accepted, duplicate, refused, corrected, withdrawn, waiting },
  };
}
