import { formatPounds } from '../../../shared/money.ts';
import type { InvoiceDocument, InvoiceSender } from './invoice-document.ts';

export interface WayToPay {
  readonly title: string;
  readonly says: string;
  /** What has to be copied exactly. */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

type Paid = Pick<InvoiceDocument, 'number' | 'total' | 'cardLimit'>;

/** How an invoice can be paid, in words for who pays it. A sum above the card limit is told before anybody rings. */
export function waysToPay({ number, total, cardLimit }: Paid, sender: InvoiceSender): WayToPay[] {
  if (total === 0) {
    return [
      { title: 'Nothing to pay', says: 'Every LPA on this invoice is exempt. Keep it for your records.', facts: [] },
    ];
  }
  return [byTransfer(number, sender), byPhone(total <= cardLimit, cardLimit, sender), byPost(number, sender)];
}

function byTransfer(number: string, { bank }: InvoiceSender): WayToPay {
  return {
    title: 'By bank transfer',
    says: 'Quote the payment reference exactly, so that we can tell whose payment it is.',
    facts: [
      ['Account name', bank.accountName],
      ['Sort code', bank.sortCode],
      ['Account number', bank.accountNumber],
      ['Payment reference', number],
    ],
  };
}

function byPhone(fits: boolean, cardLimit: InvoiceDocument['cardLimit'], { paymentPhone }: InvoiceSender): WayToPay {
  const limit = `We can take up to ${formatPounds(cardLimit)} by card at a time.`;
  const says = fits
    ? `Ring ${paymentPhone} with this invoice and your card to hand. ${limit}`
    : `${limit} This invoice is for more, so please pay it by bank transfer. To pay for some of its LPAs by card, ring ${paymentPhone}.`;
  return { title: 'By card over the phone', says, facts: [] };
}

function byPost(number: string, { name, postalAddress }: InvoiceSender): WayToPay {
  const says = `Send a cheque payable to ${name}, with ${number} on the back, to ${[name, ...postalAddress].join(', ')}.`;
  return { title: 'By cheque in the post', says, facts: [] };
}
