import type { FeePrice } from '../../shared/contracts/fees.ts';
import { formatPounds } from '../../shared/money.ts';
import { FEE_WORDS } from '../billing/fee-words.ts';
import './fees.css';

export interface PriceTableProps {
  readonly caption: string;
  readonly prices: readonly FeePrice[];
  /** What the same kinds cost before; without it that column is left out. */
  readonly earlier?: readonly FeePrice[];
}

function priceIn(prices: readonly FeePrice[], { feeKind }: FeePrice): string {
  const price = prices.find((one) => one.feeKind === feeKind);
  return price === undefined ? 'None' : formatPounds(price.amount);
}

/** What each kind of fee costs, and cost before. */
export function PriceTable({ caption, prices, earlier }: PriceTableProps) {
  return (
    <table className="price-table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Kind of fee</th>
          {earlier !== undefined && <th scope="col">Before</th>}
          <th scope="col">Price</th>
        </tr>
      </thead>
      <tbody>
        {prices.map((price) => (
          <tr key={price.feeKind}>
            <th scope="row">{FEE_WORDS[price.feeKind]}</th>
            {earlier !== undefined && (
              <td className="figures muted">{price.feeKind === 'exempt' ? '£0.00' : priceIn(earlier, price)}</td>
            )}
            <td className="figures">{formatPounds(price.amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
