import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { REPOSITORY } from './repository.ts';
import { StartRefusal } from './start-refusal.ts';

const VITE = join(REPOSITORY, 'node_modules', 'vite', 'bin', 'vite.js');

/** Runs Vite in a process of its own, which goes when this one does. What it says is shown only if it fails. */
export async function runVite(args: readonly string[], signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const preload = new URL('die-with-parent.ts', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', preload, VITE, ...args], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += String(text)));
  const kill = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  const [code] = await once(child, 'close');
  signal.removeEventListener('abort', kill);
  signal.throwIfAborted();
  if (code !== 0) throw new StartRefusal('part-failed', `The page could not be built:\n${said.trim()}`);
}
