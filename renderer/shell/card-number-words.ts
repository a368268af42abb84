/** Said wherever typed text holds what looks like a card number; the text itself goes nowhere. */
export const CARD_NUMBER_REFUSED =
  'That looks like a card number. Delete it. Card numbers are typed on the GOV.UK Pay page only.';
