import { z } from 'zod';
import {
  ApprovalInbox,
  ApprovalPage,
  ApprovalRecord,
  ApproveInput,
  DecidedApproval,
  GetApproval,
  ListApprovals,
  ReturnInput,
} from '../../shared/contracts/approvals.ts';
import { runCommand } from '../platform/run-command.ts';
import { permitted, router, type PermittedContext } from '../platform/trpc.ts';
import type { ApprovalApplier } from './approval-applier.ts';
import { approve } from './approve.ts';
import { getApproval } from './get-approval.ts';
import { listApprovals } from './list-approvals.ts';
import { readInbox } from './read-inbox.ts';
import { returnApproval } from './return-approval.ts';
import type { Decider } from './standing.ts';

const Nothing = z.strictObject({});

const deciderIn = ({ actor, clock }: PermittedContext): Decider => ({
  staffId: actor.staffId,
  sessionId: actor.sessionId,
  now: clock.now(),
});

/** `appliers`: what each kind of subject does when it is approved, handed in by the composition root. */
export function createApprovalsRouter(appliers: readonly ApprovalApplier[]) {
  return router({
    inbox: permitted('approvals.read')
      .input(Nothing)
      .output(ApprovalInbox)
      .query(({ ctx }) => readInbox(ctx.em, deciderIn(ctx))),
    get: permitted('approvals.read')
      .input(GetApproval)
      .output(ApprovalRecord)
      .query(({ ctx, input }) => getApproval(ctx.em, deciderIn(ctx), input.approvalId)),
    history: permitted('approvals.read')
      .input(ListApprovals)
      .output(ApprovalPage)
      .query(({ ctx, input }) => listApprovals(ctx.em, deciderIn(ctx), input)),
    approve: permitted('approvals.decide')
      .input(ApproveInput)
      .output(DecidedApproval)
      .mutation(({ ctx, input }) => approve(ctx, appliers, input)),
    return: permitted('approvals.decide')
      .input(ReturnInput)
      .output(DecidedApproval)
      .mutation(({ ctx, input }) =>
        runCommand(ctx, 'approvals.return', input, (scope, given) => returnApproval(scope, appliers, given)),
      ),
  });
}
