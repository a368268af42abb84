import {
  AskForCallBack,
  CallBackPage,
  CallBackRecord,
  ChangedCallBack,
  CloseCallBack,
  GetCallBack,
  ListCallBacks,
  RecordCallBackAttempt,
} from '../../shared/contracts/call-backs.ts';
import { londonDay } from '../../shared/local-date.ts';
import { runCommand } from '../platform/run-command.ts';
import { permitted, router } from '../platform/trpc.ts';
import { askForCallBack } from './ask-for-call-back.ts';
import { closeCallBack } from './close-call-back.ts';
import { getCallBack, listCallBacks } from './list-call-backs.ts';
import { recordCallBackAttempt } from './record-call-back-attempt.ts';

export const callBacksRouter = router({
  list: permitted('callBack.work')
    .input(ListCallBacks)
    .output(CallBackPage)
    .query(({ ctx, input }) => listCallBacks(ctx.em, input, londonDay(ctx.clock.now()))),
  get: permitted('callBack.work')
    .input(GetCallBack)
    .output(CallBackRecord)
    .query(({ ctx, input }) => getCallBack(ctx.em, input.callBackId, londonDay(ctx.clock.now()))),
  ask: permitted('callBack.work')
    .input(AskForCallBack)
    .output(ChangedCallBack)
    .mutation(({ ctx, input }) => runCommand(ctx, 'callBacks.ask', input, askForCallBack)),
  tried: permitted('callBack.work')
    .input(RecordCallBackAttempt)
    .output(ChangedCallBack)
    .mutation(({ ctx, input }) => runCommand(ctx, 'callBacks.tried', input, recordCallBackAttempt)),
  close: permitted('callBack.work')
    .input(CloseCallBack)
    .output(ChangedCallBack)
    .mutation(({ ctx, input }) => runCommand(ctx, 'callBacks.close', input, closeCallBack)),
});
