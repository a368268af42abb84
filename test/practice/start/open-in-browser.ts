import { spawn } from 'node:child_process';

const OPENERS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
  linux: ['xdg-open'],
};

/** Opens the address in the person's browser where there is somebody to look at it; if that fails, nothing is lost. */
export function openInBrowser(url: string, environment: NodeJS.ProcessEnv = process.env): void {
  const hasScreen = process.platform !== 'linux' || environment['DISPLAY'] || environment['WAYLAND_DISPLAY'];
  const [command, ...args] = OPENERS[process.platform] ?? [];
  if (command === undefined || !hasScreen || !process.stdout.isTTY || process.getuid?.() === 0) return;
  const browser = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  browser.once('error', () => {});
  browser.unref();
}
