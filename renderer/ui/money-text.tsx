import { formatPounds, subtractPence, ZERO_PENCE, type Pence } from '../../shared/money.ts';

/** '£46.00', or '£46.00 in credit' below zero: a sign or a colour alone would be missed. */
export function moneyWords(amount: Pence): string {
  return amount < 0 ? `${formatPounds(subtractPence(ZERO_PENCE, amount))} in credit` : formatPounds(amount);
}

/** An amount, in figures that line up. */
export function MoneyText({ amount }: { readonly amount: Pence }) {
  return <span className="figures">{moneyWords(amount)}</span>;
}
