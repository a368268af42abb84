import { isoInstant } from '../api/present-payment.ts';
import { AMOUNT_FAULTS } from '../amount-faults.ts';
import { REFUND_FAULTS } from '../refund-faults.ts';
import { FAULT_CARDS, type PracticeCard, SANDBOX_CARDS } from '../cards/practice-cards.ts';
import type { GovukPayContext } from '../govuk-pay-context.ts';
import type { Answer } from '../http-exchange.ts';
import { type Html, html } from '../pages/html.ts';
import { moneyText } from '../pages/money-text.ts';
import { pageAnswer } from '../pages/page-answer.ts';
import type { Payment } from '../payment.ts';
import { EXTERNAL_STATES } from '../payment-status.ts';

const MOST_SHOWN = 50;

type Table = { caption: string; headings: readonly Html[]; rows: readonly Html[] };

/** The page for people: the latest payments, the cards to use, and how to ask for a fault. */
export function frontPage(context: GovukPayContext): Answer {
  const payments = context.payments.all();
  const content = html`<h1>Payments on this stand-in</h1>
    <p>Its clock says ${isoInstant(context.clock.now())}. Payments in all: ${payments.length}.</p>
    ${payments.length === 0 ? html`<p>No payment has been created yet.</p>` : paymentsTable(payments)}
    ${cardsTable('Cards of the sandbox', SANDBOX_CARDS)}
    ${cardsTable('Cards for what the sandbox cannot show', FAULT_CARDS)} ${faultsTable()}`;
  return pageAnswer({ title: 'Payments', content });
}

function table({ caption, headings, rows }: Table): Html {
  // A wide table scrolls on its own, and so must be reachable by keyboard.
  return html`<div class="wide" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${headings}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function heading(text: string): Html {
  return html`<th scope="col">${text}</th>`;
}

function paymentsTable(payments: readonly Payment[]): Html {
  return table({
    caption: 'Latest payments, newest first',
    headings: [
      ...['Created', 'Payment', 'Reference'].map(heading),
      html`<th scope="col" class="number">Amount</th>`,
      heading('State'),
    ],
    rows: payments.toReversed().slice(0, MOST_SHOWN).map(paymentRow),
  });
}

function paymentRow(payment: Payment): Html {
  const { status, code } = EXTERNAL_STATES[payment.status];
  return html`<tr>
    <td>${isoInstant(payment.createdAt)}</td>
    <td>${payment.id}</td>
    <td>${payment.reference}</td>
    <td class="number">${moneyText(payment.amount)}</td>
    <td>${status} ${code} (${payment.status.toLowerCase()})</td>
  </tr>`;
}

function cardsTable(caption: string, cards: readonly PracticeCard[]): Html {
  return table({
    caption,
    headings: ['Number', 'What happens'].map(heading),
    rows: cards.map(({ number, means }) => pair(number, means)),
  });
}

function faultsTable(): Html {
  return table({
    caption: 'Faults, by the last two digits of the amount',
    headings: ['Pence', 'What happens'].map(heading),
    rows: [...AMOUNT_FAULTS, ...REFUND_FAULTS].map(({ pence, means }) => pair(`.${pence}`, means)),
  });
}

function pair(left: string, right: string): Html {
  return html`<tr>
    <td>${left}</td>
    <td>${right}</td>
  </tr>`;
}
