import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { IPC_CALLS, IPC_EVENTS, ipcChannel, type IpcCall } from '../../shared/ipc-contract.ts';
import { createDesktopBridge } from '../../main/desktop-bridge.ts';
import {
  IpcRefusal,
  registerIpcHandlers,
  type IpcHandlers,
  type IpcRegistrar,
  type IpcSender,
} from '../../main/ipc-handlers.ts';

const CALLS = Object.keys(IPC_CALLS) as IpcCall[];
const attemptId = '018f2f0e-1111-7000-8000-000000000000';
const PROPER: Record<IpcCall, unknown> = {
  signIn: undefined,
  signOut: undefined,
  openCardPage: { attemptId },
  saveFile: { fileId: attemptId, name: 'Invoice INV-1042.pdf' },
  openFile: { fileId: 'invoices/LP26000123K/pdf', name: 'Invoice LP26000123K.pdf' },
};
const THE_PAGE: IpcSender = { senderFrame: { url: 'app://billing/organisations/1', parent: null } };

type Answer = Parameters<IpcRegistrar['handle']>[1];

function registered(handlers: Partial<IpcHandlers> = {}) {
  const answers = new Map<string, Answer>();
  const onFault = vi.fn();
  const proper: IpcHandlers = {
    signIn: vi.fn(async () => ({ outcome: 'signed-in' as const })),
    signOut: vi.fn(async () => undefined),
    openCardPage: vi.fn(async () => undefined),
    saveFile: vi.fn(async () => ({ saved: true })),
    openFile: vi.fn(async () => undefined),
  };
  const all = { ...proper, ...handlers };
  registerIpcHandlers({ handle: (channel, answer) => void answers.set(channel, answer) }, all, onFault);
  const call = async (name: IpcCall, sender: IpcSender, ...inputs: unknown[]) =>
    answers.get(ipcChannel(name))?.(sender, ...inputs);
  return { answers, call, handlers: all, onFault };
}

test('every call of the contract is answered, and nothing else is', () => {
  expect([...registered().answers.keys()].toSorted()).toEqual(CALLS.map(ipcChannel).toSorted());
});

test.each(CALLS)('%s works for the page', async (name) => {
  const { call, handlers, onFault } = registered();
  await call(name, THE_PAGE, PROPER[name]);
  expect(handlers[name]).toHaveBeenCalledExactlyOnceWith(PROPER[name]);
  expect(onFault).not.toHaveBeenCalled();
});

const STRANGERS: [string, IpcSender][] = [
  ['a frame that has gone', { senderFrame: null }],
  ['a frame inside the page', { senderFrame: { url: 'app://billing/', parent: {} } }],
  ['the payment provider', { senderFrame: { url: 'https://www.payments.service.gov.uk/', parent: null } }],
  ['a name that looks alike', { senderFrame: { url: 'app://billing.evil/', parent: null } }],
  ['a web page of the same host', { senderFrame: { url: 'https://billing/', parent: null } }],
  ['a file', { senderFrame: { url: 'file:///app/billing/index.html', parent: null } }],
  ['a blank page', { senderFrame: { url: 'about:blank', parent: null } }],
];

test.each(STRANGERS)('no call works for %s', async (_who, sender) => {
  const { call, handlers } = registered();
  for (const name of CALLS) {
    await expect(call(name, sender, PROPER[name]), name).rejects.toThrow(new IpcRefusal('not-the-page'));
    expect(handlers[name]).not.toHaveBeenCalled();
  }
});

test.each(CALLS)('%s: 200 bodies of any shape are either proper or refused as malformed', async (name) => {
  const { call, handlers } = registered();
  const seed = 20_260_302;
  const body = fc.oneof(
    fc.anything({ withNullPrototype: true }),
    fc.record({ attemptId: fc.anything() }),
    fc.record({ fileId: fc.uuid(), name: fc.string() }),
  );
  const property = fc.asyncProperty(body, async (input) => {
    const proper = IPC_CALLS[name].input.safeParse(input).success;
    const failed = await call(name, THE_PAGE, input).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (proper) expect(failed).toBeUndefined();
    else expect(failed).toEqual(new IpcRefusal('malformed'));
  });
  await fc.assert(property, { numRuns: 200, seed });
  const reached = vi.mocked(handlers[name]).mock.calls.flat();
  for (const input of reached) expect(IPC_CALLS[name].input.safeParse(input).success).toBe(true);
});

test('a second argument, one thing too many, and one too few are refused', async () => {
  const { call } = registered();
  await expect(call('openCardPage', THE_PAGE, { attemptId }, 'more')).rejects.toThrow('malformed');
  await expect(call('openCardPage', THE_PAGE, { attemptId, address: 'https://evil.example' })).rejects.toThrow(
    'malformed',
  );
  await expect(call('openCardPage', THE_PAGE)).rejects.toThrow('malformed');
});

test.each([
  '../../.bashrc',
  'a/b.pdf',
  'a\\b.pdf',
  '.pdf',
  'run.exe',
  'run.pdf.exe',
  'a\0.pdf',
  'CON:.pdf',
  ' .pdf',
  `${'a'.repeat(101)}.pdf`,
  'page.html',
])('a file is not offered under the name %j', async (name) => {
  await expect(registered().call('saveFile', THE_PAGE, { fileId: attemptId, name })).rejects.toThrow('malformed');
});

test.each([
  ...['../trpc/access.me', 'invoices/LP26000123K/pdf?as=page', 'invoices/../../card-page/x', 'documents/1/..'],
  ...['statements/ORG104233K/2026-04-01/pdf', 'credit-notes/CN26000123F/lines'],
  ...['documents/-1', 'invoices/LP26000123K', '/etc/passwd', 'https://pay.example/', ''],
])('no file is asked for by %j', async (fileId) => {
  const input = { fileId, name: 'Invoice.pdf' };
  await expect(registered().call('saveFile', THE_PAGE, input)).rejects.toThrow('malformed');
  await expect(registered().call('openFile', THE_PAGE, input)).rejects.toThrow('malformed');
});

test('only a PDF is shown in another program', async () => {
  const file = { fileId: 'invoices/LP26000123K/lines', name: 'Invoice.csv' };
  await expect(registered().call('openFile', THE_PAGE, file)).rejects.toThrow('malformed');
});

test('what went wrong inside is told to the desk, and the page learns only that it failed', async () => {
  const fault = new Error('cannot reach https://pay.example/secure/single-use-address');
  const { call, onFault } = registered({ openCardPage: () => Promise.reject(fault) });
  await expect(call('openCardPage', THE_PAGE, { attemptId })).rejects.toThrow(new IpcRefusal('failed'));
  expect(onFault).toHaveBeenCalledExactlyOnceWith('openCardPage', fault);
});

test('an answer that is not of the agreed shape does not leave', async () => {
  const leaky = { saved: true, path: '/home/aisha/Invoice.pdf' };
  const { call } = registered({ saveFile: async () => leaky });
  await expect(call('saveFile', THE_PAGE, PROPER.saveFile)).rejects.toThrow('failed');
});

test('the bridge has one function per call and `on`, and passes one input', async () => {
  const ipc = { invoke: vi.fn(async () => ({ saved: true })), on: vi.fn(), removeListener: vi.fn() };
  const bridge = createDesktopBridge(ipc);
  expect(Object.keys(bridge).toSorted()).toEqual([...CALLS, 'on'].toSorted());
  const looser = bridge.openCardPage as (...inputs: unknown[]) => Promise<unknown>;
  await looser({ attemptId }, 'more');
  expect(ipc.invoke).toHaveBeenCalledExactlyOnceWith('counterfoil:openCardPage', { attemptId });
});

test('a listener hears the facts without Electron’s event, until it stops listening', () => {
  const ipc = { invoke: vi.fn(), on: vi.fn(), removeListener: vi.fn() };
  const bridge = createDesktopBridge(ipc);
  const listener = vi.fn();
  const stop = bridge.on('session-ended', listener);
  const [channel, heard] = ipc.on.mock.calls[0] as [string, (...heard: unknown[]) => void];
  heard({ sender: 'internals' }, { why: 'expired' });
  expect(channel).toBe('counterfoil:session-ended');
  expect(listener).toHaveBeenCalledExactlyOnceWith({ why: 'expired' });
  stop();
  expect(ipc.removeListener).toHaveBeenCalledExactlyOnceWith(channel, heard);
});

test.each(['ipc-message', '__proto__', 'constructor', 'signIn'])('there is no listening to %s', (event) => {
  const ipc = { invoke: vi.fn(), on: vi.fn(), removeListener: vi.fn() };
  const on = createDesktopBridge(ipc).on as (event: string, listener: () => void) => void;
  expect(() => on(event, () => {})).toThrow(TypeError);
  expect(Object.keys(IPC_EVENTS)).not.toContain(event);
});
