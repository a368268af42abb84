/** How money comes in, and what each way is called on screen. */
export const RECEIPT_CHANNEL_WORDS = {
  'card-by-phone': 'Card by phone',
  'card-by-link': 'Card by payment link',
  cheque: 'Cheque',
  'postal-order': 'Postal order',
  'bank-transfer': 'Bank transfer',
  'card-file': 'Card payment file',
} as const;

export type ReceiptChannel = keyof typeof RECEIPT_CHANNEL_WORDS;

export const RECEIPT_CHANNELS = [
  'card-by-phone',
  'card-by-link',
  'cheque',
  'postal-order',
  'bank-transfer',
  'card-file',
] as const satisfies readonly ReceiptChannel[];
