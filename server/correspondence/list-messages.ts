import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { ListMessages, MessageRecord, MessageRow, SentDocument } from '../../shared/contracts/correspondence.ts';
import { DomainError } from '../platform/domain-error.ts';
import { cutPage, decodeCursor } from '../platform/keyset.ts';
import { readInstant, readInstantOrNull, selectRows, type SqlValue } from '../platform/rows.ts';

interface Row extends Omit<MessageRecord, 'organisation' | 'stateSince' | 'createdAt' | 'sentAt' | 'document'> {
  readonly reference: OrganisationReference;
  readonly name: string;
  readonly state_since: string;
  readonly created_at: string;
  readonly sent_at: string | null;
  readonly document: SentDocument | null;
}

const SHOWN = {
  all: 'true',
  problems: `progress.state in ('bounced', 'not-delivered', 'failed', 'refused') and again.id is null`,
  'under-way': `progress.state in ('waiting', 'sending', 'unknown', 'sent')`,
} as const satisfies Record<ListMessages['show'], string>;

const MESSAGES = `
  select message.id as "messageId", organisation.reference, organisation.name, message.kind, message.about,
    message.channel, message.recipient, message.subject, message.body, progress.state, progress.state_since,
    message.created_at, progress.sent_at, progress.failure, message.resends_message_id as resends,
    again.id as "resentBy", staff.name as "askedBy",
    case when document.id is not null then jsonb_build_object('documentId', document.id, 'name', document.name,
      'sha256', encode(document.sha256, 'hex'), 'byteCount', length(document.bytes),
      'pageCount', document.page_count) end as document
  from message join message_progress progress on progress.message_id = message.id
  join organisation on organisation.id = message.organisation_id
  left join message again on again.resends_message_id = message.id
  left join staff on staff.id = message.asked_by
  left join correspondence_document document on document.id = message.document_id`;

const Cursor = z.tuple([z.int().min(0)]);

/** What was sent, newest first: of one organisation, about one thing, or of all. */
export async function listMessages(
  em: EntityManager,
  input: ListMessages,
): Promise<{ rows: MessageRow[]; nextCursor: string | null }> {
  const conditions: string[] = [SHOWN[input.show]];
  const params: SqlValue[] = [];
  if (input.organisation !== null) {
    conditions.push('message.organisation_id = (select id from organisation where reference = ?)');
    params.push(input.organisation);
  }
  if (input.about !== null) {
    conditions.push('message.about = ?');
    params.push(input.about);
  }
  if (input.cursor !== null) {
    conditions.push('message.id < ?');
    params.push(...decodeCursor(input.cursor, Cursor));
  }
  const rows = await selectRows<Row>(
    em,
    `${MESSAGES} where ${conditions.join(' and ')} order by message.id desc limit ?`,
    [...params, input.limit + 1],
  );
  return cutPage(rows, input.limit, toListed, (row) => [row.messageId]);
}

/** One message with what it said; MESSAGE_NOT_FOUND when there is none. */
export async function getMessage(em: EntityManager, messageId: number): Promise<MessageRecord> {
  const [row] = await selectRows<Row>(em, `${MESSAGES} where message.id = ?`, [messageId]);
  if (row === undefined) throw new DomainError('MESSAGE_NOT_FOUND', { messageId });
  return { ...toListed(row), body: row.body };
}

function toListed(row: Row): MessageRow {
  const { reference, name, state_since, created_at, sent_at, body: _body, ...rest } = row;
  return {
    ...rest,
    organisation: { reference, name },
    ...{ stateSince: readInstant(state_since), createdAt: readInstant(created_at), sentAt: readInstantOrNull(sent_at) },
  };
}
