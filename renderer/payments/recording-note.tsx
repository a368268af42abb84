import { Mic, MicOff } from 'lucide-react';
import { useState } from 'react';
import type { CardPaymentView } from '../../shared/contracts/payments.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { ReasonDialog } from '../shell/reason-dialog.tsx';
import { Button } from '../ui/button.tsx';
import { Spoken } from '../ui/spoken.tsx';
import { RECORDING_WORDS } from './recording-words.ts';
import './recording-note.css';

/** A team leader, at their own desk, answers for going on without a pause. */
function Override({ attemptId }: { readonly attemptId: string }) {
  const [isAsking, setAsking] = useState(false);
  const override = useCommand(api.payments.overrideRecording.mutationOptions(), () => setAsking(false));
  return (
    <>
      <Button onPress={() => setAsking(true)}>Let it go on without a pause</Button>
      {isAsking && (
        <ReasonDialog
          title="Open the card page without a pause?"
          words="The call may be recorded while the card is read out. Your name and your reason are kept."
          act="Let it go on"
          isDanger
          isSending={override.status === 'sending'}
          problem={override.problem}
          onClose={() => setAsking(false)}
          onSend={(reason) => override.run({ attemptId, reason })}
        />
      )}
    </>
  );
}

function Resumed({ attemptId }: { readonly attemptId: string }) {
  const confirm = useCommand(api.payments.confirmRecordingResumed.mutationOptions());
  return (
    <Button isPending={confirm.status === 'sending'} onPress={() => confirm.run({ attemptId })}>
      Recording is on
    </Button>
  );
}

/** Whether the call is being recorded, for as long as that matters to this payment, and what can be done about it. */
export function RecordingNote({ payment }: { readonly payment: CardPaymentView }) {
  const { attemptId, recording } = payment;
  const told = RECORDING_WORDS[recording.state];
  const isOn = recording.state === 'resumed' || recording.state === 'not-paused' || recording.state === 'overridden';
  const Icon = isOn ? Mic : MicOff;
  return (
    <div className="recording">
      <Spoken>
        {told !== null && (
          <p className={`recording-words tone-${told.tone}`}>
            <Icon aria-hidden="true" className="recording-icon" />
            <strong>{told.words}</strong>
          </p>
        )}
        {told !== null && told.next !== null && <p className="recording-next">{told.next}</p>}
      </Spoken>
      {recording.override !== null && (
        <p className="muted small">
          {recording.override.by}: {recording.override.reason}
        </p>
      )}
      {recording.canConfirmResumed && <Resumed attemptId={attemptId} />}
      {recording.canOverride && <Override attemptId={attemptId} />}
    </div>
  );
}
