import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { AuditRow, ListAuditEvents } from '../../shared/contracts/audit.ts';
import type { TimelineRow } from '../../shared/contracts/organisations.ts';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import { pence } from '../../shared/money.ts';
import { CursorInstant, cutPage, decodeCursor } from '../platform/keyset.ts';
import { readInstant, selectRows, type SqlValue } from '../platform/rows.ts';
import { auditSentence, isAuditKind, type AuditFacts, type AuditKind } from './audit-event.ts';

interface StoredEvent {
  readonly id: number;
  readonly at: string;
  readonly actor: string;
  readonly kind: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly request_id: string | null;
  readonly organisation_reference: OrganisationReference | null;
  readonly organisation_name: string | null;
}

const Cursor = z.tuple([CursorInstant, z.int()]);

const COLUMNS = `event.id, event.at, event.actor, event.kind, event.subject, event.data, event.request_id,
  organisation.reference as organisation_reference, organisation.name as organisation_name`;

/** Events newest first, of one organisation or of all. Every figure in a sentence is the one stored with the event. */
export async function listAuditEvents(
  em: EntityManager,
  input: z.output<typeof ListAuditEvents>,
): Promise<{ rows: AuditRow[]; nextCursor: string | null }> {
  const rows = await readEvents(em, input.organisation, input.cursor, input.limit);
  return cutPage(rows, input.limit, toAuditRow, toCursor);
}

/** The same events as an organisation's timeline, with what each one points at. */
export async function listOrganisationEvents(
  em: EntityManager,
  input: { readonly reference: string; readonly cursor: string | null; readonly limit: number },
): Promise<{ rows: TimelineRow[]; nextCursor: string | null }> {
  const rows = await readEvents(em, input.reference, input.cursor, input.limit);
  return cutPage(rows, input.limit, toTimelineRow, toCursor);
}

async function readEvents(
  em: EntityManager,
  organisation: string | null,
  cursor: string | null,
  limit: number,
): Promise<StoredEvent[]> {
  const conditions: string[] = [];
  const params: SqlValue[] = [];
  if (organisation !== null) {
    conditions.push('event.organisation_id = (select id from organisation where reference = ?)');
    params.push(organisation);
  }
  if (cursor !== null) {
    conditions.push('(event.at, event.id) < (?::timestamptz, ?)');
    params.push(...decodeCursor(cursor, Cursor));
  }
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
  return selectRows<StoredEvent>(
    em,
    `select ${COLUMNS} from audit_event event left join organisation on organisation.id = event.organisation_id
     ${where} order by event.at desc, event.id desc limit ?`,
    [...params, limit + 1],
  );
}

/** PostgreSQL keeps microseconds; a cursor must not lose them, or the row it stands on would come twice. */
function toCursor(row: StoredEvent): readonly (string | number)[] {
  const [day, time = ''] = row.at.replace(/\+00$/, '').split(' ');
  const [clock, fraction = ''] = time.split('.');
  return [`${day}T${clock}.${fraction.padEnd(6, '0')}Z`, row.id];
}

function sentenceOf(row: StoredEvent): string {
  if (!isAuditKind(row.kind)) return row.kind;
  return auditSentence(row.kind, row.data as unknown as AuditFacts[AuditKind] as never);
}

function toAuditRow(row: StoredEvent): AuditRow {
  const { organisation_reference: reference, organisation_name: name } = row;
  return {
    id: row.id,
    at: readInstant(row.at),
    who: row.actor,
    kind: row.kind,
    sentence: sentenceOf(row),
    organisation: reference === null || name === null ? null : { reference, name },
    requestId: row.request_id,
  };
}

const Pointers = z.object({
  amount: z.int().optional(),
  invoiceNumber: z.string().nullish(),
  paymentReference: z.string().optional(),
  attemptId: z.uuid().optional(),
});

function toTimelineRow(row: StoredEvent): TimelineRow {
  const points = Pointers.parse(row.data);
  return {
    id: row.id,
    at: readInstant(row.at),
    who: row.actor,
    kind: row.kind,
    sentence: sentenceOf(row),
    amount: points.amount === undefined ? null : pence(points.amount),
    invoiceNumber: points.invoiceNumber ?? /^invoice:(LP[0-9]{8}[A-Z])$/.exec(row.subject)?.[1] ?? null,
    paymentReference: points.paymentReference ?? null,
    attemptId: points.attemptId ?? null,
  };
}
