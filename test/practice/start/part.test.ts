import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { isRunning } from '../postgres/is-running.ts';
import { startPart, type PartPlan } from './part.ts';
import { StartRefusal } from './start-refusal.ts';

const NEVER = new AbortController().signal;
const READY = `console.log(JSON.stringify({ ready: true, url: 'http://127.0.0.1:1' }));`;
const STAYS = `setInterval(() => {}, 1000);`;
const KEEPER = new URL('keeper.ts', import.meta.url).pathname;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'part-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function plan(name: string, ...args: string[]): PartPlan {
  return { name: 'The part', args, environment: { GIVEN: 'by the plan' }, logFile: join(folder, `${name}.log`) };
}

/** The process id that a program wrote into its log. */
function idIn(log: string): Promise<number> {
  return vi.waitFor(
    async () => {
      const id = /id (\d+)/.exec(await readFile(log, 'utf8'))?.[1];
      if (id === undefined) throw new Error('It has not said its id yet');
      return Number(id);
    },
    { timeout: 20_000 },
  );
}

test('is there once it says so, and what it writes goes to its log', async () => {
  const part = await startPart(plan('ready', '-e', `console.error(process.env.GIVEN); ${READY} ${STAYS}`), NEVER);
  expect(part.url).toBe('http://127.0.0.1:1');
  await part.stop();
  expect(await part.gone).toMatchObject({ asked: true });
  expect(isRunning(part.pid)).toBe(false);
  expect(await readFile(part.logFile, 'utf8')).toContain('by the plan\n');
});

test('one that ends before it is ready is refused with its last words and the place of its log', async () => {
  const code = `console.error('the port is taken'); process.exit(3);`;
  const refusal: unknown = await startPart(plan('early', '-e', code), NEVER).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(StartRefusal);
  expect(String(refusal)).toContain(
    `The part did not start (exit code 3): the port is taken. Its log is ${join(folder, 'early.log')}.`,
  );
});

test('one that goes by itself was not asked to; one that is killed by us was', async () => {
  const crashing = await startPart(plan('crash', '-e', `${READY} setTimeout(() => process.exit(9), 50);`), NEVER);
  expect(await crashing.gone).toMatchObject({ asked: false, how: 'exit code 9' });
  const killed = await startPart(plan('killed', '-e', `${READY} ${STAYS}`), NEVER);
  await killed.kill();
  expect(await killed.gone).toMatchObject({ asked: true, how: 'killed by SIGKILL' });
});

test('one that will not go is made to', async () => {
  const deaf = `process.on('SIGTERM', () => {}); process.on('disconnect', () => {}); ${READY} ${STAYS}`;
  const part = await startPart(plan('deaf', '-e', deaf), NEVER);
  await part.stop();
  expect(await part.gone).toMatchObject({ how: 'killed by SIGKILL' });
});

test('giving up ends one that is still starting', async () => {
  const giving = new AbortController();
  const starting = startPart(plan('slow', '-e', `console.log('id ' + process.pid); ${STAYS}`), giving.signal);
  const pid = await idIn(join(folder, 'slow.log'));
  giving.abort(new Error('given up'));
  await expect(starting).rejects.toThrow('given up');
  expect(isRunning(pid)).toBe(false);
});

test('a program that knows nothing of its parent has a keeper that does', async () => {
  const program = join(folder, 'program.mjs');
  await writeFile(program, `console.log('id ' + process.pid); ${STAYS}`);
  const part = await startPart(plan('kept', KEEPER, process.execPath, program), NEVER);
  const pid = await idIn(part.logFile);
  await part.stop();
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false));
});

test('a window that is closed ends its keeper, which was not asked to go', async () => {
  const part = await startPart(plan('closed', KEEPER, process.execPath, '-e', ''), NEVER);
  expect(await part.gone).toMatchObject({ asked: false, code: 0 });
});
