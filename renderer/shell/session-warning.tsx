import { useEffect, useState } from 'react';
import { instant } from '../../shared/instant.ts';
import { api, inBackground } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Countdown } from '../ui/time-text.tsx';
import { useStaff } from './staff.tsx';
import { useSessionStage } from './use-session-stage.ts';
import { useSessionTouch } from './use-session-touch.ts';

/** Asks as polling would, so that asking does not itself keep the session alive; a 401 signs the desk out. */
function findOutWhetherOver(): void {
  void queryClient.fetchQuery(api.access.whoAmI.queryOptions({}, { trpc: inBackground })).catch(() => undefined);
}

/** Warns before the session ends, in time to act. Any key stays signed in; work on screen is kept either way. */
export function SessionWarning() {
  const { stage, endsAtMs } = useSessionStage(useStaff());
  const [readUpTo, setReadUpTo] = useState(0);
  const stayActive = useSessionTouch();
  const warns = stage === 'idle-soon' || (stage === 'ending-soon' && readUpTo !== endsAtMs);

  useEffect(() => {
    if (stage === 'over') findOutWhetherOver();
  }, [stage]);

  if (!warns) return null;
  const endsAt = instant(new Date(endsAtMs));
  const idle = stage === 'idle-soon';
  const close = idle ? stayActive : () => setReadUpTo(endsAtMs);
  return (
    <Dialog
      role="alertdialog"
      title={idle ? 'Are you still there?' : 'Your session is about to end'}
      isOpen
      onClose={close}
      actions={
        <Button kind="primary" takesFocus onPress={close}>
          {idle ? 'Stay signed in' : 'Close'}
        </Button>
      }
    >
      <p>
        You will be signed out in <Countdown until={endsAt} />.
      </p>
      <p className="muted">
        {idle
          ? 'Press any key to stay signed in. What is on your screen is kept, and a card payment under way goes on.'
          : 'Sessions end after a working day and cannot be made longer. Finish what you are doing, then sign in again.'}
      </p>
    </Dialog>
  );
}
