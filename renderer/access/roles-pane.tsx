import { useState } from 'react';
import type { StaffRecord } from '../../shared/contracts/access.ts';
import type { Role } from '../../shared/permissions.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { PaneForm } from '../shell/pane-form.tsx';
import { roleWords } from './role-words.ts';
import { RolesField } from './roles-field.tsx';

export interface RolesPaneProps {
  readonly person: StaffRecord;
  readonly onDone: () => void;
}

/** Asks a second administrator that somebody holds exactly the ticked roles. */
export function RolesPane({ person, onDone }: RolesPaneProps) {
  const [chosen, setChosen] = useState<readonly Role[]>(person.roles);
  const [wasTried, setTried] = useState(false);
  const ask = useCommand(api.access.askForRoles.mutationOptions(), () => {
    sayDone(`Sent for approval. ${person.name} keeps their roles until then.`);
    onDone();
  });
  const isSame = roleWords(chosen.toSorted()) === roleWords(person.roles.toSorted());
  const send = () => {
    setTried(true);
    if (!isSame) ask.run({ staffId: person.staffId, roles: [...chosen] });
  };
  return (
    <PaneForm
      title={`Roles of ${person.name}`}
      save="Send for approval"
      isSaving={ask.status === 'sending'}
      problem={ask.problem}
      onSave={send}
    >
      <p className="muted">Another administrator has to approve it. Now: {roleWords(person.roles)}.</p>
      <RolesField chosen={chosen} onChange={setChosen} />
      {wasTried && isSame && <p className="field-error">These are the roles they have already.</p>}
    </PaneForm>
  );
}
