import { CreditCard, FilePlus, PhoneOutgoing } from 'lucide-react';
import type { OrganisationRecord } from '../../shared/contracts/organisations.ts';
import { useShortcuts } from '../shell/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { ORGANISATION_WORDS } from '../ui/status-words.ts';

/** Beside an organisation's name: how it stands, and the reference to read out. */
export function OrganisationBadge({ organisation }: { readonly organisation: OrganisationRecord }) {
  const { reference, status } = organisation;
  return (
    <>
      <StatusPill status={ORGANISATION_WORDS[status]} />
      <span className="reference muted">{reference}</span>
      <CopyButton text={reference} what="reference" />
    </>
  );
}

/** Bills the organisation outside every bill run. */
export function BillByHand({ onPress }: { readonly onPress: () => void }) {
  useShortcuts([{ keys: 'b', label: 'Bill by hand', run: onPress }]);
  return (
    <Button kind="quiet" icon={<FilePlus aria-hidden="true" />} keys="B" onPress={onPress}>
      Bill by hand
    </Button>
  );
}

/** Puts somebody of the organisation on the list of people to ring. */
export function RingBack({ onPress }: { readonly onPress: () => void }) {
  useShortcuts([{ keys: 'r', label: 'Ring back', run: onPress }]);
  return (
    <Button kind="quiet" icon={<PhoneOutgoing aria-hidden="true" />} keys="R" onPress={onPress}>
      Ring back
    </Button>
  );
}

/** The one action of whoever takes cards. */
export function TakeCardPayment({ onPress }: { readonly onPress: () => void }) {
  useShortcuts([{ keys: 'p', label: 'Take a card payment', run: onPress }]);
  return (
    <Button kind="primary" icon={<CreditCard aria-hidden="true" />} keys="P" onPress={onPress}>
      Take card payment
    </Button>
  );
}
