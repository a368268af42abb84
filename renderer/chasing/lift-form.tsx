import { useCallback, useState } from 'react';
import { containsCardNumber } from '../../shared/card-number-guard.ts';
import type { InvoiceNumber } from '../../shared/checked-reference.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';
import { sayDone } from '../shell/notices.ts';
import { Button } from '../ui/button.tsx';
import '../ui/button-row.css';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { TextArea } from '../ui/text-area.tsx';

function problemOf(reason: string, wasTried: boolean): string | null {
  if (containsCardNumber(reason)) return CARD_NUMBER_REFUSED;
  return wasTried && reason.trim() === '' ? 'Say what was settled.' : null;
}

/** Lets an invoice be chased again. */
export function LiftForm({ number, onClose }: { readonly number: InvoiceNumber; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [wasTried, setTried] = useState(false);
  const done = useCallback(() => {
    sayDone('The hold is lifted.');
    onClose();
  }, [onClose]);
  const lift = useCommand(api.chasing.lift.mutationOptions(), done);
  const send = () => {
    setTried(true);
    if (problemOf(reason, true) === null) lift.run({ number, reason: reason.trim() });
  };
  return (
    <div className="hold-form">
      <TextArea
        label="Why it may be chased again"
        value={reason}
        onChange={setReason}
        problem={problemOf(reason, wasTried)}
        maxLength={300}
        takesFocus
      />
      {lift.problem !== null && <ProblemNotice problem={lift.problem} />}
      <div className="button-row">
        <Button kind="primary" isPending={lift.status === 'sending'} onPress={send}>
          Lift the hold
        </Button>
        <Button kind="quiet" onPress={onClose}>
          Leave as it is
        </Button>
      </div>
    </div>
  );
}
