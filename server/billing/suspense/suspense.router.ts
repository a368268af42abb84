import {
  ListSuspense,
  PlacedSuspense,
  PlaceSuspense,
  RecordedSuspense,
  RecordSuspense,
  SuspensePage,
} from '../../../shared/contracts/suspense.ts';
import { londonDay } from '../../../shared/local-date.ts';
import { runCommand } from '../../platform/run-command.ts';
import { permitted, router } from '../../platform/trpc.ts';
import { listSuspense } from './list-suspense.ts';
import { placeSuspense } from './place-suspense.ts';
import { recordSuspense } from './record-suspense.ts';

export const suspenseRouter = router({
  list: permitted('suspense.read')
    .input(ListSuspense)
    .output(SuspensePage)
    .query(({ ctx, input }) => listSuspense(ctx.em, input, londonDay(ctx.clock.now()))),
  record: permitted('receipt.allocate')
    .input(RecordSuspense)
    .output(RecordedSuspense)
    .mutation(({ ctx, input }) => runCommand(ctx, 'suspense.record', input, recordSuspense)),
  place: permitted('receipt.allocate')
    .input(PlaceSuspense)
    .output(PlacedSuspense)
    .mutation(({ ctx, input }) => runCommand(ctx, 'suspense.place', input, placeSuspense)),
});
