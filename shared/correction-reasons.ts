import type { CorrectionReason } from './contracts/corrections.ts';

/** Reason code → what whoever asks, the approver and the organisation read. */
export const REASON_WORDS: Readonly<Record<CorrectionReason, string>> = {
  'billed-in-error': 'Billed in error',
  'fee-lowered': 'A lower fee is due',
  'fee-raised': 'A higher fee is due',
  'registration-withdrawn': 'The registration was withdrawn',
  'agreed-reduction': 'A reduction was agreed',
  'billed-too-low': 'Too little was billed',
  'wrong-details': 'Details on the invoice were wrong',
  'wrong-reference': 'The organisation’s reference was wrong',
  'left-out-of-bill-run': 'Left out of the bill run',
  'asked-for-separately': 'The organisation asked for it separately',
  'wrong-organisation': 'Billed to the wrong organisation',
  'organisation-succeeded': 'Another organisation took the matter over',
  other: 'Another reason',
};
