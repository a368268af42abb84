import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { StaffRecord } from '../../shared/contracts/access.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { api } from '../api/client.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { useMay, useStaff } from '../shell/staff.tsx';
import { DescriptionList } from '../ui/description-list.tsx';
import { Section } from '../ui/section.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { STAFF_WORDS } from '../ui/status-words.ts';
import { roleWords } from './role-words.ts';
import { RolesPane } from './roles-pane.tsx';
import { StaffActs } from './staff-acts.tsx';
import '../ui/pane-form.css';
import './staff.css';

export interface StaffPeekProps {
  readonly staffId: number;
  /** The form for their roles is open in their place. */
  readonly isChangingRoles: boolean;
  readonly onRoles: (isOpen: boolean) => void;
}

function WaitingRoles({ waiting }: { readonly waiting: NonNullable<StaffRecord['waitingRoles']> }) {
  const { approvalId, becomes, askedBy, askedAt } = waiting;
  return (
    <div className="pane-form-note">
      <p>
        <strong>Waits for approval:</strong> {roleWords(becomes)}. Asked by {askedBy}, {formatLondonDateTime(askedAt)}.
      </p>
      <Link to="/approvals" search={{ approval: approvalId }}>
        Open the approval
      </Link>
    </div>
  );
}

function Sessions({ sessions }: StaffRecord) {
  return (
    <Section title="Signed in">
      {sessions.length === 0 ? (
        <p className="muted">On no desk.</p>
      ) : (
        <ul className="staff-sessions">
          {sessions.map(({ openedAt, lastActiveAt }) => (
            <li key={openedAt}>
              Since {formatLondonDateTime(openedAt)}, last active {formatLondonDateTime(lastActiveAt)}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Peek({ person, onRoles }: { readonly person: StaffRecord; readonly onRoles: () => void }) {
  const me = useStaff();
  const mayEdit = useMay('staff.edit');
  const isMe = me.staffId === person.staffId;
  return (
    <>
      <div className="peek-head">
        <h2>{person.name}</h2>
        <StatusPill status={STAFF_WORDS[person.status]} />
      </div>
      {person.waitingRoles !== null && <WaitingRoles waiting={person.waitingRoles} />}
      <DescriptionList
        of={[
          { term: 'Roles', value: roleWords(person.roles) },
          ...(person.statusReason === null ? [] : [{ term: 'Why', value: person.statusReason }]),
          { term: 'E-mail', value: person.email },
          { term: 'Sign-in name', value: person.subject },
          { term: 'Added', value: formatLondonDateTime(person.addedAt) },
        ]}
      />
      <Sessions {...person} />
      {mayEdit && !isMe && <StaffActs person={person} onRoles={onRoles} />}
      {mayEdit && isMe && <p className="muted">This is you. Another administrator changes your access.</p>}
    </>
  );
}

/** A member of staff beside the list, or the form for their roles. */
export function StaffPeek({ staffId, isChangingRoles, onRoles }: StaffPeekProps) {
  const query = useQuery(api.access.getStaff.queryOptions({ staffId }));
  return (
    <RecordQuery query={query}>
      {(person) =>
        isChangingRoles ? (
          <RolesPane person={person} onDone={() => onRoles(false)} />
        ) : (
          <Peek person={person} onRoles={() => onRoles(true)} />
        )
      }
    </RecordQuery>
  );
}
