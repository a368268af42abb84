import type { CardPaymentState } from '../../shared/contracts/payments.ts';

const IN_FRONT_OF_AGENT_MS = 700;
const MOVES_BY_ITSELF_MS = 5_000;

/**
 * How often the page asks how a payment stands, in milliseconds; null when it is finished. What holds its lines is asked
 * about often enough that an agent sees a change within a second; what the server settles without anybody, rarely.
 */
export const CARD_PAYMENT_POLL_MS: Readonly<Record<CardPaymentState, number | null>> = {
  sending: IN_FRONT_OF_AGENT_MS,
  refused: null,
  'create-unknown': MOVES_BY_ITSELF_MS,
  'orphan-found': MOVES_BY_ITSELF_MS,
  'orphan-closed': null,
  'orphan-absent': null,
  'awaiting-card': IN_FRONT_OF_AGENT_MS,
  'card-entry': IN_FRONT_OF_AGENT_MS,
  'to-confirm': IN_FRONT_OF_AGENT_MS,
  cancelling: IN_FRONT_OF_AGENT_MS,
  'outcome-unknown': IN_FRONT_OF_AGENT_MS,
  paid: MOVES_BY_ITSELF_MS,
  captured: null,
  declined: null,
  expired: null,
  'cancelled-on-page': null,
  cancelled: null,
  'provider-error': null,
  reversed: null,
};

/** True while the attempt holds its lines: somebody waits for it. */
export function isUnderWay(state: CardPaymentState): boolean {
  return CARD_PAYMENT_POLL_MS[state] === IN_FRONT_OF_AGENT_MS;
}

/** True once it is confirmed and stays so. */
export function isPaid(state: CardPaymentState): boolean {
  return state === 'paid' || state === 'captured';
}
