import { useState } from 'react';
import type { OrganisationRecord } from '../../shared/contracts/organisations.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { entryOf } from './organisation-entry.ts';
import { OrganisationForm } from './organisation-form.tsx';
import { changedWords, editedWords } from './organisation-words.ts';

export interface EditOrganisationPaneProps {
  readonly organisation: OrganisationRecord;
  readonly onDone: () => void;
}

function Note({ organisation: { waitingChange } }: { readonly organisation: OrganisationRecord }) {
  if (waitingChange === null) {
    return (
      <p className="muted">
        Address, the billing contact’s e-mail, credit terms and billing cycle change once a second person has approved
        it. The rest is so at once.
      </p>
    );
  }
  return (
    <p className="pane-form-note">
      {changedWords(waitingChange.changes)}: a change waits for approval. Until it is decided or taken back, leave that
      as it is here.
    </p>
  );
}

/** Edits an organisation. The version is that of the moment the form was opened. */
export function EditOrganisationPane({ organisation, onDone }: EditOrganisationPaneProps) {
  const [opened] = useState(organisation);
  const edit = useCommand(api.organisations.edit.mutationOptions(), (outcome) => {
    sayDone(editedWords(outcome));
    onDone();
  });
  return (
    <OrganisationForm
      title="Edit the organisation"
      initial={entryOf(opened)}
      save="Save"
      isSaving={edit.status === 'sending'}
      problem={edit.problem}
      onSave={(particulars) => edit.run({ ...particulars, reference: opened.reference, version: opened.version })}
      note={<Note organisation={organisation} />}
    />
  );
}
