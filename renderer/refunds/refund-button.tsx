import { useNavigate } from '@tanstack/react-router';
import { Undo2 } from 'lucide-react';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import { useShortcuts } from '../shell/shortcuts.ts';
import { Button } from '../ui/button.tsx';

export interface RefundButtonProps {
  /** What goes back: a card payment, or one of an organisation's. */
  readonly of: { readonly attempt: string } | { readonly organisation: OrganisationReference };
}

/** Leads to the form that asks for a refund. Stands where its reader may ask and something can go back. */
export function RefundButton({ of }: RefundButtonProps) {
  const navigate = useNavigate();
  const ask = () => void navigate({ to: '/refunds/ask', search: of });
  useShortcuts([{ keys: 'r', label: 'Ask for a refund', run: ask }]);
  return (
    <Button keys="R" icon={<Undo2 aria-hidden="true" />} onPress={ask}>
      Refund
    </Button>
  );
}
