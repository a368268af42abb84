import { startBankHolidays } from './start-bank-holidays.ts';

async function main(): Promise<void> {
  const feed = await startBankHolidays(Number(process.env['BANK_HOLIDAYS_PORT'] ?? '0'));
  const stop = async (): Promise<void> => {
    await feed.close();
    if (process.connected) process.disconnect();
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(signal, () => void stop());
  process.stdout.write(`${JSON.stringify({ ready: true, url: feed.url })}\n`);
}

main().catch((problem: unknown) => {
  process.stderr.write(`The stand-in for GOV.UK’s bank holidays cannot start: ${String(problem)}\n`);
  process.exitCode = 1;
});
