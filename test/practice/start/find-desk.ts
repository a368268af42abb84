import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './repository.ts';

/** The desktop app's program, or why the desk opens in a browser instead. */
export type DeskFound = { readonly electron: string } | { readonly why: string };

const DIST = join(REPOSITORY, 'node_modules', 'electron', 'dist');
const PROGRAM: Partial<Record<NodeJS.Platform, string>> = {
  darwin: join('Electron.app', 'Contents', 'MacOS', 'Electron'),
  win32: 'electron.exe',
};

/** Looks for an Electron that is already on this machine; none is ever fetched. */
export function findDesk(open: boolean, environment: NodeJS.ProcessEnv = process.env): DeskFound {
  if (!open) return { why: 'No window was wanted (--no-open)' };
  const electron = environment['ELECTRON_PATH'] ?? join(DIST, PROGRAM[process.platform] ?? 'electron');
  if (!isProgram(electron)) {
    return { why: 'There is no Electron on this machine to open the desktop app with (npm does not bring it)' };
  }
  if (process.platform !== 'linux') return { electron };
  if (!environment['DISPLAY'] && !environment['WAYLAND_DISPLAY']) {
    return { why: 'There is no screen to open the desktop app on' };
  }
  if (process.getuid?.() === 0) return { why: 'The desktop app does not run as root' };
  return { electron };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
