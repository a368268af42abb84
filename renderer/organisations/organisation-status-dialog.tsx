import type { OrganisationRecord } from '../../shared/contracts/organisations.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { ReasonDialog } from '../shell/reason-dialog.tsx';

export type StatusAct = 'hold' | 'let-go' | 'close' | 'open-again';

const WAYS = {
  hold: {
    title: 'Put this organisation on hold?',
    words: 'From now on no bill goes out and no card payment is taken, until the hold ends. It is so at once.',
    act: 'Put on hold',
    done: 'On hold. Nothing is billed or paid until the hold ends.',
  },
  'let-go': {
    title: 'End the hold?',
    words: 'Bills go out and payments are taken again at once.',
    act: 'End the hold',
    done: 'The hold has ended.',
  },
  close: {
    title: 'Ask to close this organisation?',
    words: 'A second person has to approve it. Once closed it takes no new bills; what it owes can still be paid.',
    act: 'Send for approval',
    done: 'Sent for approval. It stays as it is until then.',
  },
  'open-again': {
    title: 'Ask to open this organisation again?',
    words: 'A second person has to approve it. Until then it stays closed.',
    act: 'Send for approval',
    done: 'Sent for approval. It stays closed until then.',
  },
} as const satisfies Record<StatusAct, object>;

export interface OrganisationStatusDialogProps {
  readonly organisation: OrganisationRecord;
  readonly act: StatusAct;
  readonly onClose: () => void;
}

/** Asks why, then changes the status at once or sends it for approval. */
export function OrganisationStatusDialog({ organisation, act, onClose }: OrganisationStatusDialogProps) {
  const { reference } = organisation;
  const way = WAYS[act];
  const done = () => {
    sayDone(way.done);
    onClose();
  };
  const set = useCommand(api.organisations.setStatus.mutationOptions(), done);
  const ask = useCommand(api.organisations.askToClose.mutationOptions(), done);
  const send = (reason: string) => {
    if (act === 'hold') set.run({ reference, status: 'on-hold', reason });
    else if (act === 'let-go') set.run({ reference, status: 'active', reason });
    else ask.run({ reference, status: act === 'close' ? 'closed' : 'active', reason });
  };
  return (
    <ReasonDialog
      title={way.title}
      words={way.words}
      act={way.act}
      isDanger={act === 'close'}
      isSending={set.status === 'sending' || ask.status === 'sending'}
      problem={set.problem ?? ask.problem}
      onClose={onClose}
      onSend={send}
    />
  );
}
