import { spawn } from 'node:child_process';

// Runs a program that knows nothing of its parent, and ends it when the parent is gone or asks.
const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
const end = (): void => void child.kill();

child.once('spawn', () => process.stdout.write(`${JSON.stringify({ ready: true, url: 'the desktop app' })}\n`));
child.once('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
child.once('exit', (code) => process.exit(code ?? 0));
for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(event, end);
