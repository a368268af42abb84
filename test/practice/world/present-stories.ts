import type { CardPaymentState } from '../../../shared/contracts/payments.ts';

/** An attempt that is under way as the world begins. */
export interface PresentStory {
  readonly state: CardPaymentState;
  readonly minutesAgo: number;
  /** Whose it is, by place among those who take cards. */
  readonly agent: number;
  readonly atTheCardPage: 'unopened' | 'opened' | 'confirmed';
  /** A card of the stand-in, entered but confirmed only where that is said. */
  readonly card: string | null;
  /** Pence that ask the stand-in for a fault, taken as part of the bill; null takes the whole bill. */
  readonly oddPence: number | null;
  /** Made under another account's key, so that the server asks for it in vain. */
  readonly underFormerKey: boolean;
  /** How often the server looks before the world begins, once a minute. */
  readonly looks: number;
}

const [AISHA, GARETH, FUNMILAYO] = [0, 1, 2];
const PAYS = '4444333322221111';
const PAYS_AND_IS_CAPTURED_A_DAY_LATER = '4000000000004004';
const CREATED_THEN_LOST = 93;
const WHOLE_BILL = { oddPence: null, underFormerKey: false } as const;

/** The most telling first: a small world has room for only some. */
export const PRESENT_STORIES: readonly PresentStory[] = [
  {
    ...{ state: 'awaiting-card', minutesAgo: 6, agent: GARETH },
    ...{ atTheCardPage: 'unopened', card: null, looks: 0, ...WHOLE_BILL },
  },
  {
    ...{ state: 'outcome-unknown', minutesAgo: 16, agent: FUNMILAYO },
    ...{ atTheCardPage: 'unopened', card: null, looks: 2, oddPence: null, underFormerKey: true },
  },
  {
    ...{ state: 'to-confirm', minutesAgo: 4, agent: FUNMILAYO },
    ...{ atTheCardPage: 'opened', card: PAYS, looks: 1, ...WHOLE_BILL },
  },
  {
    ...{ state: 'paid', minutesAgo: 11, agent: AISHA },
    ...{ atTheCardPage: 'confirmed', card: PAYS_AND_IS_CAPTURED_A_DAY_LATER, looks: 1, ...WHOLE_BILL },
  },
  {
    ...{ state: 'card-entry', minutesAgo: 3, agent: GARETH },
    ...{ atTheCardPage: 'opened', card: null, looks: 1, ...WHOLE_BILL },
  },
  {
    ...{ state: 'create-unknown', minutesAgo: 1, agent: AISHA },
    ...{ atTheCardPage: 'unopened', card: null, looks: 0, oddPence: CREATED_THEN_LOST, underFormerKey: false },
  },
];
