import { Link } from '@tanstack/react-router';
import type { OrganisationLink, OrganisationRecord } from '../../shared/contracts/organisations.ts';
import { Button } from '../ui/button.tsx';
import { Section } from '../ui/section.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { ORGANISATION_WORDS } from '../ui/status-words.ts';
import type { ContactsSectionProps } from './contacts-section.tsx';
import type { OnForm } from './organisation-forms.ts';

function OrganisationLine({ organisation }: { readonly organisation: OrganisationLink }) {
  const { reference, name, status } = organisation;
  return (
    <li className="person">
      <span>
        <Link to="/organisations/$reference" params={{ reference }} search={{ tab: 'details' }}>
          {name}
        </Link>{' '}
        <span className="reference muted">{reference}</span>
      </span>
      {status !== 'active' && <StatusPill status={ORGANISATION_WORDS[status]} />}
    </li>
  );
}

function Forms({ organisation, onForm }: { readonly organisation: OrganisationRecord; readonly onForm: OnForm }) {
  const { branchOf, branches, status, succession } = organisation;
  const canSucceed = status !== 'closed' && succession === null;
  return (
    <span>
      {branches.length === 0 && (
        <Button kind="quiet" onPress={() => onForm('branch')}>
          {branchOf === null ? 'Make it a branch' : 'Change'}
        </Button>
      )}
      {canSucceed && branchOf === null && (
        <Button kind="quiet" onPress={() => onForm('split')}>
          Split a branch off
        </Button>
      )}
      {canSucceed && branches.length === 0 && (
        <Button kind="quiet" onPress={() => onForm('merge')}>
          Merge it
        </Button>
      )}
    </span>
  );
}

/** The organisation that this is a branch of, or the branches it has; each is billed for itself. */
export function BranchesSection({ organisation, onForm }: ContactsSectionProps) {
  const { branchOf, branches } = organisation;
  return (
    <Section
      title={branchOf === null ? 'Branches and mergers' : 'Branch of'}
      {...(onForm !== null && { aside: <Forms organisation={organisation} onForm={onForm} /> })}
    >
      {branchOf === null && branches.length === 0 ? (
        <p className="muted">It has no branches and is a branch of none.</p>
      ) : (
        <ul className="people">
          {(branchOf === null ? branches : [branchOf]).map((one) => (
            <OrganisationLine key={one.reference} organisation={one} />
          ))}
        </ul>
      )}
    </Section>
  );
}
