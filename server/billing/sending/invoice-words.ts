import { formatLocalDate } from '../../../shared/local-date.ts';
import { formatPounds } from '../../../shared/money.ts';
import type { InvoiceDocument, InvoiceSender } from '../documents/invoice-document.ts';

export interface MessageWords {
  readonly subject: string;
  readonly body: string;
}

/** What the e-mail says that an invoice goes with. */
export function invoiceWords(invoice: InvoiceDocument, sender: InvoiceSender): MessageWords {
  const { number, issuedOn, dueOn, total, organisation } = invoice;
  const pay =
    total === 0
      ? 'There is nothing to pay: every LPA on it is exempt.'
      : `Please pay ${formatPounds(total)} by ${formatLocalDate(dueOn)}. How to pay is on the first page of the invoice. If you pay by bank transfer, quote ${number}.`;
  return {
    subject: `Invoice ${number} from the ${sender.name}`,
    body: [
      `To ${organisation.name} (${organisation.reference})`,
      `Here is invoice ${number} of ${formatLocalDate(issuedOn)}, for the lasting powers of attorney that you registered.`,
      pay,
      `If you think that something on it is wrong, ring ${sender.paymentPhone} and give the invoice number.`,
    ].join('\n\n'),
  };
}
