import { startTelephony } from './start-telephony.ts';

async function main(): Promise<void> {
  const telephony = await startTelephony({
    apiKey: process.env['TELEPHONY_API_KEY'] ?? '',
    port: Number(process.env['TELEPHONY_PORT'] ?? '0'),
  });
  const stop = async (): Promise<void> => {
    await telephony.close();
    if (process.connected) process.disconnect();
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(signal, () => void stop());
  process.stdout.write(`${JSON.stringify({ ready: true, url: telephony.url })}\n`);
}

main().catch((problem: unknown) => {
  process.stderr.write(`The telephone system's stand-in cannot start: ${String(problem)}\n`);
  process.exitCode = 1;
});
