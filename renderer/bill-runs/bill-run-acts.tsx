import { useState } from 'react';
import type { BillRunRecord } from '../../shared/contracts/bill-runs.ts';
import { api } from '../api/client.ts';
import type { Problem } from '../api/problem.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { useShortcuts } from '../shell/shortcuts.ts';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { BillRunQuestion, type Asked } from './bill-run-question.tsx';
import { titleOf } from './bill-run-words.ts';

/** What can be done with the run as it is: one primary act, and the quiet ones. */
export function BillRunActs({ run }: { readonly run: BillRunRecord }) {
  const [asked, setAsked] = useState<Asked>(null);
  const { send, recompute, may } = useActs(run);
  const input = { billRunId: run.billRunId };
  useShortcuts([
    ...(may.send ? [{ keys: 'Ctrl+Enter', label: 'Send for approval', run: () => send.run(input) }] : []),
    ...(may.issue ? [{ keys: 'Ctrl+Enter', label: 'Issue the invoices', run: () => setAsked('issue') }] : []),
  ]);
  return (
    <>
      {may.cancel && (
        <Button kind="quiet" onPress={() => setAsked('cancel')}>
          Cancel run
        </Button>
      )}
      {may.change && (
        <Button kind="quiet" isPending={recompute.status === 'sending'} onPress={() => recompute.run(input)}>
          Work out anew
        </Button>
      )}
      {may.send && (
        <Button kind="primary" keys="Ctrl Enter" isPending={send.status === 'sending'} onPress={() => send.run(input)}>
          Send for approval
        </Button>
      )}
      {may.issue && (
        <Button kind="primary" keys="Ctrl Enter" onPress={() => setAsked('issue')}>
          Issue {run.ready.bills.toLocaleString('en-GB')} invoices
        </Button>
      )}
      {asked !== null && <BillRunQuestion run={run} asked={asked} onClose={() => setAsked(null)} />}
      <BillRunProblem problem={send.problem ?? recompute.problem} />
    </>
  );
}

function BillRunProblem({ problem }: { readonly problem: Problem | null }) {
  return problem === null ? null : <ProblemNotice problem={problem} />;
}

/** The commands, and which of them fit the run's state and the reader's role. */
function useActs(run: BillRunRecord) {
  const send = useCommand(api.billRuns.sendForApproval.mutationOptions(), () =>
    sayDone(`Sent for approval: ${titleOf(run)}.`),
  );
  const recompute = useCommand(api.billRuns.recompute.mutationOptions(), () => sayDone('Being worked out anew.'));
  const edits = useMay('billRun.edit');
  const change = edits && (run.state === 'review' || run.state === 'approved');
  const may = {
    change,
    cancel: change || (edits && run.state === 'computing'),
    send: edits && run.state === 'review' && run.approval === null && run.ready.bills > 0,
    issue: edits && run.state === 'approved',
  };
  return { send, recompute, may };
}
