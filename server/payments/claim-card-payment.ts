import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { paymentReference } from '../../shared/checked-reference.ts';
import type { StartCardPayment } from '../../shared/contracts/payments.ts';
import type { Pence } from '../../shared/money.ts';
import { recordAudit } from '../audit/index.ts';
import { requireNotBeingPaid } from '../billing/index.ts';
import { lockBalance } from '../ledger/index.ts';
import { findOrganisation, requireAllowed } from '../organisations/index.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { selectOne, write } from '../platform/rows.ts';
import { CardPayment } from './card-payment.entity.ts';
import { chooseCardPayment, requirePayable, type ChosenPayment } from './choose-card-payment.ts';
import type { NewPayPayment } from './govuk-pay/client.ts';
import { payMetadata } from './govuk-pay/pay-metadata.ts';
import type { PaymentsDeps } from './payments-deps.ts';

/** What the caller needs once the claim is committed. `toSend` never enters the command's stored answer. */
export interface ClaimedPayment {
  readonly attemptId: string;
  readonly toSend: NewPayPayment;
}

const FALLBACK_CHECK_MS = 60_000;

/**
 * Writes the attempt in `sending`, holding its lines, before anything is asked of Pay.
 *
 * Refuses ORGANISATION_ON_HOLD, NOTHING_DUE, AMOUNT_ABOVE_DUE, ABOVE_CARD_LIMIT, AMOUNT_CHANGED when the sum is no
 * longer the one the agent read out, and LINE_ALREADY_BEING_PAID.
 */
export async function claimCardPayment(
  scope: CommandScope,
  input: StartCardPayment,
  deps: Pick<PaymentsDeps, 'copyId' | 'returnBaseUrl'>,
): Promise<ClaimedPayment> {
  const { tx, actor, now } = scope;
  if (actor.kind !== 'staff') throw new Error('Only a member of staff takes a card payment');
  const organisation = await findOrganisation(tx, input.organisation);
  requireAllowed(organisation, 'takeCardPayment');
  await lockBalance(tx, organisation.id);
  const chosen = await chooseCardPayment(tx, organisation.id, input);
  requirePayable(chosen);
  if (chosen.amount !== input.expectedAmount) {
    throw new DomainError('AMOUNT_CHANGED', { expected: input.expectedAmount, amount: chosen.amount });
  }
  await requireNotBeingPaid(
    tx,
    chosen.shares.map(({ lineId }) => lineId),
  );
  const { number } = await selectOne<{ number: number }>(tx, `select nextval('payment_number') as number`);
  const nonce = randomBytes(32).toString('base64url');
  const payment = tx.create(CardPayment, {
    id: randomUUID(),
    reference: paymentReference(number),
    organisationId: organisation.id,
    staffId: actor.staffId,
    payAccount: 'moto',
    amount: chosen.amount,
    state: 'sending',
    stateSince: now,
    startedAt: now,
    sentByCopy: deps.copyId,
    returnNonceHash: hashReturnNonce(nonce),
    nextCheckAt: new Date(now.getTime() + FALLBACK_CHECK_MS),
  });
  await tx.flush();
  await holdLines(scope, payment.id, chosen);
  const invoices = invoicesPaid(chosen);
  await recordAudit(scope, {
    kind: 'card-payment.started',
    subject: `card-payment:${payment.id}`,
    organisationId: organisation.id,
    facts: {
      paymentReference: payment.reference,
      attemptId: payment.id,
      amount: payment.amount,
      invoices,
      lineCount: chosen.shares.length,
    },
  });
  const toSend: NewPayPayment = {
    amount: payment.amount,
    reference: payment.reference,
    description: describe(chosen.shares.length, invoices),
    returnUrl: `${deps.returnBaseUrl}/payment-return/${nonce}`,
    metadata: payMetadata({
      organisation: input.organisation,
      attemptId: payment.id,
      invoices,
      lpas: sharedLines(chosen).map(({ lpaReference }) => lpaReference),
    }),
  };
  return { attemptId: payment.id, toSend };
}

/** The nonce itself stands only in the return address; what is kept cannot be turned back into it. */
export function hashReturnNonce(nonce: string): Buffer {
  return createHash('sha256').update(nonce).digest();
}

async function holdLines(scope: CommandScope, attemptId: string, chosen: ChosenPayment): Promise<void> {
  const rows: readonly { readonly lineId: number; readonly amount: Pence }[] = chosen.shares;
  await write(
    scope.tx,
    `insert into payment_attempt_line (card_payment_id, invoice_line_id, amount, is_open)
     select ?, share."lineId", share.amount, true
     from jsonb_to_recordset(?::jsonb) as share ("lineId" bigint, amount bigint) order by share."lineId"`,
    [attemptId, JSON.stringify(rows)],
  );
}

function sharedLines(chosen: ChosenPayment): ChosenPayment['lines'] {
  const paid = new Set(chosen.shares.map(({ lineId }) => lineId));
  return chosen.lines.filter(({ lineId }) => paid.has(lineId));
}

function invoicesPaid(chosen: ChosenPayment): ChosenPayment['lines'][number]['invoiceNumber'][] {
  return [...new Set(sharedLines(chosen).map(({ invoiceNumber }) => invoiceNumber))];
}

/** What the payer and Pay's own staff read: at most 255 characters, none of the signs Pay's firewall refuses. */
function describe(lineCount: number, invoices: readonly string[]): string {
  const [first = '', ...others] = invoices;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `LPA registration fees: ${lineCount} ${lineCount === 1 ? 'LPA' : 'LPAs'}, invoice ${first}${more}`;
}
