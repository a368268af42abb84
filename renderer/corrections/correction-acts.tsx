import type { CorrectionRecord } from '../../shared/contracts/corrections.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { useShortcuts } from '../shell/shortcuts.ts';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';

/** What can be done with a correction that is open: take it back, or ask for it again once it was sent back. */
export function CorrectionActs({ correction }: { readonly correction: CorrectionRecord }) {
  const { correctionId, state, request } = correction;
  const mayAsk = useMay('correction.ask');
  const withdraw = useCommand(api.corrections.withdraw.mutationOptions(), () =>
    sayDone('Taken back. Nothing of it was done.'),
  );
  const revise = useCommand(api.corrections.revise.mutationOptions(), () =>
    sayDone('Sent for approval again, as things stand now.'),
  );
  const isOpen = mayAsk && (state === 'waiting' || state === 'returned');
  const mayAskAgain = mayAsk && state === 'returned';
  const askAgain = () => revise.run({ correctionId, request });
  useShortcuts(mayAskAgain ? [{ keys: 'Ctrl+Enter', label: 'Ask for it again', run: askAgain }] : []);
  const problem = withdraw.problem ?? revise.problem;
  return (
    <>
      {isOpen && (
        <Button kind="quiet" isPending={withdraw.status === 'sending'} onPress={() => withdraw.run({ correctionId })}>
          Take it back
        </Button>
      )}
      {mayAskAgain && (
        <Button kind="primary" keys="Ctrl Enter" isPending={revise.status === 'sending'} onPress={askAgain}>
          Ask for it again
        </Button>
      )}
      {problem !== null && <ProblemNotice problem={problem} />}
    </>
  );
}
