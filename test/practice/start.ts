import './start/require-node.cjs';
import { join } from 'node:path';
import { readFlags, USAGE } from './start/flags.ts';
import { createReporter } from './start/reporter.ts';
import { REPOSITORY } from './start/repository.ts';
import { EXIT_CODES, StartRefusal } from './start/start-refusal.ts';

/** Runs the practice system until it is stopped; the exit code that this leads to. */
async function main(signal: AbortSignal): Promise<number> {
  const reporter = createReporter(process.stdout);
  try {
    const flags = readFlags(process.argv.slice(2), join(REPOSITORY, '.practice'));
    if (flags.help) {
      process.stdout.write(USAGE);
      return EXIT_CODES.stopped;
    }
    const { launch } = await import('./start/launch.ts');
    await launch(flags, reporter, signal);
    return EXIT_CODES.stopped;
  } catch (error) {
    // Whatever fails while it is being stopped fails because of that.
    if (signal.aborted) return EXIT_CODES.stopped;
    process.stderr.write(`\n${sentenceOf(error)}\n`);
    return error instanceof StartRefusal ? error.exitCode : EXIT_CODES['part-failed'];
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof StartRefusal) return error.message;
  return `The practice system could not go on. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
process.exit(await main(stopping.signal));
