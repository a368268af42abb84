import type { DeliveryState } from '../../shared/contracts/usage.ts';

/** What a state of a delivery means, and where it may go. The database holds the same table and refuses other moves. */
export const DELIVERY_RULES: Readonly<
  Record<DeliveryState, { readonly means: string; readonly mayBecome: readonly DeliveryState[] }>
> = {
  received: { means: 'The file is kept whole; nobody has begun to read it.', mayBecome: ['reading', 'cancelled'] },
  reading: {
    means: 'A copy of the server reads it, in one transaction. Another takes over if that copy dies.',
    mayBecome: ['done', 'refused', 'cancelled'],
  },
  done: { means: 'Every row has its outcome. A batch of the feed begins here.', mayBecome: [] },
  refused: { means: 'The file as a whole is not right; nothing of it was taken in.', mayBecome: [] },
  cancelled: {
    means: 'Somebody stopped it; nothing of it was taken in. The same file sent again begins anew.',
    mayBecome: ['received'],
  },
};
