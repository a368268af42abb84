import type { ContactRow, OrganisationRecord } from '../../shared/contracts/organisations.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Section } from '../ui/section.tsx';
import { entryOf, readEntry } from './organisation-entry.ts';
import type { OnForm } from './organisation-forms.ts';
import { editedWords } from './organisation-words.ts';

type Person = Omit<ContactRow, 'contactId'>;

export interface ContactsSectionProps {
  readonly organisation: OrganisationRecord;
  /** Opens the form for a contact; null where the reader may not. */
  readonly onForm: OnForm | null;
}

function PersonLines({ person, isBilling }: { readonly person: Person; readonly isBilling: boolean }) {
  const reached = [person.email, person.phone].filter((way) => way !== '');
  return (
    <div>
      <span className="person-name">{person.name === '' ? 'Nobody is known' : person.name}</span>
      {person.role !== '' && `, ${person.role}`}
      {isBilling && <span className="muted"> · billing contact</span>}
      <p className="reference">{reached.length === 0 ? 'No way to reach them is known' : reached.join(' · ')}</p>
    </div>
  );
}

/** Asks a second person that this contact becomes the billing contact. Not offered while another change waits. */
function SendBillsTo({
  organisation,
  contact,
}: Pick<ContactsSectionProps, 'organisation'> & { readonly contact: ContactRow }) {
  const { reference, version, waitingChange } = organisation;
  const edit = useCommand(api.organisations.edit.mutationOptions(), (outcome) => sayDone(editedWords(outcome)));
  const { name, role, email, phone } = contact;
  const entry = { contactName: name, contactRole: role, contactEmail: email, contactPhone: phone };
  const read = readEntry({ ...entryOf(organisation), ...entry });
  if (email === '' || waitingChange !== null || read.problems !== null) return null;
  return (
    <>
      <Button
        kind="quiet"
        aria-label={`Send bills to ${name}`}
        isPending={edit.status === 'sending'}
        onPress={() => edit.run({ ...read.particulars, reference, version })}
      >
        Send bills to them
      </Button>
      {edit.problem !== null && <ProblemNotice problem={edit.problem} />}
    </>
  );
}

/** The people of an organisation: the one whom bills go to, and others who may be asked for. */
export function ContactsSection({ organisation, onForm }: ContactsSectionProps) {
  const { billingContact, contacts } = organisation;
  return (
    <Section
      title="Contacts"
      {...(onForm !== null && {
        aside: (
          <Button kind="quiet" onPress={() => onForm('contact')}>
            Add a contact
          </Button>
        ),
      })}
    >
      <ul className="people">
        <li className="person">
          <PersonLines person={billingContact} isBilling />
        </li>
        {contacts.map((contact) => (
          <li key={contact.contactId} className="person">
            <PersonLines person={contact} isBilling={false} />
            {onForm !== null && (
              <span>
                <SendBillsTo organisation={organisation} contact={contact} />
                <Button
                  kind="quiet"
                  aria-label={`Change ${contact.name}`}
                  onPress={() => onForm('contact', contact.contactId)}
                >
                  Change
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
