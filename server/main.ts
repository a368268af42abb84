import { ConfigError, readConfig } from './config.ts';
import { startServer } from './start-server.ts';

/** The server as a process: settings from the environment, one line when ready, clean end on SIGTERM and SIGINT. */
async function main(): Promise<void> {
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

main().catch((error: unknown) => {
  const sentence = error instanceof ConfigError ? error.message : 'The server could not start.';
  const detail = error instanceof Error && !(error instanceof ConfigError) ? ` ${error.name}: ${error.message}` : '';
  process.stderr.write(`${sentence}${detail}\n`);
  process.exitCode = 1;
});
