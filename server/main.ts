import { enableCompileCache } from 'node:module';

// Kept between starts by Node itself, so that a server that was killed is back a third sooner. Where it cannot be kept,
// nothing is lost but that; it has to be on before the rest is loaded.
enableCompileCache();

async function main(): Promise<void> {
  const { run } = await import('./run.ts');
  await run();
}

main().catch((error: unknown) => {
  const known = error instanceof Error && error.name === 'ConfigError';
  const sentence = known ? error.message : 'The server could not start.';
  const detail = error instanceof Error && !known ? ` ${error.name}: ${error.message}` : '';
  process.stderr.write(`${sentence}${detail}\n`);
  process.exitCode = 1;
});
