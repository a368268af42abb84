import { useState } from 'react';
import { AddStaff } from '../../shared/contracts/access.ts';
import type { Role } from '../../shared/permissions.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { PaneForm } from '../shell/pane-form.tsx';
import { useFirstField } from '../shell/use-first-field.ts';
import { TextField } from '../ui/text-field.tsx';
import { RolesField } from './roles-field.tsx';

type Entry = Readonly<Record<'name' | 'email' | 'subject', string>>;
const Typed = AddStaff.pick({ name: true, email: true, subject: true });

const SENTENCES: Entry = {
  name: 'Enter their name.',
  email: 'Enter their e-mail address at the office.',
  subject: 'Enter the name they sign in with, as the sign-in service writes it.',
};

/** Adds somebody, with the roles that a second administrator is asked to give them. */
export function AddStaffPane({ onAdded }: { readonly onAdded: (staffId: number) => void }) {
  const [entry, setEntry] = useState<Entry>({ name: '', email: '', subject: '' });
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [wasTried, setTried] = useState(false);
  const add = useCommand(api.access.addStaff.mutationOptions(), ({ staffId, approvalId }) => {
    sayDone(approvalId === null ? 'Added, without a role.' : 'Added. Their roles wait for approval.');
    onAdded(staffId);
  });
  const read = Typed.safeParse(entry);
  const wrong = new Set(read.error?.issues.map(({ path }) => path[0]));
  const send = () => {
    setTried(true);
    if (read.success) add.run({ ...read.data, roles: [...roles] });
  };
  const field = (name: keyof Entry) => ({
    value: entry[name],
    problem: wasTried && wrong.has(name) ? SENTENCES[name] : null,
    onChange: (value: string) => setEntry((before) => ({ ...before, [name]: value })),
  });
  return (
    <PaneForm title="Somebody new" save="Add" isSaving={add.status === 'sending'} problem={add.problem} onSave={send}>
      <TextField label="Name" inputRef={useFirstField()} maxLength={120} {...field('name')} />
      <TextField label="E-mail" inputMode="email" maxLength={254} {...field('email')} />
      <TextField
        label="Sign-in name"
        hint="Who the sign-in service says they are. It cannot be changed later."
        maxLength={255}
        {...field('subject')}
      />
      <p className="muted">
        They can sign in at once, and do nothing until another administrator approves their roles.
      </p>
      <RolesField chosen={roles} onChange={setRoles} />
    </PaneForm>
  );
}
