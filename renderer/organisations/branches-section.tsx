import { Link } from '@tanstack/react-router';
import type { OrganisationLink } from '../../shared/contracts/organisations.ts';
import { Button } from '../ui/button.tsx';
import { Section } from '../ui/section.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { ORGANISATION_WORDS } from '../ui/status-words.ts';
import type { ContactsSectionProps } from './contacts-section.tsx';

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

/** The organisation that this is a branch of, or the branches it has; each is billed for itself. */
export function BranchesSection({ organisation, onForm }: ContactsSectionProps) {
  const { branchOf, branches } = organisation;
  const change =
    onForm !== null && branches.length === 0
      ? {
          aside: (
            <Button kind="quiet" onPress={() => onForm('branch')}>
              {branchOf === null ? 'Make it a branch' : 'Change'}
            </Button>
          ),
        }
      : {};
  return (
    <Section title={branchOf === null ? 'Branches' : 'Branch of'} {...change}>
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
