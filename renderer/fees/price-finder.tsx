import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { LocalDateSchema, type LocalDate } from '../../shared/local-date.ts';
import { formatPounds } from '../../shared/money.ts';
import { api } from '../api/client.ts';
import { FEE_WORDS } from '../billing/fee-words.ts';
import { DateField } from '../ui/date-field.tsx';
import { Spoken } from '../ui/spoken.tsx';
import './fees.css';

export interface PriceFinderProps {
  readonly on: LocalDate | undefined;
  readonly onChange: (on: LocalDate | undefined) => void;
}

function Answer({ on }: { readonly on: LocalDate }) {
  const { data } = useQuery({
    ...api.fees.pricesOn.queryOptions({ receivedOn: on }),
    placeholderData: keepPreviousData,
  });
  if (data === undefined) return null;
  if (data.order === null) return <span>There was no fee for an LPA received that day.</span>;
  return data.prices.map(({ feeKind, amount }) => (
    <span key={feeKind}>
      {FEE_WORDS[feeKind]} <strong className="figures">{formatPounds(amount)}</strong>
    </span>
  ));
}

/** What an LPA received on a given day costs: the question a caller asks. */
export function PriceFinder({ on, onChange }: PriceFinderProps) {
  const change = (value: string) => {
    const day = LocalDateSchema.safeParse(value);
    onChange(day.success ? day.data : undefined);
  };
  return (
    <div className="price-finder">
      <DateField label="Price of an LPA received on" value={on ?? ''} onChange={change} />
      <Spoken className="price-finder-answer">{on !== undefined && <Answer on={on} />}</Spoken>
    </div>
  );
}
