import { useState } from 'react';
import { containsCardNumber } from '../../shared/card-number-guard.ts';
import type { FeeOrderRecord } from '../../shared/contracts/fees.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';
import { sayDone } from '../shell/notices.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { TextArea } from '../ui/text-area.tsx';

export interface CancelFeeOrderDialogProps {
  readonly order: FeeOrderRecord;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Words for the two ways an Order is cancelled: a draft at once, one in force by a second person's approval. */
const WAYS = {
  draft: {
    title: 'Drop this draft?',
    words: 'It never comes into force. What it says stays readable here.',
    act: 'Drop the draft',
    done: 'Draft dropped. No price has changed.',
  },
  inForce: {
    title: 'Ask to cancel this Order?',
    words: 'A second person has to approve it. Until then the Order stays in force.',
    act: 'Send for approval',
    done: 'Sent for approval. The Order stays in force until it is approved.',
  },
} as const;

function useCancel(isDraft: boolean, onDone: () => void) {
  const cancel = useCommand(api.fees.cancel.mutationOptions(), onDone);
  const ask = useCommand(api.fees.askToCancel.mutationOptions(), onDone);
  return isDraft ? cancel : ask;
}

/** Asks for the reason, and that it is meant. */
export function CancelFeeOrderDialog({ order, isOpen, onClose }: CancelFeeOrderDialogProps) {
  const [reason, setReason] = useState('');
  const [wasTried, setTried] = useState(false);
  const way = order.state === 'draft' ? WAYS.draft : WAYS.inForce;
  const command = useCancel(order.state === 'draft', () => {
    sayDone(way.done);
    onClose();
  });
  const isCard = containsCardNumber(reason);
  const problem = isCard ? CARD_NUMBER_REFUSED : wasTried && reason.trim() === '' ? 'Say why.' : null;
  const send = () => {
    setTried(true);
    if (!isCard && reason.trim() !== '') command.run({ feeOrderId: order.feeOrderId, reason: reason.trim() });
  };
  return (
    <Dialog
      title={way.title}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Keep it</Button>
          <Button kind="danger" isPending={command.status === 'sending'} onPress={send}>
            {way.act}
          </Button>
        </>
      }
    >
      <p>{way.words}</p>
      <TextArea label="Why" value={reason} onChange={setReason} problem={problem} maxLength={300} takesFocus />
      {command.problem !== null && <ProblemNotice problem={command.problem} />}
    </Dialog>
  );
}
