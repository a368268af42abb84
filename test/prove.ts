import { spawn } from 'node:child_process';

/**
 * Runs the tests with the full counts of seeds, races and random cases that `npm test` takes a sample of. Arguments go
 * to the test runner: `npm run prove -- test/faults`.
 */
const runner = spawn(
  'vitest',
  ['run', '--config', '.config/vitest.config.ts', '--testTimeout', '7200000', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: { ...process.env, PROVE: '1' },
  },
);
runner.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
