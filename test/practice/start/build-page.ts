import { existsSync, statSync } from 'node:fs';
import { glob, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isRunning } from '../postgres/is-running.ts';
import { noPermission } from './practice-folder.ts';
import { REPOSITORY } from './repository.ts';
import { runVite } from './run-vite.ts';

/** Where the built page is. */
export const PAGE_FOLDER = join(REPOSITORY, 'out', 'renderer');

const SOURCES = ['renderer/**', 'shared/**', '.config/vite.renderer.config.ts', 'package-lock.json'];

/**
 * Builds the page if it was never built or is older than what it is made of; answers whether it had to. It is built
 * beside its place and moved there when whole, so that nobody is ever served half a page.
 */
export async function buildPage(signal: AbortSignal): Promise<'built' | 'was up to date'> {
  if (await isUpToDate()) return 'was up to date';
  await sweepUnfinished();
  const unfinished = `${PAGE_FOLDER}.unfinished-${process.pid}`;
  try {
    await mkdir(unfinished, { recursive: true });
    await runVite(
      ['build', '--config', join('.config', 'vite.renderer.config.ts'), '--outDir', unfinished, '--emptyOutDir'],
      signal,
    );
    await rm(PAGE_FOLDER, { recursive: true, force: true });
    await rename(unfinished, PAGE_FOLDER);
  } catch (error) {
    // Another copy, started at the same moment, may have put its own page there first.
    if (!(await isUpToDate())) throw noPermission(dirname(PAGE_FOLDER), error);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return 'built';
}

async function isUpToDate(): Promise<boolean> {
  const page = join(PAGE_FOLDER, 'index.html');
  if (!existsSync(page)) return false;
  const builtAt = statSync(page).mtimeMs;
  for await (const name of glob(SOURCES, { cwd: REPOSITORY })) {
    const source = statSync(join(REPOSITORY, name), { throwIfNoEntry: false });
    if (source?.isFile() && source.mtimeMs > builtAt) return false;
  }
  return true;
}

async function sweepUnfinished(): Promise<void> {
  const folder = dirname(PAGE_FOLDER);
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder)) {
    const pid = Number(/^renderer\.unfinished-(\d+)$/.exec(name)?.[1] ?? Number.NaN);
    if (!Number.isNaN(pid) && !isRunning(pid)) await rm(join(folder, name), { recursive: true, force: true });
  }
}
