import { useMutation, type MutationFunctionContext, type UseMutationOptions } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { intentFor, type CommandIntent } from './command-intent.ts';
import { toProblem, type Problem } from './problem.ts';
import { refuseCardNumber } from './refuse-card-number.ts';
import { refreshEverything } from './refresh.ts';

/** `refused`: the server said no and nothing changed. `unknown`: no answer came, so it may have been done. */
export type CommandStatus = 'ready' | 'sending' | 'done' | 'refused' | 'unknown';

export interface Command<Input, Output> {
  readonly status: CommandStatus;
  readonly problem: Problem | null;
  readonly output: Output | undefined;
  /** Sends. While it is sending, further calls are ignored: a double press is one press. Never rejects. */
  readonly run: (input: Omit<Input, 'commandId'>) => void;
  /** Forgets the last outcome and starts afresh, under a new id. */
  readonly reset: () => void;
}

function statusOf(status: 'idle' | 'pending' | 'success' | 'error', problem: Problem | null): CommandStatus {
  if (status === 'idle') return 'ready';
  if (status === 'pending') return 'sending';
  if (status === 'success') return 'done';
  return problem?.kind === 'no-answer' ? 'unknown' : 'refused';
}

/**
 * One command of the server: makes its id once per intent, keeps that id for retries of the same input, and after
 * success asks every open query again, since on a money screen what is stale is worse than what is slow. An input with a
 * card number in it is refused here, before anything leaves the desk.
 */
export function useCommand<Input extends { commandId: string }, Output, Failure>(
  options: UseMutationOptions<Output, Failure, Input>,
  onDone?: (output: Output) => void,
): Command<Input, Output> {
  const intent = useRef<CommandIntent | null>(null);
  const sending = useRef(false);
  const { mutate, reset, status, error, data } = useMutation({
    ...options,
    mutationFn: (input: Input, context: MutationFunctionContext) => {
      refuseCardNumber(input);
      if (options.mutationFn === undefined) throw new Error('A command has to name its procedure');
      return options.mutationFn(input, context);
    },
    onSettled: () => {
      sending.current = false;
      refreshEverything();
    },
  });

  const run = useCallback(
    (input: Omit<Input, 'commandId'>) => {
      if (sending.current) return;
      sending.current = true;
      intent.current = intentFor(intent.current, input, () => crypto.randomUUID());
      mutate({ ...input, commandId: intent.current.commandId } as Input, {
        onSuccess: (output) => {
          intent.current = null;
          onDone?.(output);
        },
      });
    },
    [mutate, onDone],
  );

  const startAfresh = useCallback(() => {
    intent.current = null;
    reset();
  }, [reset]);

  const problem = error === null ? null : toProblem(error, 'command');
  return { status: statusOf(status, problem), problem, output: data, run, reset: startAfresh };
}
