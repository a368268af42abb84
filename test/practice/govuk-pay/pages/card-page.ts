import type { Payment } from '../payment.ts';
import { type CardErrors, type CardField, type CardFormEcho, INPUT_IDS } from './card-form.ts';
import { type Html, html } from './html.ts';
import { moneyText } from './money-text.ts';

type CardPage = { payment: Payment; csrfToken: string; errors?: CardErrors; echo?: CardFormEcho };

type TextField = {
  field: CardField;
  name?: string;
  id?: string;
  label: string;
  attributes: Html;
  error?: string | undefined;
};

/** "Enter card details": the first field, or the first that is wrong, is where the keyboard starts. */
export function cardPage({ payment, csrfToken, errors = {}, echo }: CardPage): Html {
  const action = `/card_details/${payment.id}`;
  return html`${errorSummary(errors)}
    <h1>Enter card details</h1>
    <div class="columns">
      <div>
        <form method="post" action="${action}" novalidate>
          <input type="hidden" name="chargeId" value="${payment.id}" />
          <input type="hidden" name="csrfToken" value="${csrfToken}" />
          ${cardNumberField(errors.cardNo)} ${expiryFields(errors.expiryMonth, echo)}
          ${nameField(errors.cardholderName, echo, payment)} ${securityCodeField(errors.cvc)}
          <button>Continue</button>
        </form>
        ${cancelForm(payment, csrfToken)}
      </div>
      ${paymentSummary(payment)}
    </div>`;
}

/** What is being paid for, beside the form. */
export function paymentSummary(payment: Payment): Html {
  return html`<section class="summary" aria-labelledby="summary-title">
    <h2 id="summary-title">Payment summary</h2>
    <p id="payment-description">${payment.description}</p>
    <p>Total amount: <span class="amount" id="amount">${moneyText(payment.amount)}</span></p>
  </section>`;
}

/** The button that gives the payment up. */
export function cancelForm(payment: Payment, csrfToken: string): Html {
  return html`<form method="post" action="/card_details/${payment.id}/cancel">
    <input type="hidden" name="csrfToken" value="${csrfToken}" />
    <button class="quiet">Cancel payment</button>
  </form>`;
}

function errorSummary(errors: CardErrors): Html | undefined {
  const wrong = (['cardNo', 'expiryMonth', 'cardholderName', 'cvc'] as const).filter((field) => errors[field]);
  if (wrong.length === 0) return undefined;
  return html`<div class="errors" role="alert" aria-labelledby="errors-title">
    <h2 id="errors-title">There is a problem</h2>
    <ul>
      ${wrong.map((field) => html`<li><a href="#${INPUT_IDS[field]}">${errors[field]}</a></li>`)}
    </ul>
  </div>`;
}

function errorMessage(field: CardField, error: string | undefined): Html | undefined {
  return error === undefined ? undefined : html`<p class="error" id="error-${INPUT_IDS[field]}">Error: ${error}</p>`;
}

function textField({ field, label, attributes, error }: TextField): Html {
  const id = INPUT_IDS[field];
  const describedBy = error === undefined ? undefined : html`aria-invalid="true" aria-describedby="error-${id}"`;
  return html`<div class="field ${error === undefined ? '' : 'wrong'}">
    <label for="${id}">${label}</label>
    ${errorMessage(field, error)}
    <input id="${id}" name="${field}" ${attributes} ${describedBy} />
  </div>`;
}

function cardNumberField(error: string | undefined): Html {
  const attributes = html`inputmode="numeric" maxlength="26" autocomplete="cc-number" autofocus`;
  return textField({ field: 'cardNo', label: 'Card number', attributes, error });
}

function nameField(error: string | undefined, echo: CardFormEcho | undefined, payment: Payment): Html {
  const value = echo?.cardholderName ?? payment.prefilled?.cardholderName ?? '';
  const attributes = html`maxlength="200" autocomplete="cc-name" spellcheck="false" value="${value}"`;
  return textField({ field: 'cardholderName', label: 'Name on card', attributes, error });
}

function securityCodeField(error: string | undefined): Html {
  const attributes = html`class="short" inputmode="numeric" maxlength="4" autocomplete="cc-csc"`;
  return textField({ field: 'cvc', label: 'Card security code', attributes, error });
}

function expiryFields(error: string | undefined, echo: CardFormEcho | undefined): Html {
  const wrong = error === undefined ? undefined : html`aria-invalid="true"`;
  const describedBy = error === undefined ? 'expiry-hint' : 'expiry-hint error-expiry-month';
  return html`<fieldset class="field ${error === undefined ? '' : 'wrong'}" aria-describedby="${describedBy}">
    <legend>Expiry date</legend>
    <p class="hint" id="expiry-hint">For example, 10/29</p>
    ${errorMessage('expiryMonth', error)}
    <div class="pair">
      <div>
        <label for="expiry-month">Month</label>
        <input
          id="expiry-month"
          name="expiryMonth"
          class="short"
          inputmode="numeric"
          maxlength="2"
          autocomplete="cc-exp-month"
          value="${echo?.expiryMonth}"
          ${wrong}
        />
      </div>
      <div>
        <label for="expiry-year">Year</label>
        <input
          id="expiry-year"
          name="expiryYear"
          class="short"
          inputmode="numeric"
          maxlength="4"
          autocomplete="cc-exp-year"
          value="${echo?.expiryYear}"
          ${wrong}
        />
      </div>
    </div>
  </fieldset>`;
}
