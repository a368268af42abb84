import { useState } from 'react';
import { containsCardNumber } from '../../shared/card-number-guard.ts';
import { CALL_BACK_TIMES, type CallBackTime } from '../../shared/contracts/call-backs.ts';
import type { OrganisationRecord } from '../../shared/contracts/organisations.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';
import { sayDone } from '../shell/notices.ts';
import { PaneForm } from '../shell/pane-form.tsx';
import { useFirstField } from '../shell/use-first-field.ts';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { TIME_WORDS } from './call-back-words.ts';

const BILLING = 'billing';
const TIMES = CALL_BACK_TIMES.map((id) => ({ id, title: TIME_WORDS[id] }));

function people({ billingContact, contacts }: OrganisationRecord) {
  return [
    { id: BILLING, title: `${billingContact.name}, billing contact` },
    ...contacts.map(({ contactId, name, role }) => ({
      id: String(contactId),
      title: role === '' ? name : `${name}, ${role}`,
    })),
  ];
}

function aboutProblem(about: string, wasTried: boolean): string | null {
  if (containsCardNumber(about)) return CARD_NUMBER_REFUSED;
  return wasTried && about.trim() === '' ? 'Say what they want to talk about.' : null;
}

/** Puts somebody of an organisation on the list of people to ring. */
export function CallBackPane(props: { readonly organisation: OrganisationRecord; readonly onDone: () => void }) {
  const { organisation, onDone } = props;
  const [about, setAbout] = useState('');
  const [who, setWho] = useState(BILLING);
  const [bestTime, setBestTime] = useState<CallBackTime>('any-time');
  const [wasTried, setTried] = useState(false);
  const ask = useCommand(api.callBacks.ask.mutationOptions(), () => {
    sayDone('They are on the list of people to ring.');
    onDone();
  });
  const send = () => {
    setTried(true);
    if (aboutProblem(about, true) !== null) return;
    const contactId = who === BILLING ? null : Number(who);
    ask.run({ organisation: organisation.reference, contactId, bestTime, about: about.trim() });
  };
  return (
    <PaneForm
      title="Ring back"
      save="Put on the list"
      isSaving={ask.status === 'sending'}
      problem={ask.problem}
      onSave={send}
    >
      <TextField
        label="What about"
        inputRef={useFirstField()}
        maxLength={300}
        value={about}
        problem={aboutProblem(about, wasTried)}
        onChange={setAbout}
      />
      <SelectField label="Who" selected={who} choices={people(organisation)} onSelect={setWho} />
      <SelectField label="Best time" selected={bestTime} choices={TIMES} onSelect={setBestTime} />
    </PaneForm>
  );
}
