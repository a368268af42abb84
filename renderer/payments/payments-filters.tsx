import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import { CARD_PAYMENT_GROUPS } from '../../shared/contracts/payments.ts';
import { api } from '../api/client.ts';
import type { PaymentsSearch } from '../search-params.ts';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Segmented } from '../ui/segmented.tsx';
import './payments-filters.css';

export type PaymentGroup = (typeof CARD_PAYMENT_GROUPS)[number];

const GROUP_TITLES: Readonly<Record<PaymentGroup, string>> = {
  all: 'All',
  'under-way': 'Under way',
  'in-doubt': 'In doubt',
  paid: 'Paid',
  'not-paid': 'Not paid',
};

const GROUPS = CARD_PAYMENT_GROUPS.map((id) => ({ id, title: GROUP_TITLES[id] }));

function OnlyOrganisation({
  reference,
  onClear,
}: {
  readonly reference: OrganisationReference;
  readonly onClear: () => void;
}) {
  const { data } = useQuery(api.organisations.get.queryOptions({ reference }));
  const name = data?.name ?? reference;
  return (
    <span className="only-organisation">
      Only {name}
      <Button
        kind="quiet"
        square
        aria-label={`Show every organisation, not only ${name}`}
        icon={<X aria-hidden="true" />}
        onPress={onClear}
      />
    </span>
  );
}

export interface PaymentsFiltersProps {
  readonly group: PaymentGroup;
  readonly mine: boolean;
  readonly organisation: OrganisationReference | undefined;
  readonly onChange: (change: Partial<PaymentsSearch>) => void;
}

/** What the list of card payments is narrowed to. */
export function PaymentsFilters({ group, mine, organisation, onChange }: PaymentsFiltersProps) {
  const takesPayments = useMay('cardPayment.take');
  return (
    <div className="payments-filters">
      <Segmented
        label="Which card payments"
        selected={group}
        choices={GROUPS}
        onSelect={(id) => onChange({ group: id === 'all' ? undefined : id })}
      />
      {takesPayments && (
        <Checkbox isSelected={mine} onChange={(only) => onChange({ mine: only ? true : undefined })}>
          Only mine
        </Checkbox>
      )}
      {organisation !== undefined && (
        <OnlyOrganisation reference={organisation} onClear={() => onChange({ organisation: undefined })} />
      )}
    </div>
  );
}
