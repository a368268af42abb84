import type { BillRunRecord } from '../../shared/contracts/bill-runs.ts';
import { formatPounds } from '../../shared/money.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { titleOf } from './bill-run-words.ts';

export type Asked = 'issue' | 'cancel' | null;

interface BillRunQuestionProps {
  readonly run: BillRunRecord;
  readonly asked: 'issue' | 'cancel';
  readonly onClose: () => void;
}

function wordsOf({ ready }: BillRunRecord, asked: 'issue' | 'cancel') {
  const bills = ready.bills.toLocaleString('en-GB');
  return asked === 'issue'
    ? {
        title: 'Issue these invoices?',
        answer: 'Issue invoices',
        body: `${bills} invoices for ${formatPounds(ready.total)} get their numbers and are posted to the ledger. This cannot be undone: a wrong invoice is put right by a credit note.`,
      }
    : {
        title: 'Cancel this bill run?',
        answer: 'Cancel run',
        body: 'Its drafts are deleted, and their registrations are free for the next run. Nothing has been issued.',
      };
}

/** Asks once more before what cannot be taken back. */
export function BillRunQuestion({ run, asked, onClose }: BillRunQuestionProps) {
  const words = wordsOf(run, asked);
  const issue = useCommand(api.billRuns.issue.mutationOptions(), () => {
    onClose();
    sayDone('Invoices are being issued.');
  });
  const cancel = useCommand(api.billRuns.cancel.mutationOptions(), () => {
    onClose();
    sayDone(`Cancelled: ${titleOf(run)}.`);
  });
  const act = asked === 'issue' ? issue : cancel;
  return (
    <Dialog
      title={words.title}
      isOpen
      onClose={onClose}
      role="alertdialog"
      actions={
        <>
          <Button kind="quiet" onPress={onClose}>
            Go back
          </Button>
          <Button
            kind={asked === 'issue' ? 'primary' : 'danger'}
            takesFocus
            isPending={act.status === 'sending'}
            onPress={() => act.run({ billRunId: run.billRunId })}
          >
            {words.answer}
          </Button>
        </>
      }
    >
      <p>{words.body}</p>
      {act.problem !== null && <ProblemNotice problem={act.problem} />}
    </Dialog>
  );
}
