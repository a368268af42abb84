import { randomBytes, randomUUID } from 'node:crypto';
import { recordReceipt } from '../../../server/billing/index.ts';
import { recordAudit } from '../../../server/audit/index.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
import { runSystemChange } from '../../../server/platform/run-command.ts';
import { selectOne, selectRows, write } from '../../../server/platform/rows.ts';
import type { Tx } from '../../../server/platform/transaction.ts';
import { paymentReference } from '../../../shared/checked-reference.ts';
import type { CardPaymentState } from '../../../shared/contracts/payments.ts';
import { localDate } from '../../../shared/local-date.ts';
import { pence, type Pence } from '../../../shared/money.ts';
import type { Books } from '../../support/books.ts';

/** A card payment put straight into its tables, for tests whose subject is not how it got there. */
export interface PlacedPayment {
  readonly id: string;
  readonly reference: string;
  readonly payPaymentId: string;
  readonly organisationId: number;
  readonly amount: Pence;
  readonly lines: readonly { readonly lineId: number; readonly amount: Pence }[];
}

let nextNumber = 90_000_000;

export interface WhichLines {
  readonly firstLineOnly?: boolean;
}

/** Every line of the invoice, to its full amount, held by an attempt in `sending`. */
export function placeCardPayment(
  books: Books,
  invoiceNumber: string,
  staff: StaffActor,
  { firstLineOnly = false }: WhichLines = {},
): Promise<PlacedPayment> {
  return runSystemChange(books.system, {}, async ({ tx, now }) => {
    const lines = await selectRows<{ lineId: number; amount: Pence; organisation_id: number }>(
      tx,
      `select line.id as "lineId", line.amount, organisation_id from invoice_line line
       join invoice on invoice.id = line.invoice_id where invoice.number = ? and line.amount > 0
       order by line_number limit ?`,
      [invoiceNumber, firstLineOnly ? 1 : 1_000],
    );
    const { id: copy } = await selectOne<{ id: number }>(
      tx,
      'insert into server_copy (started_at) values (now()) returning id',
    );
    const payment: PlacedPayment = {
      id: randomUUID(),
      reference: paymentReference((nextNumber += 1)),
      payPaymentId: randomBytes(13).toString('hex'),
      organisationId: lines[0]?.organisation_id ?? 0,
      amount: pence(lines.reduce((sum, { amount }) => sum + amount, 0)),
      lines,
    };
    const at = now.toISOString();
    await write(
      tx,
      `insert into card_payment (id, reference, organisation_id, staff_id, pay_account, amount, state, state_since,
         started_at, sent_by_copy, return_nonce_hash) values (?, ?, ?, ?, 'moto', ?, 'sending', ?, ?, ?, ?)`,
      [
        ...[payment.id, payment.reference, payment.organisationId, staff.staffId, payment.amount, at, at],
        ...[copy, randomBytes(32)],
      ],
    );
    for (const { lineId, amount } of lines) {
      await write(tx, 'insert into payment_attempt_line values (?, ?, ?, true)', [payment.id, lineId, amount]);
    }
    await recordAudit(
      { tx, actor: staff, now, requestId: null, commandId: null },
      {
        kind: 'card-payment.started',
        subject: `card-payment:${payment.id}`,
        organisationId: payment.organisationId,
        facts: {
          ...{ paymentReference: payment.reference, attemptId: payment.id, amount: payment.amount },
          ...{ invoices: [invoiceNumber], lineCount: lines.length },
        },
      },
    );
    return payment;
  });
}

/** Moves it on, setting the columns given besides, and lets its lines go when the new state holds none. */
export async function moveTo(
  tx: Tx,
  id: string,
  state: CardPaymentState,
  columns: Readonly<Record<string, string | number>> = {},
): Promise<void> {
  const sets = Object.keys(columns).map((column) => `, ${column} = ?`);
  await write(tx, `update card_payment set state = ?${sets.join('')} where id = ?`, [
    state,
    ...Object.values(columns),
    id,
  ]);
  await write(
    tx,
    `update payment_attempt_line set is_open = (select holds_lines from card_payment_state where state = ?)
     where card_payment_id = ?`,
    [state, id],
  );
}

/** An attempt that Pay knows and whose card page can be opened. */
export async function placeAwaitingCard(
  books: Books,
  invoiceNumber: string,
  staff: StaffActor,
  which: WhichLines = {},
): Promise<PlacedPayment> {
  const payment = await placeCardPayment(books, invoiceNumber, staff, which);
  await runSystemChange(books.system, {}, ({ tx }) =>
    moveTo(tx, payment.id, 'awaiting-card', { pay_payment_id: payment.payPaymentId }),
  );
  await runSystemChange(books.system, {}, ({ tx, now }) =>
    write(
      tx,
      `insert into recording_pause (id, card_payment_id, staff_id, pause_state, asked_at, settled_at, resume_state,
         tried_by_copy) select ?, id, staff_id, 'by-hand', ?, ?, 'not-due', sent_by_copy from card_payment where id = ?`,
      [randomUUID(), now.toISOString(), now.toISOString(), payment.id],
    ),
  );
  return payment;
}

/** An attempt that is paid and in the books, with a message of Pay that says so. */
export async function payCardPayment(
  books: Books,
  invoiceNumber: string,
  staff: StaffActor,
  which: WhichLines = {},
): Promise<PlacedPayment> {
  const payment = await placeAwaitingCard(books, invoiceNumber, staff, which);
  const paidOn = localDate('2026-11-24');
  await runSystemChange(books.system, {}, async (scope) => {
    const { receiptId, becameCredit } = await recordReceipt(scope, {
      organisationId: payment.organisationId,
      channel: 'card-by-phone',
      source: `govuk-pay:${payment.payPaymentId}`,
      amount: payment.amount,
      accountingDay: paidOn,
      description: `Card payment ${payment.reference}`,
      intended: payment.lines,
    });
    await moveTo(scope.tx, payment.id, 'paid', { receipt_id: receiptId, paid_on: paidOn });
    await write(
      scope.tx,
      `insert into pay_message (card_payment_id, received_at, answer_to, outcome, pay_status)
       values (?, ?, 'read', 'answered', 'success')`,
      [payment.id, scope.now.toISOString()],
    );
    await recordAudit(scope, {
      kind: 'card-payment.paid',
      subject: `card-payment:${payment.id}`,
      organisationId: payment.organisationId,
      facts: {
        ...{ paymentReference: payment.reference, attemptId: payment.id, amount: payment.amount },
        ...{ paidOn, becameCredit },
      },
    });
  });
  return payment;
}
