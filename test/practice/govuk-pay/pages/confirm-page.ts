import type { Payment } from '../payment.ts';
import { cancelForm, paymentSummary } from './card-page.ts';
import { type Html, html } from './html.ts';

/** "Confirm your payment": the provider has agreed, no money is taken before the button is pressed. Enter presses it. */
export function confirmPage(payment: Payment, csrfToken: string): Html {
  const { card } = payment;
  return html`<h1>Confirm your payment</h1>
    <div class="columns">
      <div>
        <table>
          <caption>
            Card details
          </caption>
          <tbody>
            <tr>
              <th scope="row">Card number</th>
              <td id="card-number">●●●●●●●●●●●●${card?.lastDigits}</td>
            </tr>
            <tr>
              <th scope="row">Expiry date</th>
              <td>${card?.expiry}</td>
            </tr>
            <tr>
              <th scope="row">Name on card</th>
              <td>${card?.cardholderName}</td>
            </tr>
          </tbody>
        </table>
        <form method="post" action="/card_details/${payment.id}/confirm">
          <input type="hidden" name="csrfToken" value="${csrfToken}" />
          <button autofocus>Confirm payment</button>
        </form>
        ${cancelForm(payment, csrfToken)}
      </div>
      ${paymentSummary(payment)}
    </div>`;
}
