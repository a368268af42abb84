import { Link } from '@tanstack/react-router';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { OrganisationRecord } from '../../shared/contracts/organisations.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { ChangesTable } from './changes-table.tsx';

export interface WaitingChangeNoticeProps {
  readonly reference: OrganisationReference;
  readonly change: NonNullable<OrganisationRecord['waitingChange']>;
}

/** What will be so once a second person has approved it, and how it is until then. */
export function WaitingChangeNotice({ reference, change }: WaitingChangeNoticeProps) {
  const mayEdit = useMay('organisation.edit');
  const mayRead = useMay('approvals.read');
  const takeBack = useCommand(api.organisations.takeBack.mutationOptions(), () =>
    sayDone('Taken back. The organisation stays as it is.'),
  );
  return (
    <section className="waiting-change" aria-label="A change that waits for approval">
      <div className="waiting-change-head">
        <p>
          <strong>Waits for approval.</strong> Asked by {change.askedBy}, {formatLondonDateTime(change.askedAt)}
          {change.reason !== null && `: ${change.reason}`}
        </p>
        <span className="waiting-change-acts">
          {mayRead && (
            <Link to="/approvals" search={{ approval: change.approvalId }}>
              Open the approval
            </Link>
          )}
          {mayEdit && (
            <Button isPending={takeBack.status === 'sending'} onPress={() => takeBack.run({ reference })}>
              Take it back
            </Button>
          )}
        </span>
      </div>
      <ChangesTable caption="What is, and what it becomes once approved" changes={change.changes} />
      {takeBack.problem !== null && <ProblemNotice problem={takeBack.problem} />}
    </section>
  );
}
