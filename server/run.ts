import { readConfig } from './config.ts';
import { startServer } from './start-server.ts';

/** Serves until it is told to end: settings from the environment, one line when ready, clean end on SIGTERM and SIGINT. */
export async function run(): Promise<void> {
  const server = await startServer(readConfig());
  process.stdout.write(`${JSON.stringify({ ready: true, url: server.url })}\n`);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    server.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // Started by another process of ours over a channel, it ends with it.
  process.on('disconnect', stop);
}
