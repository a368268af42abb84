import { useState } from 'react';
import { containsCardNumber } from '../../shared/card-number-guard.ts';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import { AddContact, type ContactRow } from '../../shared/contracts/organisations.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';
import { sayDone } from '../shell/notices.ts';
import { PaneForm } from '../shell/pane-form.tsx';
import { useFirstField } from '../shell/use-first-field.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';

export interface ContactPaneProps {
  readonly reference: OrganisationReference;
  /** The contact to change; null to add one. */
  readonly contact: ContactRow | null;
  readonly onDone: () => void;
}

type Entry = Readonly<Record<'name' | 'role' | 'email' | 'phone', string>>;
const EMPTY: Entry = { name: '', role: '', email: '', phone: '' };
const Typed = AddContact.pick({ name: true, role: true, email: true, phone: true });

const SENTENCES: Entry = {
  name: 'Enter their name.',
  role: 'Enter a role of at most 60 letters.',
  email: 'Enter an e-mail address, or leave it empty.',
  phone: 'Enter digits and spaces, such as 01632 960001.',
};

function problemsOf(entry: Entry): Partial<Record<keyof Entry, string>> {
  const problems: Partial<Record<keyof Entry, string>> = {};
  for (const name of ['name', 'role'] as const)
    if (containsCardNumber(entry[name])) problems[name] = CARD_NUMBER_REFUSED;
  for (const { path } of Typed.safeParse(entry).error?.issues ?? []) {
    const field = path[0] as keyof Entry;
    problems[field] ??= SENTENCES[field];
  }
  return problems;
}

function useContactCommands({ onDone }: ContactPaneProps) {
  const said = (words: string) => () => {
    sayDone(words);
    onDone();
  };
  return {
    add: useCommand(api.organisations.addContact.mutationOptions(), said('Contact added.')),
    edit: useCommand(api.organisations.editContact.mutationOptions(), said('Contact changed.')),
    remove: useCommand(api.organisations.removeContact.mutationOptions(), said('Contact taken off.')),
  };
}

/** Adds a contact of an organisation, changes one, or takes them off. */
export function ContactPane(props: ContactPaneProps) {
  const { reference, contact } = props;
  const [entry, setEntry] = useState<Entry>(contact ?? EMPTY);
  const [wasTried, setTried] = useState(false);
  const { add, edit, remove } = useContactCommands(props);
  const command = contact === null ? add : edit;
  const problems = problemsOf(entry);
  const send = () => {
    setTried(true);
    if (Object.keys(problems).length > 0) return;
    const { name, role, email, phone } = Typed.parse(entry);
    if (contact === null) add.run({ reference, name, role, email, phone });
    else edit.run({ reference, contactId: contact.contactId, name, role, email, phone });
  };
  const field = (name: keyof Entry) => ({
    value: entry[name],
    problem: wasTried ? (problems[name] ?? null) : null,
    onChange: (value: string) => setEntry((before) => ({ ...before, [name]: value })),
  });
  return (
    <PaneForm
      title={contact === null ? 'Add a contact' : 'Change the contact'}
      save={contact === null ? 'Add contact' : 'Save'}
      isSaving={command.status === 'sending'}
      problem={command.problem ?? remove.problem}
      onSave={send}
      {...(contact !== null && {
        aside: (
          <Button
            kind="quiet"
            isPending={remove.status === 'sending'}
            onPress={() => remove.run({ reference, contactId: contact.contactId })}
          >
            Take them off
          </Button>
        ),
      })}
    >
      <TextField label="Name" inputRef={useFirstField()} maxLength={80} {...field('name')} />
      <TextField label="Role" maxLength={60} {...field('role')} />
      <TextField label="E-mail" inputMode="email" maxLength={160} {...field('email')} />
      <TextField label="Telephone" narrow inputMode="tel" maxLength={30} {...field('phone')} />
    </PaneForm>
  );
}
