import type { PaymentGroup } from './payments-filters.tsx';

/** What an empty list says: what would be here, and how it comes. */
export const NO_PAYMENTS: Readonly<Record<PaymentGroup, { readonly title: string; readonly words: string }>> = {
  all: { title: 'No card payments here', words: 'A payment shows here from the moment an agent starts it.' },
  'under-way': {
    title: 'No card payment is under way',
    words: 'A payment is under way from its start until it is paid, or ends without money.',
  },
  'in-doubt': {
    title: 'Nothing is in doubt',
    words: 'A payment comes here when GOV.UK Pay does not answer, and leaves by itself once it does.',
  },
  paid: { title: 'No paid card payment here', words: 'A payment comes here once the caller has paid.' },
  'not-paid': {
    title: 'None that ended unpaid',
    words: 'Payments that were declined, cancelled, ran out of time or were reversed come here.',
  },
};
