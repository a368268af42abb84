import { useState } from 'react';
import { containsCardNumber } from '../../shared/card-number-guard.ts';
import type { Problem } from '../api/problem.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { CARD_NUMBER_REFUSED } from './card-number-words.ts';

export interface ReasonDialogProps {
  readonly title: string;
  /** What it does, and what it does not. */
  readonly words: string;
  /** The words of the button that does it. */
  readonly act: string;
  readonly isDanger?: boolean;
  readonly isSending: boolean;
  readonly problem: Problem | null;
  readonly onClose: () => void;
  readonly onSend: (reason: string) => void;
}

const MOST = 300;

/** Asks for the reason of a decision, and that it is meant. Shown while it stands in the tree. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, words, act, isDanger = false, isSending, problem, onClose, onSend } = props;
  const [reason, setReason] = useState('');
  const [wasTried, setTried] = useState(false);
  const isCard = containsCardNumber(reason);
  const wrong = isCard ? CARD_NUMBER_REFUSED : wasTried && reason.trim() === '' ? 'Say why.' : null;
  const send = () => {
    setTried(true);
    if (!isCard && reason.trim() !== '') onSend(reason.trim().replaceAll(/\s+/g, ' '));
  };
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Leave it</Button>
          <Button kind={isDanger ? 'danger' : 'primary'} isPending={isSending} onPress={send}>
            {act}
          </Button>
        </>
      }
    >
      <p>{words}</p>
      <TextArea label="Why" value={reason} onChange={setReason} problem={wrong} maxLength={MOST} takesFocus />
      {problem !== null && <ProblemNotice problem={problem} />}
    </Dialog>
  );
}
