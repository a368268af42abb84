import type { CommandScope } from '../platform/run-command.ts';
import type { PayOutcome } from './govuk-pay/client.ts';
import type { PayPayment } from './govuk-pay/pay-answers.ts';
import { write } from '../platform/rows.ts';

/** Keeps what Pay said, or that it said nothing, as it came: append-only evidence of every state. */
export async function recordPayMessage(
  scope: CommandScope,
  attemptId: string,
  answerTo: 'create' | 'read' | 'cancel' | 'search',
  outcome: PayOutcome<PayPayment | null | readonly string[]>,
): Promise<void> {
  const answer = outcome.kind === 'answered' ? outcome.answer : null;
  const payment = answer !== null && 'payment_id' in answer ? answer : null;
  const payCode = outcome.kind === 'refused' ? outcome.payCode : (payment?.state.code ?? null);
  await write(
    scope.tx,
    `insert into pay_message (card_payment_id, received_at, answer_to, outcome, pay_status, pay_code, http_status,
       captured_on) values (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      attemptId,
      scope.now.toISOString(),
      answerTo,
      outcome.kind,
      payment?.state.status ?? null,
      payCode,
      outcome.kind === 'answered' ? null : outcome.httpStatus,
      payment?.settlement_summary?.captured_date ?? null,
    ],
  );
}
