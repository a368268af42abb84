import type { ContactRow, OrganisationRecord } from '../../shared/contracts/organisations.ts';
import { Button } from '../ui/button.tsx';
import { Section } from '../ui/section.tsx';
import type { OnForm } from './organisation-forms.ts';

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
              <Button
                kind="quiet"
                aria-label={`Change ${contact.name}`}
                onPress={() => onForm('contact', contact.contactId)}
              >
                Change
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
