import { Link } from '@tanstack/react-router';
import type { FeeOrderRow } from '../../shared/contracts/fees.ts';
import { DescriptionList } from '../ui/description-list.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { feeOrderWords, receivedWords } from './fee-order-words.ts';
import { PriceTable } from './price-table.tsx';

/** An Order beside the list. */
export function FeeOrderPeek({ order }: { readonly order: FeeOrderRow }) {
  return (
    <>
      <div className="peek-head">
        <h2>{order.title}</h2>
        <StatusPill status={feeOrderWords(order)} />
      </div>
      <DescriptionList
        of={[
          { term: 'LPAs received', value: receivedWords(order) },
          { term: 'Citation', value: order.citation ?? 'Not recorded' },
        ]}
      />
      <PriceTable caption={`Prices of ${order.title}`} prices={order.prices} />
      <p>
        <Link to="/fees/$feeOrderId" params={{ feeOrderId: String(order.feeOrderId) }} search={{}}>
          Open this Order
        </Link>
      </p>
    </>
  );
}
