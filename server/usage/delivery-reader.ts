import type { CommandContext } from '../platform/run-command.ts';
import { claimDelivery } from './claim-delivery.ts';
import { readDelivery } from './read-delivery.ts';
import { settleAllWaiting } from './settle-waiting.ts';

/** Reads files that wait, one after the other. */
export interface DeliveryReader {
  /** Reads until none waits. Asked again meanwhile, it looks once more when that reading has ended. */
  readAll(): Promise<void>;
}

/** The reader of one copy of the server. Whatever a copy that died had begun is read again by another. */
export function createDeliveryReader(ctx: CommandContext, copyId: number): DeliveryReader {
  let last: Promise<void> = Promise.resolve();
  const readAll = async (): Promise<void> => {
    for (;;) {
      const delivery = await claimDelivery(ctx, copyId);
      if (delivery === undefined) break;
      await readDelivery(ctx, delivery);
    }
    await settleAllWaiting(ctx, null);
  };
  return {
    readAll: () => {
      // One at a time: a copy takes a file that it is itself said to be reading for one that it gave up.
      last = last.then(readAll, readAll);
      return last;
    },
  };
}
