import { useState } from 'react';
import { parseOrganisationReference } from '../../shared/checked-reference.ts';
import type { OrganisationRecord } from '../../shared/contracts/organisations.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { PaneForm } from '../shell/pane-form.tsx';
import { useFirstField } from '../shell/use-first-field.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';

export interface BranchPaneProps {
  readonly organisation: OrganisationRecord;
  readonly onDone: () => void;
}

/** Makes an organisation a branch of another, by that one's reference, or one of its own again. */
export function BranchPane({ organisation, onDone }: BranchPaneProps) {
  const { reference, branchOf } = organisation;
  const [typed, setTyped] = useState<string>(branchOf?.reference ?? '');
  const [wasTried, setTried] = useState(false);
  const command = useCommand(api.organisations.setBranchOf.mutationOptions(), () => {
    sayDone('Changed. Each is billed for itself, as before.');
    onDone();
  });
  const read = parseOrganisationReference(typed);
  const send = () => {
    setTried(true);
    if (read.ok) command.run({ reference, branchOf: read.reference });
  };
  return (
    <PaneForm
      title="Branch of another organisation"
      save="Save"
      isSaving={command.status === 'sending'}
      problem={command.problem}
      onSave={send}
      {...(branchOf !== null && {
        aside: (
          <Button kind="quiet" onPress={() => command.run({ reference, branchOf: null })}>
            No longer a branch
          </Button>
        ),
      })}
    >
      <p className="muted">Each goes on being billed for itself. A branch has no branches of its own.</p>
      <TextField
        label="Reference of the main organisation"
        inputRef={useFirstField()}
        value={typed}
        onChange={setTyped}
        maxLength={20}
        problem={wasTried && !read.ok ? read.sentence : null}
      />
    </PaneForm>
  );
}
