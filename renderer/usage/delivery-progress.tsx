import type { DeliveryRecord } from '../../shared/contracts/usage.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { useMay } from '../shell/staff.tsx';
import { sayDone } from '../shell/notices.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { rowsWords, sizeWords } from './usage-words.ts';

function Cancel({ delivery }: { readonly delivery: DeliveryRecord }) {
  const cancel = useCommand(api.usage.cancelDelivery.mutationOptions(), ({ state }) =>
    sayDone(
      state === 'cancelled'
        ? `${delivery.name} was cancelled. Nothing of it was taken in.`
        : `${delivery.name} is being stopped. Nothing of it will be taken in.`,
    ),
  );
  return (
    <>
      {cancel.problem !== null && <ProblemNotice problem={cancel.problem} />}
      <div>
        <Button isPending={cancel.status === 'sending'} onPress={() => cancel.run({ id: delivery.id })}>
          Stop reading
        </Button>
      </div>
    </>
  );
}

/** How far a file has been read, and how to stop it. Nothing of it is taken in before it has been read to its end. */
export function DeliveryProgress({ delivery }: { readonly delivery: DeliveryRecord }) {
  const mayStop = useMay('usage.upload') && delivery.canCancel;
  const { bytesRead, byteCount, rowCount, state } = delivery;
  const words =
    state === 'received'
      ? 'Waits to be read'
      : `${rowsWords(rowCount)}, ${sizeWords(bytesRead)} of ${sizeWords(byteCount)}`;
  return (
    <>
      <ProgressBar label="Reading the file" share={bytesRead / byteCount} words={words} />
      <p className="muted">
        The file is taken in as a whole: until it has been read to its end, nothing of it is among the registrations.
      </p>
      {mayStop && <Cancel delivery={delivery} />}
    </>
  );
}
