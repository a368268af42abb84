import {
  IPC_CALLS,
  IPC_EVENTS,
  ipcChannel,
  type DesktopBridge,
  type IpcCall,
  type IpcEvent,
} from '../shared/ipc-contract.ts';

type Listener = (event: unknown, facts: unknown) => void;

/** The part of Electron's `ipcRenderer` that the bridge uses; none of it reaches the page. */
export interface RendererIpc {
  invoke(channel: string, ...inputs: unknown[]): Promise<unknown>;
  on(channel: string, listener: Listener): unknown;
  removeListener(channel: string, listener: Listener): unknown;
}

/** Makes `window.desktop` from the contract: one function per call and `on` for its events. Nothing else can be reached through it. */
export function createDesktopBridge(ipc: RendererIpc): DesktopBridge {
  const calls = Object.keys(IPC_CALLS).map((name) => {
    const channel = ipcChannel(name as IpcCall);
    return [name, (...inputs: unknown[]) => ipc.invoke(channel, ...inputs.slice(0, 1))];
  });
  const on = (event: IpcEvent, listener: (facts: unknown) => void) => {
    if (!Object.hasOwn(IPC_EVENTS, event)) throw new TypeError('There is no such event.');
    // Electron's own event object leads back to its internals, so it stays here.
    const heard: Listener = (_event, facts) => listener(facts);
    ipc.on(ipcChannel(event), heard);
    return () => void ipc.removeListener(ipcChannel(event), heard);
  };
  return { ...Object.fromEntries(calls), on } as DesktopBridge;
}
