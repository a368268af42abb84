import { useNavigate } from '@tanstack/react-router';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { EMPTY_ENTRY } from './organisation-entry.ts';
import { OrganisationForm } from './organisation-form.tsx';

/** Opens an organisation and goes on to it, under the reference it was given. */
export function CreateOrganisationPane() {
  const navigate = useNavigate();
  const create = useCommand(api.organisations.create.mutationOptions(), ({ reference }) => {
    sayDone(`Opened as ${reference}.`);
    void navigate({ to: '/organisations/$reference', params: { reference }, search: { tab: 'details' } });
  });
  return (
    <OrganisationForm
      title="A new organisation"
      initial={EMPTY_ENTRY}
      save="Open organisation"
      isSaving={create.status === 'sending'}
      problem={create.problem}
      onSave={create.run}
    />
  );
}
