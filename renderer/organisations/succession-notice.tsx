import { Link } from '@tanstack/react-router';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { OpenSuccession, OrganisationLink } from '../../shared/contracts/organisations.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { formatLocalDate } from '../../shared/local-date.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import './changes-table.css';

export interface SuccessionNoticeProps {
  /** Whose record it stands on. */
  readonly reference: OrganisationReference;
  readonly succession: OpenSuccession;
}

function Named({ organisation }: { readonly organisation: OrganisationLink }) {
  return (
    <Link to="/organisations/$reference" params={{ reference: organisation.reference }} search={{ tab: 'details' }}>
      {organisation.name}
    </Link>
  );
}

function What({
  succession: { kind, from, to, effectiveOn, registrations },
}: Pick<SuccessionNoticeProps, 'succession'>) {
  const day = formatLocalDate(effectiveOn);
  if (kind === 'merge') {
    return (
      <>
        <Named organisation={from} /> merges into <Named organisation={to} /> from {day}.
      </>
    );
  }
  const along = registrations === 0 ? '' : `, with ${registrations} registrations`;
  return (
    <>
      <Named organisation={to} /> is split off from <Named organisation={from} /> from {day}
      {along}.
    </>
  );
}

/** A merger or split that is to come: what, when, and whether it is agreed. */
export function SuccessionNotice({ reference, succession }: SuccessionNoticeProps) {
  const { state, from, askedBy, askedAt, reason, approvalId } = succession;
  const mayTakeBack = useMay('organisation.edit') && from.reference === reference;
  const mayRead = useMay('approvals.read');
  const takeBack = useCommand(api.organisations.takeBackSuccession.mutationOptions(), () =>
    sayDone('Taken back. Both organisations stay as they are.'),
  );
  return (
    <section className="waiting-change" aria-label="A merger or split to come">
      <div className="waiting-change-head">
        <p>
          <strong>{state === 'waiting' ? 'Waits for approval: ' : 'Agreed: '}</strong>
          <What succession={succession} />
        </p>
        <span className="waiting-change-acts">
          {mayRead && (
            <Link to="/approvals" search={{ approval: approvalId }}>
              Open the approval
            </Link>
          )}
          {mayTakeBack && (
            <Button isPending={takeBack.status === 'sending'} onPress={() => takeBack.run({ reference })}>
              Take it back
            </Button>
          )}
        </span>
      </div>
      <p>
        Asked by {askedBy}, {formatLondonDateTime(askedAt)}: {reason}
      </p>
      {takeBack.problem !== null && <ProblemNotice problem={takeBack.problem} />}
    </section>
  );
}
