import type { UseMutationOptions } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import type { ListFile } from '../../shared/contracts/paging.ts';
import { desktop } from '../api/desktop.ts';
import { useCommand } from '../api/use-command.ts';
import { sayFailed } from '../shell/notices.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';

export interface SaveListProps<Input extends { commandId: string }, Failure> {
  /** Makes the list ready to be fetched: an answer of `mutationOptions()`. */
  readonly prepare: UseMutationOptions<ListFile, Failure, Input>;
  /** The filters in force. */
  readonly asked: Omit<Input, 'commandId'>;
}

/** Saves the whole list, with the filters in force, as a file that a spreadsheet opens. */
export function SaveList<Input extends { commandId: string }, Failure>({
  prepare,
  asked,
}: SaveListProps<Input, Failure>) {
  const save = useCommand(prepare, (file) => {
    desktop.saveFile(file).catch(() => sayFailed('The list could not be saved. Try again.'));
  });
  return (
    <>
      <Button
        kind="quiet"
        icon={<Download aria-hidden="true" />}
        isPending={save.status === 'sending'}
        onPress={() => save.run(asked)}
      >
        Save as CSV
      </Button>
      {save.problem !== null && <ProblemNotice problem={save.problem} />}
    </>
  );
}
