import { useEffect, useRef, useState } from 'react';
import { containsCardNumber } from '../../shared/card-number-guard.ts';
import type { ApprovalRecord } from '../../shared/contracts/approvals.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';
import { sayDone } from '../shell/notices.ts';
import { useShortcuts } from '../shell/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { TextArea } from '../ui/text-area.tsx';

export interface ReturnFormProps {
  readonly approval: ApprovalRecord;
  readonly onDecided: () => void;
  readonly onClose: () => void;
}

/** What is wrong with a reason, for whoever writes it; null when it can be sent. */
function problemOf(reason: string, wasTried: boolean): string | null {
  if (containsCardNumber(reason)) return CARD_NUMBER_REFUSED;
  return wasTried && reason.trim() === '' ? 'Say what has to be put right.' : null;
}

/** Sends an approval back for correction. */
export function ReturnForm({ approval, onDecided, onClose }: ReturnFormProps) {
  const [reason, setReason] = useState('');
  const [wasTried, setTried] = useState(false);
  const back = useCommand(api.approvals.return.mutationOptions(), () => {
    sayDone(`Sent back: ${approval.title}.`);
    onDecided();
  });
  const problem = problemOf(reason, wasTried);
  const send = () => {
    setTried(true);
    if (problemOf(reason, true) === null) back.run({ approvalId: approval.approvalId, reason: reason.trim() });
  };
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers answer a promise, which is no way to clean up an effect.
    box.current?.scrollIntoView({ block: 'end' });
  }, []);
  useShortcuts([
    { keys: 'Ctrl+Enter', label: 'Send it back', run: send },
    { keys: 'Escape', label: 'Do not send it back', run: onClose },
  ]);
  return (
    <>
      <div ref={box} className="return-form">
        <TextArea
          label="What has to be put right"
          hint={`${approval.requestedBy} reads this, and it is kept with the approval.`}
          value={reason}
          onChange={setReason}
          problem={problem}
          maxLength={1000}
          takesFocus
        />
        {back.problem !== null && <ProblemNotice problem={back.problem} />}
      </div>
      <footer className="pane-foot">
        <span className="pane-foot-acts">
          <Button kind="quiet" keys="Esc" onPress={onClose}>
            Do not send back
          </Button>
        </span>
        <Button kind="primary" keys="Ctrl Enter" isPending={back.status === 'sending'} onPress={send}>
          Send back
        </Button>
      </footer>
    </>
  );
}
