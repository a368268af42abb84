import { useState } from 'react';
import type { StaffRecord } from '../../shared/contracts/access.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { ReasonDialog } from '../shell/reason-dialog.tsx';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';

export interface StaffActsProps {
  readonly person: StaffRecord;
  readonly onRoles: () => void;
}

const WAYS = {
  active: {
    title: (name: string) => `Disable ${name}?`,
    words: 'Their sessions end at once, on every desk, and they cannot sign in until they are enabled again.',
    act: 'Disable',
    to: 'disabled',
    done: 'Disabled. Every session of theirs has ended.',
  },
  disabled: {
    title: (name: string) => `Let ${name} sign in again?`,
    words: 'They have the roles they had before.',
    act: 'Enable',
    to: 'active',
    done: 'They can sign in again.',
  },
} as const;

function StatusAct({ person }: { readonly person: StaffRecord }) {
  const [isAsking, setAsking] = useState(false);
  const way = WAYS[person.status];
  const set = useCommand(api.access.setStaffStatus.mutationOptions(), () => {
    sayDone(way.done);
    setAsking(false);
  });
  return (
    <>
      <Button kind="quiet" onPress={() => setAsking(true)}>
        {way.act}
      </Button>
      {isAsking && (
        <ReasonDialog
          title={way.title(person.name)}
          words={way.words}
          act={way.act}
          isDanger={person.status === 'active'}
          isSending={set.status === 'sending'}
          problem={set.problem}
          onClose={() => setAsking(false)}
          onSend={(reason) => set.run({ staffId: person.staffId, status: way.to, reason })}
        />
      )}
    </>
  );
}

/** What an administrator does to somebody else's access. */
export function StaffActs({ person, onRoles }: StaffActsProps) {
  const { staffId, waitingRoles, openSessions } = person;
  const end = useCommand(api.access.endStaffSessions.mutationOptions(), () => sayDone('Their sessions have ended.'));
  const takeBack = useCommand(api.access.takeBackRoles.mutationOptions(), () =>
    sayDone('Taken back. They keep the roles they have.'),
  );
  const problem = end.problem ?? takeBack.problem;
  return (
    <>
      <div className="staff-acts">
        {waitingRoles === null ? (
          <Button onPress={onRoles}>Change roles</Button>
        ) : (
          <Button isPending={takeBack.status === 'sending'} onPress={() => takeBack.run({ staffId })}>
            Take the change back
          </Button>
        )}
        {openSessions > 0 && (
          <Button kind="quiet" isPending={end.status === 'sending'} onPress={() => end.run({ staffId })}>
            End their sessions
          </Button>
        )}
        <StatusAct person={person} />
      </div>
      {problem !== null && <ProblemNotice problem={problem} />}
    </>
  );
}
