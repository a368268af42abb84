import type { CardPaymentState } from '../../../shared/contracts/payments.ts';

/** What Pay says of a payment from so many seconds after it was made. */
export interface PayStep {
  readonly afterSeconds: number;
  readonly status: 'started' | 'submitted' | 'success' | 'failed' | 'error';
  readonly code?: string;
}

/** What happens in one attempt to pay, as data: Pay's side, and what people at the desk do. Seconds count from the start. */
export interface PaymentStory {
  readonly create: 'made' | 'refused' | 'made-but-unanswered' | 'never-arrived';
  readonly pay: readonly PayStep[];
  /** Pay does not answer reads in this span. */
  readonly silence?: { readonly fromSeconds: number; readonly untilSeconds: number };
  readonly opensCardPage: boolean;
  /** When the server looks at the attempt: because somebody waits for it, or for the capture of its money. */
  readonly looksAfter: readonly number[];
  /** When the card page sends the agent back to the desk. */
  readonly returnsAfter?: number;
  readonly cancelsAfter?: number;
  /** When the server looks for a payment that was never answered. */
  readonly sweepsAfter: readonly number[];
  readonly takesMoney: boolean;
  /** Every state the attempt is in at one time, in order; the last is where it stays. */
  readonly visits: readonly CardPaymentState[];
  /** When its lines are free for another attempt. */
  readonly overAfter: number;
}

/** A capture is looked for in the small hours. */
const NEXT_NIGHT = 60_000;

const ENTERED: readonly PayStep[] = [
  { afterSeconds: 20, status: 'started' },
  { afterSeconds: 65, status: 'submitted' },
];
const CONFIRMED: readonly PayStep[] = [...ENTERED, { afterSeconds: 80, status: 'success' }];
const AT_THE_PAGE = { create: 'made', opensCardPage: true, sweepsAfter: [], takesMoney: false } as const;
const UNANSWERED = { pay: [], opensCardPage: false, looksAfter: [], takesMoney: false, overAfter: 60 } as const;
const MADE = ['sending', 'awaiting-card'] as const;

function endsAtReturn(last: PayStep, state: CardPaymentState): PaymentStory {
  return {
    ...AT_THE_PAGE,
    pay: [...ENTERED.filter(({ afterSeconds }) => afterSeconds < last.afterSeconds), last],
    looksAfter: [30],
    returnsAfter: last.afterSeconds + 3,
    visits: [...MADE, 'card-entry', state],
    overAfter: last.afterSeconds + 60,
  };
}

/** Everything that becomes of attempts in the practice world's past. */
export const PAYMENT_STORIES = {
  paid: {
    ...AT_THE_PAGE,
    pay: CONFIRMED,
    looksAfter: [NEXT_NIGHT],
    returnsAfter: 82,
    takesMoney: true,
    visits: [...MADE, 'paid', 'captured'],
    overAfter: 150,
  },
  /** Of today: captured within minutes, so that nothing is left to ask Pay about. */
  'paid-today': {
    ...AT_THE_PAGE,
    pay: CONFIRMED,
    looksAfter: [400],
    returnsAfter: 82,
    takesMoney: true,
    visits: [...MADE, 'paid', 'captured'],
    overAfter: 420,
  },
  'doubted-then-paid': {
    ...AT_THE_PAGE,
    pay: CONFIRMED,
    silence: { fromSeconds: 60, untilSeconds: 700 },
    looksAfter: [68, 75, 710, NEXT_NIGHT],
    takesMoney: true,
    visits: [...MADE, 'outcome-unknown', 'paid', 'captured'],
    overAfter: 800,
  },
  'taken-back': {
    ...AT_THE_PAGE,
    pay: [...CONFIRMED, { afterSeconds: 21_600, status: 'error', code: 'P0050' }],
    looksAfter: [NEXT_NIGHT],
    returnsAfter: 82,
    visits: [...MADE, 'paid', 'reversed'],
    overAfter: 86_400,
  },
  declined: endsAtReturn({ afterSeconds: 75, status: 'failed', code: 'P0010' }, 'declined'),
  'cancelled-on-page': endsAtReturn({ afterSeconds: 50, status: 'failed', code: 'P0030' }, 'cancelled-on-page'),
  'provider-error': endsAtReturn({ afterSeconds: 75, status: 'error', code: 'P0050' }, 'provider-error'),
  expired: {
    ...AT_THE_PAGE,
    pay: [...ENTERED, { afterSeconds: 5_400, status: 'failed', code: 'P0020' }],
    looksAfter: [70, 5_430],
    visits: [...MADE, 'to-confirm', 'expired'],
    overAfter: 5_600,
  },
  cancelled: {
    ...AT_THE_PAGE,
    pay: ENTERED.slice(0, 1),
    looksAfter: [30],
    cancelsAfter: 140,
    visits: [...MADE, 'card-entry', 'cancelling', 'cancelled'],
    overAfter: 200,
  },
  refused: { ...UNANSWERED, create: 'refused', sweepsAfter: [], visits: ['sending', 'refused'] },
  'orphan-closed': {
    ...UNANSWERED,
    create: 'made-but-unanswered',
    sweepsAfter: [25],
    visits: ['sending', 'create-unknown', 'orphan-found', 'orphan-closed'],
  },
  'orphan-absent': {
    ...UNANSWERED,
    create: 'never-arrived',
    sweepsAfter: [25, 3 * 3_600 + 60],
    visits: ['sending', 'create-unknown', 'orphan-absent'],
  },
} as const satisfies Readonly<Record<string, PaymentStory>>;

export type StoryName = keyof typeof PAYMENT_STORIES;

/** The story of that name. */
export function storyOf(name: StoryName): PaymentStory {
  return PAYMENT_STORIES[name];
}
