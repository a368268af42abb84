import { app } from 'electron';
import { readDeskConfig } from '../config.ts';
import { registerAppScheme } from './app-protocol.ts';
import { startDesk } from './desk.ts';
import { guardAllContents } from './security.ts';

// Order matters: all of this must be in place before the app is ready.
app.enableSandbox();
registerAppScheme();
guardAllContents();

if (app.requestSingleInstanceLock()) {
  app.on('window-all-closed', () => app.quit());
  await app.whenReady();
  await startDesk(readDeskConfig());
} else {
  app.quit();
}
