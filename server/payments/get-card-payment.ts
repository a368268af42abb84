import type { EntityManager } from '@mikro-orm/postgresql';
import type { InvoiceNumber, OrganisationReference, PaymentReference } from '../../shared/checked-reference.ts';
import type { CardPaymentState, CardPaymentView } from '../../shared/contracts/payments.ts';
import { instant } from '../../shared/instant.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import type { LpaReference } from '../../shared/lpa-reference.ts';
import { pence, poundsInWords, sumPence, type Pence } from '../../shared/money.ts';
import type { StaffActor } from '../platform/actor.ts';
import { DomainError } from '../platform/domain-error.ts';
import { readInstant, readInstantOrNull, selectRows } from '../platform/rows.ts';
import { canOpenCardPage, isMoving } from './card-payment-state.ts';
import { recordingOf } from './recording/read-recording.ts';

interface Row {
  readonly id: string;
  readonly reference: PaymentReference;
  readonly organisation_reference: OrganisationReference;
  readonly organisation_name: string;
  readonly staff_id: number;
  readonly started_by: string;
  readonly amount: Pence;
  readonly state: CardPaymentState;
  readonly state_since: string;
  readonly started_at: string;
  readonly expires_at: string | null;
  readonly pay_code: string | null;
  readonly card_brand: string | null;
  readonly card_last_four: string | null;
  readonly paid_on: LocalDate | null;
  readonly captured_on: LocalDate | null;
  readonly allocated: Pence | null;
}

interface Reader {
  readonly actor: StaffActor;
  readonly now: Date;
  /** There is no telephone system to ask: agents pause the recording themselves and say so. */
  readonly pausesByHand: boolean;
}

/** One attempt as the desk shows it, with what its reader may do. CARD_PAYMENT_NOT_FOUND when there is none. */
export async function getCardPayment(em: EntityManager, attemptId: string, reader: Reader): Promise<CardPaymentView> {
  const [row] = await selectRows<Row>(
    em,
    `select card_payment.*, organisation.reference as organisation_reference, organisation.name as organisation_name,
       staff.name as started_by,
       (select sum(allocation.amount)::bigint from allocation join receipt using (journal_id)
        where receipt.id = card_payment.receipt_id and effect = 'applies') as allocated
     from card_payment join organisation on organisation.id = card_payment.organisation_id
     join staff on staff.id = card_payment.staff_id where card_payment.id = ?`,
    [attemptId],
  );
  if (row === undefined) throw new DomainError('CARD_PAYMENT_NOT_FOUND', { attemptId });
  const lines = await linesOf(em, attemptId);
  const recording = await recordingOf(em, { attemptId, state: row.state, staffId: row.staff_id }, reader);
  const view = toView(row, reader);
  // Nothing is offered that would be refused: by hand, the agent says first that the recording is paused.
  const isPaused = recording.state !== 'to-pause-by-hand';
  return { ...view, canOpenCardPage: view.canOpenCardPage && isPaused, recording, invoices: byInvoice(lines), lines };
}

type Line = CardPaymentView['lines'][number];

async function linesOf(em: EntityManager, attemptId: string): Promise<Line[]> {
  return selectRows<{ lineId: number; invoiceNumber: InvoiceNumber; lpaReference: LpaReference; amount: Pence }>(
    em,
    `select held.invoice_line_id as "lineId", invoice.number as "invoiceNumber", line.lpa_reference as "lpaReference",
       held.amount
     from payment_attempt_line held join invoice_line line on line.id = held.invoice_line_id
     join invoice on invoice.id = line.invoice_id
     where held.card_payment_id = ? order by invoice.issued_on, invoice.id, line.line_number`,
    [attemptId],
  );
}

function byInvoice(lines: readonly Line[]): CardPaymentView['invoices'] {
  return [...Map.groupBy(lines, ({ invoiceNumber }) => invoiceNumber)].map(([number, its]) => ({
    number,
    amount: sumPence(its.map(({ amount }) => amount)),
    lines: its.length,
  }));
}

function toView(row: Row, { actor, now }: Reader): Omit<CardPaymentView, 'invoices' | 'lines' | 'recording'> {
  const mine = row.staff_id === actor.staffId;
  const unfinished = canOpenCardPage(row.state);
  const takesCards = actor.roles.includes('agent') || actor.roles.includes('team-leader');
  const booked = row.paid_on !== null;
  return {
    attemptId: row.id,
    reference: row.reference,
    organisation: { reference: row.organisation_reference, name: row.organisation_name },
    amount: row.amount,
    amountInWords: poundsInWords(row.amount),
    state: row.state,
    stateSince: readInstant(row.state_since),
    startedAt: readInstant(row.started_at),
    startedBy: row.started_by,
    mine,
    expiresAt: readInstantOrNull(row.expires_at),
    canOpenCardPage: unfinished && mine && takesCards,
    canCancel: unfinished && (actor.roles.includes('team-leader') || (mine && takesCards)),
    moving: isMoving(row.state),
    payCode: row.pay_code,
    card:
      row.card_brand === null || row.card_last_four === null
        ? null
        : { brand: row.card_brand, lastFour: row.card_last_four },
    paidOn: row.paid_on,
    capturedOn: row.captured_on,
    becameCredit: booked ? pence(row.amount - (row.allocated ?? 0)) : pence(0),
    serverNow: instant(now),
  };
}
