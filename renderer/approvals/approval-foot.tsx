import { useState } from 'react';
import type { ApprovalRecord } from '../../shared/contracts/approvals.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { useShortcuts, type Shortcut } from '../shell/shortcuts.ts';
import { useSignIn } from '../shell/use-sign-in.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useTick } from '../ui/use-tick.ts';
import { ReturnForm } from './return-form.tsx';
import '../ui/pane-foot.css';

const LOOK_EVERY_MS = 1_000;

interface FootProps {
  readonly approval: ApprovalRecord;
  readonly onDecided: () => void;
}

/** The one primary action: to approve, or first to prove again who one is; null where the reader may do neither. */
function usePrimary({ approval, onDecided }: FootProps) {
  const approve = useCommand(api.approvals.approve.mutationOptions(), () => {
    sayDone(`Approved: ${approval.title}.`);
    onDecided();
  });
  const { waiting, problem, signIn } = useSignIn();
  const isFresh = useTick(LOOK_EVERY_MS) <= Date.parse(approval.freshUntil);
  const { approvalId, subjectHash, obstacle } = approval;
  const needsSignIn = obstacle === 'sign-in-too-old' || (obstacle === null && !isFresh);
  const signInAgain = { words: 'Sign in to approve', isPending: waiting, run: signIn };
  const approveIt = {
    words: approve.status === 'sending' ? 'Approving' : 'Approve',
    isPending: approve.status === 'sending',
    run: () => approve.run({ approvalId, subjectHash }),
  };
  const primary = needsSignIn ? signInAgain : obstacle === null ? approveIt : null;
  return { primary, needsSignIn, signInProblem: problem, approve };
}

function shortcutsOf(
  primary: { readonly words: string; readonly run: () => void } | null,
  askToReturn: (() => void) | null,
): Shortcut[] {
  return [
    ...(primary === null ? [] : [{ keys: 'Ctrl+Enter', label: primary.words, run: primary.run }]),
    ...(askToReturn === null ? [] : [{ keys: 'r', label: 'Send it back with a reason', run: askToReturn }]),
  ];
}

/** Approve, or send back with a reason: what the reader may do, at the foot of the pane. */
export function ApprovalFoot({ approval, onDecided }: FootProps) {
  const [isReturning, setReturning] = useState(false);
  const [cameBack, setCameBack] = useState(false);
  const closeForm = () => {
    setReturning(false);
    setCameBack(true);
  };
  const { primary, needsSignIn, signInProblem, approve } = usePrimary({ approval, onDecided });
  const askToReturn = approval.mayReturn ? () => setReturning(true) : null;
  useShortcuts(isReturning ? [] : shortcutsOf(primary, askToReturn));
  if (isReturning) return <ReturnForm approval={approval} onDecided={onDecided} onClose={closeForm} />;
  const needsFresh = approve.problem?.refusal?.code === 'APPROVAL_NEEDS_FRESH_SIGN_IN';
  return (
    <>
      {needsSignIn && (
        <p className="muted">An approval needs a sign-in of the last five minutes. You come back to this approval.</p>
      )}
      <div role="alert">{signInProblem}</div>
      {approve.problem !== null && !(needsFresh && needsSignIn) && <ProblemNotice problem={approve.problem} />}
      <footer className="pane-foot">
        {askToReturn !== null && (
          <span className="pane-foot-acts">
            <Button kind="quiet" keys="R" takesFocus={cameBack} onPress={askToReturn}>
              Send back
            </Button>
          </span>
        )}
        {primary !== null && (
          <Button
            key={String(needsSignIn)}
            kind="primary"
            keys="Ctrl Enter"
            isPending={primary.isPending}
            onPress={primary.run}
          >
            {primary.words}
          </Button>
        )}
      </footer>
    </>
  );
}
