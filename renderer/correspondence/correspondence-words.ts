import type { MessageChannel, MessageRow, MessageState } from '../../shared/contracts/correspondence.ts';

export const CHANNEL_WORDS: Readonly<Record<MessageChannel, string>> = { email: 'E-mail', letter: 'Letter' };

/** Why a message did not arrive, and what to do. */
const WHY_NOT_ARRIVED: Readonly<Record<MessageState, string | null>> = {
  waiting: null,
  sending: null,
  unknown: 'GOV.UK Notify did not answer. It is being asked; nothing is sent twice.',
  sent: null,
  delivered: null,
  bounced: 'There is no such e-mail address. Ask the organisation for the right one, change it, and send this again.',
  'not-delivered': 'The inbox was full or away for three days. Ring the organisation, then send this again.',
  failed: 'GOV.UK Notify could not send it. Send it again.',
  refused: 'GOV.UK Notify did not accept it. Check the e-mail address, then send it again.',
};
const LETTER_FAILED = 'The printer could not print this letter. Save the document and post it.';

/** As `WHY_NOT_ARRIVED`; null where it has arrived or may still. */
export function whyNotArrived({ state, channel }: Pick<MessageRow, 'state' | 'channel'>): string | null {
  return state === 'failed' && channel === 'letter' ? LETTER_FAILED : WHY_NOT_ARRIVED[state];
}

/** The invoice a message is about, if it is about one. */
export function invoiceOf({ about }: Pick<MessageRow, 'about'>): string | null {
  return /^invoice:(LP[0-9]{8}[A-Z])$/.exec(about)?.[1] ?? null;
}

/** The place of the desk for what a message is about. */
export function pathOf(message: Pick<MessageRow, 'about'>): string | null {
  const invoice = invoiceOf(message);
  return invoice === null ? null : `/invoices/${invoice}`;
}
