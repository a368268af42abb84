import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { freePort } from './postgres/free-port.ts';

const LAUNCHER = new URL('start.ts', import.meta.url).pathname;
const UP_WITHIN = { timeout: 240_000, interval: 100 };
const GONE_WITHIN = { timeout: 20_000, interval: 50 };

let folder: string;
const marks: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-start-'));
  await chmod(folder, 0o755);
});

afterAll(async () => {
  for (const pid of marked()) process.kill(pid, 'SIGKILL');
  await vi.waitFor(() => expect(marked()).toEqual([]), GONE_WITHIN);
  await rm(folder, { recursive: true, force: true });
});

interface Launched {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exitCode: Promise<number | null>;
}

/** Runs the launcher as a shell would: at the head of a group of processes of its own. */
function start(...args: string[]): Launched {
  const mark = randomUUID();
  marks.push(mark);
  const child = spawn(process.execPath, [LAUNCHER, '--no-open', '--world', 'small', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, PRACTICE_START_TEST: mark },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
  const exitCode = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null));
  return { child, output: () => output, exitCode };
}

/** Everything that any of these launchers started and that still runs, by what Linux keeps of its surroundings. */
function marked(): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => marks.some((mark) => surroundingsOf(pid).includes(`PRACTICE_START_TEST=${mark}`)));
}

function surroundingsOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}

async function deskUrl({ output }: Launched): Promise<string> {
  await vi.waitFor(() => expect(output()).toContain('➜'), UP_WITHIN);
  return /➜ {2}(\S+)/.exec(output())?.[1] ?? '';
}

function pidOf(program: string): number {
  const found = marked().find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(program));
  if (found === undefined) throw new Error(`${program} does not run`);
  return found;
}

async function anyPort(): Promise<string> {
  return String(await freePort(0));
}

describe('a practice system that is up', () => {
  let system: Launched;
  let url: string;
  let dir: string;

  test('comes up on a folder that held something useless, and says so', async () => {
    dir = join(folder, 'kept');
    await mkdir(join(dir, 'postgres'), { recursive: true });
    await writeFile(join(dir, 'postgres', 'half'), 'of a file');
    system = start('--dir', dir, '--port', await anyPort());
    url = await deskUrl(system);
    expect(system.output()).toContain('it is made anew');
    expect(system.output()).toMatch(/ \d+\.\d s {2}The central server is at http/);
    const lastLine = system.output().trim().split('\n').at(-1);
    expect(lastLine?.trim()).toBe(`➜  ${url}`);
    const page = await fetch(url, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<!doctype html>');
  }, 300_000);

  test('a second copy in the same folder says which is running, and leaves it alone', async () => {
    const second = start('--dir', dir, '--port', await anyPort());
    expect(await second.exitCode).toBe(4);
    expect(second.output()).toContain(`process ${system.child.pid}`);
    expect(second.output()).toContain(url);
    expect(existsSync(join(dir, 'running.json'))).toBe(true);
  }, 60_000);

  test('a desk port that is in use is named, before anything is started', async () => {
    const other = join(folder, 'other');
    const second = start('--dir', other, '--port', new URL(url).port);
    expect(await second.exitCode).toBe(3);
    expect(second.output()).toContain(`Port ${new URL(url).port} is in use`);
    expect(readdirSync(other)).toEqual(['logs']);
  }, 60_000);

  test.runIf(process.platform === 'linux')(
    'a part that dies takes the rest with it, and is named',
    async () => {
      process.kill(pidOf('govuk-pay/main.ts'), 'SIGKILL');
      expect(await system.exitCode).toBe(1);
      expect(system.output()).toContain('The GOV.UK Pay stand-in stopped unexpectedly (killed by SIGKILL)');
      expect(system.output()).toContain(join(dir, 'logs', 'govuk-pay.log'));
      expect(marked()).toEqual([]);
      expect(existsSync(join(dir, 'running.json'))).toBe(false);
    },
    60_000,
  );

  test('started again it finds everything as it was, and Ctrl+C stops it all within five seconds', async () => {
    const again = start('--dir', dir, '--port', await anyPort());
    await deskUrl(again);
    expect(again.output()).toContain('as it was left');
    const askedAt = performance.now();
    // A terminal sends it to the whole group.
    process.kill(-(again.child.pid ?? 0), 'SIGINT');
    expect(await again.exitCode).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(5_000);
    expect(marked()).toEqual([]);
    expect(existsSync(join(dir, 'running.json'))).toBe(false);
  }, 300_000);
});

describe('a launcher that is killed', () => {
  const killed = async (launched: Launched): Promise<void> => {
    launched.child.kill('SIGKILL');
    await launched.exitCode;
    await vi.waitFor(() => expect(marked()).toEqual([]), GONE_WITHIN);
  };

  test('leaves nothing running, neither while it starts nor later, and what it left half done is done again', async () => {
    const dir = join(folder, 'killed');
    const half = start('--dir', dir, '--port', await anyPort());
    await vi.waitFor(() => expect(half.output()).toContain('Building the practice world'), UP_WITHIN);
    await killed(half);
    const whole = start('--dir', dir, '--port', await anyPort());
    await deskUrl(whole);
    expect(whole.output()).toContain('left half built; it is begun again');
    await killed(whole);
  }, 500_000);
});

test('Ctrl+C while it is still starting stops it as well', async () => {
  const dir = join(folder, 'interrupted');
  const system = start('--dir', dir, '--port', await anyPort());
  await vi.waitFor(() => expect(system.output()).toContain('PostgreSQL is on port'), UP_WITHIN);
  process.kill(-(system.child.pid ?? 0), 'SIGINT');
  expect(await system.exitCode).toBe(0);
  expect(marked()).toEqual([]);
  expect(existsSync(join(dir, 'running.json'))).toBe(false);
}, 120_000);

describe('a start that cannot be', () => {
  test('on a folder that cannot be written: says so, by a code of its own', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const refused = start('--dir', join(file, 'below'));
    expect(await refused.exitCode).toBe(5);
    expect(refused.output()).toContain('There is no permission to write');
  });

  test('with flags that there are not: says which', async () => {
    const unknown = start('--frehs');
    expect(await unknown.exitCode).toBe(2);
    expect(unknown.output()).toContain('--frehs');
    const notAPort = start('--port', 'desk');
    expect(await notAPort.exitCode).toBe(2);
    expect(notAPort.output()).toContain('--port takes a number');
  });

  test('under a Node that is too old: says which is needed', async () => {
    const check = new URL('start/require-node.cjs', import.meta.url).pathname;
    const old = "Object.defineProperty(process.versions, 'node', { value: '20.20.2' })";
    const child = spawn(process.execPath, ['-e', `${old}; require(${JSON.stringify(check)})`]);
    let output = '';
    child.stderr.on('data', (text) => (output += String(text)));
    const [code] = await once(child, 'close');
    expect(code).toBe(6);
    expect(output).toContain('needs Node 24.2 or newer, and this is 20.20.2');
  });
});
