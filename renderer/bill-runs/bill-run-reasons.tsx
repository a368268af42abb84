import type { BillRunRecord } from '../../shared/contracts/bill-runs.ts';
import { formatPounds } from '../../shared/money.ts';
import { FEE_WORDS } from '../billing/fee-words.ts';

/** What the run is made of: lines by kind of fee and price, as a table. */
export function BillRunReasons({ run }: { readonly run: BillRunRecord }) {
  if (run.reasons.length === 0) return null;
  return (
    <details className="run-reasons">
      <summary>What the total is made of</summary>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Fee</th>
            <th scope="col" className="figures-right">
              Price
            </th>
            <th scope="col" className="figures-right">
              LPAs
            </th>
            <th scope="col" className="figures-right">
              Total
            </th>
          </tr>
        </thead>
        <tbody>
          {run.reasons.map(({ feeKind, price, lines, total }) => (
            <tr key={`${feeKind} ${price}`}>
              <th scope="row">{FEE_WORDS[feeKind]}</th>
              <td className="figures-right figures">{formatPounds(price)}</td>
              <td className="figures-right figures">{lines.toLocaleString('en-GB')}</td>
              <td className="figures-right figures">{formatPounds(total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
