import { api } from '../api/client.ts';
import type { Problem } from '../api/problem.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';

interface Act {
  readonly isPending: boolean;
  readonly run: () => void;
}

export interface FeeOrderCommands {
  readonly rehearse: Act;
  readonly send: Act;
  readonly takeBack: Act;
  /** What went wrong with the last of them. */
  readonly problem: Problem | null;
}

/** What is done to one Order by a press alone. */
export function useFeeOrderCommands(feeOrderId: number): FeeOrderCommands {
  const rehearse = useCommand(api.fees.rehearse.mutationOptions(), () => sayDone('Rehearsed on the last quarter.'));
  const send = useCommand(api.fees.send.mutationOptions(), () =>
    sayDone('Sent for approval. No price changes until it is given.'),
  );
  const takeBack = useCommand(api.fees.takeBack.mutationOptions(), () =>
    sayDone('Taken back. Nothing waits any more.'),
  );
  const all = [rehearse, send, takeBack];
  const act = (command: (typeof all)[number]): Act => ({
    isPending: command.status === 'sending',
    run: () => {
      for (const other of all) if (other !== command) other.reset();
      command.run({ feeOrderId });
    },
  });
  return {
    ...{ rehearse: act(rehearse), send: act(send), takeBack: act(takeBack) },
    problem: all.find(({ problem }) => problem !== null)?.problem ?? null,
  };
}
