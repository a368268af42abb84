import { startPracticeSystem, type PracticeSystem } from '../practice-system.ts';
import { findDesk, type DeskFound } from './find-desk.ts';
import type { Flags } from './flags.ts';
import { openInBrowser } from './open-in-browser.ts';
import { CARDS_TO_USE } from './practice-keys.ts';
import type { Reporter } from './reporter.ts';
import { StartRefusal } from './start-refusal.ts';

/**
 * Starts the practice system, says where the desk is, and returns when it was stopped: by `signal`, or by the desktop
 * app being closed. Refuses with a StartRefusal, also when a part of it fails later.
 */
export async function launch(flags: Flags, reporter: Reporter, signal: AbortSignal): Promise<void> {
  const desk = findDesk(flags.open);
  const { dir, fresh, world, port } = flags;
  const isDesktop = 'electron' in desk;
  if (isDesktop) await (await import('./build-desktop.ts')).buildDesktop();
  const system = await startPracticeSystem({
    ...{ dir, fresh, world, reporter, signal },
    ...(isDesktop ? { electron: desk.electron } : { deskPorts: [port] }),
  });
  try {
    showDesk(desk, system, flags.open);
    await untilEnded(system, signal);
    process.stdout.write('\nStopping.\n');
  } finally {
    await system.stop();
  }
}

function showDesk(desk: DeskFound, { deskUrls, folder }: PracticeSystem, open: boolean): void {
  const [url] = deskUrls;
  const lines = ['', `  Logs are in ${folder.logs}. Ctrl+C stops everything.`, `  ${CARDS_TO_USE}`];
  if (url === undefined || 'electron' in desk) {
    process.stdout.write(`${[...lines, '', '  The desktop app is open.', ''].join('\n')}\n`);
    return;
  }
  const why = `  ${desk.why}, so the desk opens in a browser:`;
  process.stdout.write(`${[...lines, why, '', `  ➜  ${url}`, ''].join('\n')}\n`);
  if (open) openInBrowser(url);
}

async function untilEnded({ ended }: PracticeSystem, signal: AbortSignal): Promise<void> {
  const asked = new Promise<'asked'>((resolve) => {
    if (signal.aborted) resolve('asked');
    signal.addEventListener('abort', () => resolve('asked'), { once: true });
  });
  const ending = await Promise.race([asked, ended]);
  if (ending !== 'asked' && ending.kind === 'part-failed') throw new StartRefusal('part-failed', ending.sentence);
}
