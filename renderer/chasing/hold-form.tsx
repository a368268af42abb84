import { useCallback, useState } from 'react';
import { containsCardNumber } from '../../shared/card-number-guard.ts';
import type { InvoiceNumber } from '../../shared/checked-reference.ts';
import { addDays, isLocalDate, londonDay } from '../../shared/local-date.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { serverNow } from '../clock.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';
import { sayDone } from '../shell/notices.ts';
import { Button } from '../ui/button.tsx';
import '../ui/button-row.css';
import { DateField } from '../ui/date-field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { TextArea } from '../ui/text-area.tsx';

const USUAL_DAYS = 28;

function reasonProblem(reason: string, wasTried: boolean): string | null {
  if (containsCardNumber(reason)) return CARD_NUMBER_REFUSED;
  return wasTried && reason.trim() === '' ? 'Say why, for whoever looks at this later.' : null;
}

function dayProblem(until: string, wasTried: boolean): string | null {
  return wasTried && !isLocalDate(until) ? 'Choose the last day on which nothing is to be sent.' : null;
}

/** Stops the chasing of an invoice until a day. */
export function HoldForm({ number, onClose }: { readonly number: InvoiceNumber; readonly onClose: () => void }) {
  const [until, setUntil] = useState<string>(() => addDays(londonDay(new Date(serverNow())), USUAL_DAYS));
  const [reason, setReason] = useState('');
  const [wasTried, setTried] = useState(false);
  const done = useCallback(() => {
    sayDone('The invoice is held. Nothing is sent about it until then.');
    onClose();
  }, [onClose]);
  const hold = useCommand(api.chasing.hold.mutationOptions(), done);
  const send = () => {
    setTried(true);
    if (isLocalDate(until) && reasonProblem(reason, true) === null) hold.run({ number, until, reason: reason.trim() });
  };
  return (
    <div className="hold-form">
      <TextArea
        label="Why it is held"
        hint="Kept with the invoice, and shown to whoever is asked about it."
        value={reason}
        onChange={setReason}
        problem={reasonProblem(reason, wasTried)}
        maxLength={300}
        takesFocus
      />
      <DateField
        label="Send nothing until after"
        value={until}
        onChange={setUntil}
        problem={dayProblem(until, wasTried)}
      />
      {hold.problem !== null && <ProblemNotice problem={hold.problem} />}
      <div className="button-row">
        <Button kind="primary" isPending={hold.status === 'sending'} onPress={send}>
          Hold invoice
        </Button>
        <Button kind="quiet" onPress={onClose}>
          Leave as it is
        </Button>
      </div>
    </div>
  );
}
