import { useState } from 'react';
import { containsCardNumber } from '../../shared/card-number-guard.ts';
import type { Problem } from '../api/problem.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';
import { useShortcuts } from '../shell/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import '../ui/pane-foot.css';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { TextArea } from '../ui/text-area.tsx';

interface ReasonFormProps {
  readonly title: string;
  readonly answer: string;
  readonly problem: Problem | null;
  readonly isSending: boolean;
  readonly onSend: (reason: string) => void;
  readonly onClose: () => void;
}

/** What is wrong with a reason, for whoever writes it; null when it can be sent. */
function problemOf(reason: string, wasTried: boolean): string | null {
  if (containsCardNumber(reason)) return CARD_NUMBER_REFUSED;
  return wasTried && reason.trim() === '' ? 'Say why, for whoever looks at this later.' : null;
}

/** Asks for the reason of a change, in the pane. */
export function ReasonForm({ title, answer, problem, isSending, onSend, onClose }: ReasonFormProps) {
  const [reason, setReason] = useState('');
  const [wasTried, setTried] = useState(false);
  const send = () => {
    setTried(true);
    if (problemOf(reason, true) === null) onSend(reason.trim());
  };
  useShortcuts([
    { keys: 'Ctrl+Enter', label: answer, run: send },
    { keys: 'Escape', label: 'Leave it as it is', run: onClose },
  ]);
  return (
    <>
      <div className="run-form">
        <h2>{title}</h2>
        <TextArea
          label="Reason"
          hint="Kept with the run. Whoever approves it reads this."
          value={reason}
          onChange={setReason}
          problem={problemOf(reason, wasTried)}
          maxLength={300}
          takesFocus
        />
        {problem !== null && <ProblemNotice problem={problem} />}
      </div>
      <footer className="pane-foot">
        <span className="pane-foot-acts">
          <Button kind="quiet" keys="Esc" onPress={onClose}>
            Leave as it is
          </Button>
        </span>
        <Button kind="primary" keys="Ctrl Enter" isPending={isSending} onPress={send}>
          {answer}
        </Button>
      </footer>
    </>
  );
}
