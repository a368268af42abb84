import { randomUUID } from 'node:crypto';
import { practiceCard } from '../cards/practice-cards.ts';
import type { GovukPayContext } from '../govuk-pay-context.ts';
import type { Answer } from '../http-exchange.ts';
import type { Payment } from '../payment.ts';
import { askForAuthorisation } from '../payment-moves.ts';
import { echoOf, readCardForm } from './card-form.ts';
import { cardPage } from './card-page.ts';
import { pageAnswer, seeOther } from './page-answer.ts';

type Visit = { payment: Payment; csrfToken: string; form: URLSearchParams };

/**
 * "Continue" on the card page: shows what is wrong, or asks the provider and leads to its answer. A form that comes
 * twice asks once.
 */
export function enterCard(context: GovukPayContext, { payment, csrfToken, form }: Visit): Answer {
  if (payment.status !== 'ENTERING CARD DETAILS') return seeOther(`/card_details/${payment.id}`);
  const now = context.clock.now();
  const read = readCardForm(form, now);
  if ('errors' in read) {
    const content = cardPage({ payment, csrfToken, errors: read.errors, echo: echoOf(form) });
    return pageAnswer({ title: 'Error: Enter card details', content });
  }
  const { type, authorised, authorisationMs, afterConfirm } = practiceCard(read.number);
  const asked = askForAuthorisation(
    payment,
    {
      card: { ...read.card, type },
      captureBehaviour: afterConfirm,
      providerId: randomUUID(),
      authorisation: { dueAt: now + context.authorisationDelayMs + authorisationMs, outcome: authorised },
    },
    now,
  );
  context.payments.save(asked);
  return seeOther(`/card_details/${payment.id}/auth_waiting`);
}
