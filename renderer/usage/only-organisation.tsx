import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import { api } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import './only-organisation.css';

export interface OnlyOrganisationProps {
  readonly reference: OrganisationReference;
  readonly onClear: () => void;
}

/** Says that a list shows one organisation only, and lets go of it. */
export function OnlyOrganisation({ reference, onClear }: OnlyOrganisationProps) {
  const { data } = useQuery(api.organisations.get.queryOptions({ reference }));
  const name = data?.name ?? reference;
  return (
    <span className="usage-only">
      <span className="usage-only-name">Only {name}</span>
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
