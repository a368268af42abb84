import { useState } from 'react';
import { compareLocalDates, LocalDateSchema, londonDay } from '../../shared/local-date.ts';
import type { LpaReference } from '../../shared/lpa-reference.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { serverNow } from '../clock.ts';
import { sayDone } from '../shell/notices.ts';
import { PaneForm } from '../shell/pane-form.tsx';
import type { MergePaneProps } from './merge-pane.tsx';
import { OtherOrganisationField } from './other-organisation-field.tsx';
import { SuccessionFields } from './succession-fields.tsx';
import { UnbilledField } from './unbilled-field.tsx';
import { useSuccessionEntry } from './use-succession-entry.ts';

/** Asks that a branch, which is open already, is split off from this organisation from a day on. */
export function SplitPane({ organisation, onDone }: MergePaneProps) {
  const { reference, name } = organisation;
  const form = useSuccessionEntry();
  const [chosen, setChosen] = useState<ReadonlySet<LpaReference>>(new Set());
  const ask = useCommand(api.organisations.askToSplit.mutationOptions(), () => {
    sayDone('Sent for approval. Both organisations stay as they are until then.');
    onDone();
  });
  const day = LocalDateSchema.safeParse(form.entry.effectiveOn);
  const hasCome = day.success && compareLocalDates(day.data, londonDay(new Date(serverNow()))) <= 0;
  const send = () => {
    const read = form.tryToRead();
    if (read !== null) ask.run({ reference, ...read, lpaReferences: hasCome ? [...chosen] : [] });
  };
  return (
    <PaneForm
      title={`Split a branch off ${name}`}
      save="Send for approval"
      isSaving={ask.status === 'sending'}
      problem={ask.problem}
      onSave={send}
    >
      <p className="muted">
        Open the branch as an organisation first. From the day on it is billed for itself, under its own reference.
      </p>
      <OtherOrganisationField
        label="Reference of the branch"
        value={form.entry.to}
        onChange={(to) => form.change({ to })}
        wasTried={form.wasTried}
      />
      <SuccessionFields {...form} />
      {hasCome && (
        <UnbilledField key={day.data} reference={reference} from={day.data} chosen={chosen} onChange={setChosen} />
      )}
    </PaneForm>
  );
}
