import {
  GetMessage,
  ListMessages,
  MessagePage,
  MessageRecord,
  ResendMessage,
  ResentMessage,
} from '../../shared/contracts/correspondence.ts';
import type { Jobs } from '../platform/jobs.ts';
import { runCommand } from '../platform/run-command.ts';
import { permitted, router } from '../platform/trpc.ts';
import { getMessage, listMessages } from './list-messages.ts';
import { resendMessage } from './resend-message.ts';

export function createCorrespondenceRouter(jobs: Pick<Jobs, 'enqueue'>) {
  return router({
    list: permitted('correspondence.read')
      .input(ListMessages)
      .output(MessagePage)
      .query(({ ctx, input }) => listMessages(ctx.em, input)),
    get: permitted('correspondence.read')
      .input(GetMessage)
      .output(MessageRecord)
      .query(({ ctx, input }) => getMessage(ctx.em, input.messageId)),
    resend: permitted('correspondence.send')
      .input(ResendMessage)
      .output(ResentMessage)
      .mutation(({ ctx, input }) =>
        runCommand(ctx, 'correspondence.resend', input, (scope, command) => resendMessage(scope, command, jobs)),
      ),
  });
}
