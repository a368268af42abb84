import type { z } from 'zod';
import { IPC_CALLS, ipcChannel, type IpcCall, type IpcInput, type IpcOutput } from '../shared/ipc-contract.ts';
import { isPageAddress } from './page-address.ts';

/** Who sent a call: the frame's address, and its parent when it is inside another. Null when it has gone. */
export interface IpcSender {
  readonly senderFrame: { readonly url: string; readonly parent: object | null } | null;
}

/** Where calls arrive. */
export interface IpcRegistrar {
  handle(channel: string, answer: (sender: IpcSender, ...inputs: readonly unknown[]) => Promise<unknown>): void;
}

export type IpcHandlers = { [Call in IpcCall]: (input: IpcInput<Call>) => Promise<IpcOutput<Call>> };

/** All that the page ever learns about a call that did not work. */
export class IpcRefusal extends Error {
  constructor(why: 'not-the-page' | 'malformed' | 'failed') {
    super(why);
    this.name = 'IpcRefusal';
  }
}

/**
 * Answers every call of the contract, from the page's own top frame only and only with inputs of the agreed shape.
 * What went wrong inside a handler is told to `onFault`; the page is told that it failed.
 */
export function registerIpcHandlers(
  registrar: IpcRegistrar,
  handlers: IpcHandlers,
  onFault: (call: IpcCall, error: unknown) => void,
): void {
  const register = <Input, Output>(
    call: IpcCall,
    shapes: { input: z.ZodType<Input>; output: z.ZodType<Output> },
    handler: (input: Input) => Promise<Output>,
  ) => {
    registrar.handle(ipcChannel(call), async ({ senderFrame }, ...inputs) => {
      if (!senderFrame || senderFrame.parent || !isPageAddress(senderFrame.url)) throw new IpcRefusal('not-the-page');
      const input = shapes.input.safeParse(inputs[0]);
      if (!input.success || inputs.length > 1) throw new IpcRefusal('malformed');
      try {
        return shapes.output.parse(await handler(input.data));
      } catch (error) {
        onFault(call, error);
        throw new IpcRefusal('failed');
      }
    });
  };
  register('signIn', IPC_CALLS.signIn, handlers.signIn);
  register('signOut', IPC_CALLS.signOut, handlers.signOut);
  register('openCardPage', IPC_CALLS.openCardPage, handlers.openCardPage);
  register('saveFile', IPC_CALLS.saveFile, handlers.saveFile);
  register('openFile', IPC_CALLS.openFile, handlers.openFile);
}
