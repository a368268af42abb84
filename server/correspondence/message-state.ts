import type { MessageState } from '../../shared/contracts/correspondence.ts';

/** What a state of a message means, and where it may go. The database holds the same table and refuses other moves. */
export const MESSAGE_RULES: Readonly<
  Record<MessageState, { readonly means: string; readonly mayBecome: readonly MessageState[] }>
> = {
  waiting: { means: 'Written, and not handed to GOV.UK Notify yet.', mayBecome: ['sending'] },
  sending: {
    means: 'Being handed to Notify. Notify may say that it has no time now; then it waits again.',
    mayBecome: ['waiting', 'unknown', 'sent', 'refused'],
  },
  unknown: {
    means:
      'Notify did not answer, or the server died in the middle. Notify is asked by reference before anything is sent again.',
    mayBecome: ['waiting', 'sent'],
  },
  sent: {
    means: 'Notify has it and is delivering it.',
    mayBecome: ['delivered', 'bounced', 'not-delivered', 'failed'],
  },
  delivered: { means: 'It arrived; a letter was handed to the post.', mayBecome: [] },
  bounced: { means: 'There is no such address.', mayBecome: [] },
  'not-delivered': { means: 'The inbox was full or away for three days, so Notify gave up.', mayBecome: [] },
  failed: { means: 'Notify itself could not send it.', mayBecome: [] },
  refused: { means: 'Notify did not accept it. Nothing was sent.', mayBecome: [] },
};
