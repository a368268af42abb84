import type { CorrectionKind } from '../../shared/contracts/corrections.ts';

/** What each kind is called, and what it does, for whoever chooses among them. */
export const CORRECTION_KIND_WORDS: Readonly<
  Record<CorrectionKind, { readonly called: string; readonly act: string; readonly does: string }>
> = {
  'credit-note': {
    called: 'Credit note',
    act: 'Credit',
    does: 'Takes the chosen lines off. What was paid of them already becomes credit on account.',
  },
  'debit-correction': {
    called: 'Debit correction',
    act: 'Charge more',
    does: 'Bills the difference to what the right kind of fee costs, on an invoice of its own.',
  },
  reissue: {
    called: 'Reissued invoice',
    act: 'Reissue',
    does: 'Credits the whole invoice and writes it anew. What you change below is changed on the chosen lines.',
  },
  'one-off-invoice': {
    called: 'One-off invoice',
    act: 'Bill by hand',
    does: 'Bills LPAs outside every bill run.',
  },
  'move-registration': {
    called: 'Move to another organisation',
    act: 'Move',
    does: 'Credits the chosen LPAs here, registers them with the right organisation, and bills them there.',
  },
};
