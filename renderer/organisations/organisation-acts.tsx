import { useState } from 'react';
import type { OrganisationRecord, OrganisationStatus } from '../../shared/contracts/organisations.ts';
import { useShortcuts } from '../shell/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { OrganisationStatusDialog, type StatusAct } from './organisation-status-dialog.tsx';

/** What may be done about each status, most usual first. */
const ACTS: Readonly<Record<OrganisationStatus, readonly StatusAct[]>> = {
  active: ['hold', 'close'],
  'on-hold': ['let-go', 'close'],
  closed: ['open-again'],
};

const WORDS: Readonly<Record<StatusAct, string>> = {
  hold: 'Put on hold',
  'let-go': 'End the hold',
  close: 'Ask to close',
  'open-again': 'Ask to open again',
};

export interface OrganisationActsProps {
  readonly organisation: OrganisationRecord;
  readonly onEdit: () => void;
}

/** What finance do to an organisation. While its status waits for approval, and once it is merged, there is nothing to do about it. */
export function OrganisationActs({ organisation, onEdit }: OrganisationActsProps) {
  const [asking, setAsking] = useState<StatusAct | null>(null);
  useShortcuts([{ keys: 'e', label: 'Edit this organisation', run: onEdit }]);
  const statusWaits = organisation.waitingChange?.changes.some(({ label }) => label === 'Status') ?? false;
  const waits = organisation.waitingChange !== null;
  const isMerged = organisation.mergedInto !== null;
  const acts = ACTS[organisation.status].filter(
    (act) => !isMerged && !statusWaits && (!waits || act === 'hold' || act === 'let-go'),
  );
  return (
    <>
      {acts.map((act) => (
        <Button key={act} kind="quiet" onPress={() => setAsking(act)}>
          {WORDS[act]}
        </Button>
      ))}
      <Button keys="E" onPress={onEdit}>
        Edit
      </Button>
      {asking !== null && (
        <OrganisationStatusDialog organisation={organisation} act={asking} onClose={() => setAsking(null)} />
      )}
    </>
  );
}
