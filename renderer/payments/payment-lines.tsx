import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CardPaymentView } from '../../shared/contracts/payments.ts';
import { formatPounds } from '../../shared/money.ts';
import { Button } from '../ui/button.tsx';

const SHOWN_AT_FIRST = 12;

/** Every LPA of a payment and how much of it is meant for each; a reference leads to its line on the invoice. */
export function PaymentLines({ lines }: { readonly lines: CardPaymentView['lines'] }) {
  const [showsAll, setShowsAll] = useState(false);
  const listed = showsAll ? lines : lines.slice(0, SHOWN_AT_FIRST);
  return (
    <div className="payment-lines">
      <table>
        <thead>
          <tr>
            <th scope="col">LPA</th>
            <th scope="col">Invoice</th>
            <th scope="col" className="payment-lines-money">
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          {listed.map(({ lineId, invoiceNumber, lpaReference, amount }) => (
            <tr key={lineId}>
              <td>
                <Link
                  to="/invoices/$number"
                  params={{ number: invoiceNumber }}
                  search={{ line: lineId }}
                  className="reference"
                >
                  {lpaReference}
                </Link>
              </td>
              <td className="reference">{invoiceNumber}</td>
              <td className="figures payment-lines-money">{formatPounds(amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {listed.length < lines.length && (
        <Button kind="quiet" onPress={() => setShowsAll(true)}>
          Show all {lines.length} LPAs
        </Button>
      )}
    </div>
  );
}
