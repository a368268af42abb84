import { Send } from 'lucide-react';
import { useCallback } from 'react';
import type { MessageRow } from '../../shared/contracts/correspondence.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';

const STILL_OPEN: readonly MessageRow['state'][] = ['waiting', 'sending', 'unknown'];

/** Sends a message again, where that may be done: not while it is on its way to Notify, and not twice. */
export function ResendButton({ message }: { readonly message: MessageRow }) {
  const done = useCallback(() => sayDone('It is being sent again, to the address known now.'), []);
  const resend = useCommand(api.correspondence.resend.mutationOptions(), done);
  const may = useMay('correspondence.send') && message.resentBy === null && !STILL_OPEN.includes(message.state);
  if (!may && resend.problem === null) return null;
  return (
    <>
      {may && (
        <Button
          icon={<Send aria-hidden="true" />}
          isPending={resend.status === 'sending'}
          onPress={() => resend.run({ messageId: message.messageId })}
        >
          Send again
        </Button>
      )}
      {resend.problem !== null && <ProblemNotice problem={resend.problem} />}
    </>
  );
}
