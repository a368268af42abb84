import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { OrganisationReference, PaymentReference } from '../../shared/checked-reference.ts';
import {
  CARD_PAYMENT_STATES,
  type CardPaymentRow,
  type CardPaymentState,
  type ListCardPayments,
} from '../../shared/contracts/payments.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import type { Pence } from '../../shared/money.ts';
import { CursorInstant, cutPage, decodeCursor } from '../platform/keyset.ts';
import { readInstant, selectRows, type SqlValue } from '../platform/rows.ts';
import { holdsLines } from './card-payment-state.ts';

interface Row {
  readonly id: string;
  readonly reference: PaymentReference;
  readonly organisation_reference: OrganisationReference;
  readonly organisation_name: string;
  readonly amount: Pence;
  readonly state: CardPaymentState;
  readonly state_since: string;
  readonly started_at: string;
  readonly started_key: string;
  readonly started_by: string;
  readonly paid_on: LocalDate | null;
}

const IN_DOUBT: readonly CardPaymentState[] = ['outcome-unknown', 'create-unknown', 'orphan-found'];
const PAID: readonly CardPaymentState[] = ['paid', 'captured'];
const UNDER_WAY = CARD_PAYMENT_STATES.filter((state) => holdsLines(state));

/** What a person looks for → the states it means. */
const GROUPS: Readonly<Record<z.output<typeof ListCardPayments>['group'], readonly CardPaymentState[] | null>> = {
  all: null,
  'under-way': UNDER_WAY,
  'in-doubt': IN_DOUBT,
  paid: PAID,
  'not-paid': CARD_PAYMENT_STATES.filter(
    (state) => !UNDER_WAY.includes(state) && !IN_DOUBT.includes(state) && !PAID.includes(state),
  ),
};

const Cursor = z.tuple([CursorInstant, z.uuid()]);

const COLUMNS = `card_payment.id, card_payment.reference, organisation.reference as organisation_reference,
  organisation.name as organisation_name, card_payment.amount, card_payment.state, card_payment.state_since,
  card_payment.started_at, staff.name as started_by, card_payment.paid_on,
  to_char(card_payment.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as started_key`;

const JOINS = `card_payment join organisation on organisation.id = card_payment.organisation_id
  join staff on staff.id = card_payment.staff_id`;

/** Card payments, newest first, narrowed to a group, an organisation, or the reader's own. */
export async function listCardPayments(
  em: EntityManager,
  input: z.output<typeof ListCardPayments>,
  staffId: number,
): Promise<{ rows: CardPaymentRow[]; nextCursor: string | null }> {
  const conditions: string[] = ['true'];
  const params: SqlValue[] = [];
  const states = GROUPS[input.group];
  if (states !== null) {
    conditions.push(`card_payment.state in (${states.map(() => '?').join(', ')})`);
    params.push(...states);
  }
  if (input.organisation !== null) {
    conditions.push('card_payment.organisation_id = (select id from organisation where reference = ?)');
    params.push(input.organisation);
  }
  if (input.mine) {
    conditions.push('card_payment.staff_id = ?');
    params.push(staffId);
  }
  if (input.cursor !== null) {
    conditions.push('(card_payment.started_at, card_payment.id) < (?::timestamptz, ?::uuid)');
    params.push(...decodeCursor(input.cursor, Cursor));
  }
  const rows = await selectRows<Row>(
    em,
    `select ${COLUMNS} from ${JOINS} where ${conditions.join(' and ')}
     order by card_payment.started_at desc, card_payment.id desc limit ?`,
    [...params, input.limit + 1],
  );
  return cutPage(rows, input.limit, toRow, (row) => [row.started_key, row.id]);
}

/** The reader's own attempts that still hold lines, oldest first: what to come back to. */
export async function listMyOpenCardPayments(em: EntityManager, staffId: number): Promise<CardPaymentRow[]> {
  const rows = await selectRows<Row>(
    em,
    `select ${COLUMNS} from ${JOINS}
     where card_payment.staff_id = ? and card_payment.state in (${UNDER_WAY.map(() => '?').join(', ')})
     order by card_payment.started_at limit 50`,
    [staffId, ...UNDER_WAY],
  );
  return rows.map(toRow);
}

function toRow(row: Row): CardPaymentRow {
  return {
    attemptId: row.id,
    reference: row.reference,
    organisation: { reference: row.organisation_reference, name: row.organisation_name },
    amount: row.amount,
    state: row.state,
    stateSince: readInstant(row.state_since),
    startedAt: readInstant(row.started_at),
    startedBy: row.started_by,
    paidOn: row.paid_on,
  };
}
