import type { OrganisationRecord } from '../../shared/contracts/organisations.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { PaneForm } from '../shell/pane-form.tsx';
import { OtherOrganisationField } from './other-organisation-field.tsx';
import { SuccessionFields } from './succession-fields.tsx';
import { useSuccessionEntry } from './use-succession-entry.ts';

export interface MergePaneProps {
  readonly organisation: OrganisationRecord;
  readonly onDone: () => void;
}

/** Asks that this organisation merges into another from a day on. */
export function MergePane({ organisation, onDone }: MergePaneProps) {
  const { reference, name } = organisation;
  const form = useSuccessionEntry();
  const ask = useCommand(api.organisations.askToMerge.mutationOptions(), () => {
    sayDone('Sent for approval. Both organisations stay as they are until then.');
    onDone();
  });
  const send = () => {
    const read = form.tryToRead();
    if (read !== null) ask.run({ reference, ...read });
  };
  return (
    <PaneForm
      title={`Merge ${name} into another`}
      save="Send for approval"
      isSaving={ask.status === 'sending'}
      problem={ask.problem}
      onSave={send}
    >
      <p className="muted">
        It closes, and the other takes over: every registration that is not billed by then, and all that come under
        either reference. What is billed stays here, and can be paid from both records.
      </p>
      <OtherOrganisationField
        label="Reference of the one that takes over"
        value={form.entry.to}
        onChange={(to) => form.change({ to })}
        wasTried={form.wasTried}
      />
      <SuccessionFields {...form} />
    </PaneForm>
  );
}
