import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { openCardPage } from '../card-payer.ts';
import { createBody, KEY, paymentSeenSchema, nextUrlOf } from './support/pay-under-test.ts';

const MAIN = new URL('../main.ts', import.meta.url).pathname;
const KEYS = JSON.stringify([{ key: KEY, accountName: 'moto' }]);
const readySchema = z.strictObject({ ready: z.literal(true), url: z.string() });

// Each test starts processes, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

type Running = { child: ChildProcess; url: string; output: () => string };

function run(
  environment: Record<string, string>,
  channel: 'ipc' | 'ignore' = 'ignore',
): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', channel],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += String(text)));
  return { child, output: () => output };
}

async function start(environment: Record<string, string> = {}, channel?: 'ipc'): Promise<Running> {
  const { child, output } = run({ GOVUK_PAY_API_KEYS: KEYS, ...environment }, channel);
  await vi.waitFor(() => expect(output()).toContain('\n'), { timeout: 30_000 });
  return { child, output, url: readySchema.parse(JSON.parse(output())).url };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exited = once(child, 'exit');
  child.kill(signal);
  const [code] = await exited;
  return z.number().nullable().parse(code);
}

async function request(url: string, method: string, path: string, body?: unknown) {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return paymentSeenSchema.parse(await response.json());
}

describe('the stand-in as a process', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'says when it is ready, in one line, and stops cleanly on %s',
    async (signal) => {
      const { child, output } = await start();
      expect(await stop(child, signal)).toBe(0);
      expect(output().trim().split('\n')).toHaveLength(1);
    },
  );

  test('loses nothing that it answered when it is killed, and says nothing of cards', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'govuk-pay-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const stateFile = { GOVUK_PAY_STATE_FILE: join(folder, 'state.jsonl') };
    const before = await start(stateFile);
    const created = await request(before.url, 'POST', '/v1/payments', createBody());
    const payer = await openCardPage(nextUrlOf(created));
    await payer.enterCard({ number: '4444333322221111' });
    await stop(before.child, 'SIGKILL');
    const after = await start({ ...stateFile, GOVUK_PAY_PORT: new URL(before.url).port });
    expect((await request(after.url, 'GET', `/v1/payments/${created.payment_id}`)).state.status).toBe('submitted');
    expect((await payer.confirm()).returnedTo).toBe('https://desk.internal/returned');
    for (const { output } of [before, after]) expect(output()).not.toContain('4444333322221111');
  });

  test('stops when the process that started it is gone', async () => {
    const { child } = await start({}, 'ipc');
    const exited = once(child, 'exit');
    child.disconnect();
    expect((await exited)[0]).toBe(0);
  });

  test.each([
    ['no keys', {}, 'GOVUK_PAY_API_KEYS'],
    ['keys that are none', { GOVUK_PAY_API_KEYS: '[{"key":"k"}]' }, 'accountName'],
    ['a clock that runs backwards', { GOVUK_PAY_API_KEYS: KEYS, GOVUK_PAY_CLOCK_SPEED: '-1' }, 'GOVUK_PAY_CLOCK_SPEED'],
  ])('says why it cannot start with %s', async (_name, environment, why) => {
    const { child, output } = run(environment);
    const [code] = await once(child, 'close');
    expect(code).toBe(1);
    expect(output()).toContain(why);
  });

  test('says that its port is taken', async () => {
    const { url } = await start();
    const { child, output } = run({ GOVUK_PAY_API_KEYS: KEYS, GOVUK_PAY_PORT: new URL(url).port });
    expect((await once(child, 'close'))[0]).toBe(1);
    expect(output()).toContain('EADDRINUSE');
  });
});
