import type { EntityManager } from '@mikro-orm/postgresql';
import type { CardPaymentSelection } from '../../shared/contracts/payments.ts';
import { sumPence, type Pence } from '../../shared/money.ts';
import { findOpenLines, spreadAmount, type OpenLine, type Share } from '../billing/index.ts';
import { DomainError } from '../platform/domain-error.ts';
import { selectOne } from '../platform/rows.ts';

export interface ChosenPayment {
  readonly lines: readonly OpenLine[];
  /** All that is due on the chosen lines. */
  readonly due: Pence;
  /** What the card is to be charged. */
  readonly amount: Pence;
  readonly shares: readonly Share[];
  readonly cardLimit: Pence;
}

/** Works out what a selection comes to; refuses nothing, so that a preview can show it whole. */
export async function chooseCardPayment(
  em: EntityManager,
  organisationId: number,
  selection: CardPaymentSelection,
): Promise<ChosenPayment> {
  const lines = await findOpenLines(em, organisationId, selection);
  const due = sumPence(lines.map(({ outstanding }) => outstanding));
  const amount = selection.amount ?? due;
  const { shares } = spreadAmount(amount, lines);
  const { card_limit: cardLimit } = await selectOne<{ card_limit: Pence }>(
    em,
    `select card_limit from pay_account where code = 'moto'`,
  );
  return { lines, due, amount, shares, cardLimit };
}

/** Why a chosen payment cannot be taken by card: nothing due, more than is due, or above the card limit. */
export function requirePayable(chosen: ChosenPayment): void {
  const { due, amount, cardLimit } = chosen;
  if (due === 0) throw new DomainError('NOTHING_DUE');
  if (amount > due) throw new DomainError('AMOUNT_ABOVE_DUE', { amount, due });
  if (amount > cardLimit) throw new DomainError('ABOVE_CARD_LIMIT', { amount, limit: cardLimit });
}
