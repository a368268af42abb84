import { z } from 'zod';
import { startNotify } from './start-notify.ts';

const Environment = z.object({
  NOTIFY_API_KEY: z.string().min(1),
  NOTIFY_EMAIL_TEMPLATE: z.uuid(),
  NOTIFY_FILE_TEMPLATE: z.uuid(),
  NOTIFY_PORT: z.coerce.number().int().min(0).default(0),
  NOTIFY_STATE_FILE: z.string().min(1).optional(),
  NOTIFY_EMAIL_MS: z.coerce.number().min(0).default(5_000),
  NOTIFY_LETTER_MS: z.coerce.number().min(0).default(30_000),
});

async function main(): Promise<void> {
  const environment = Environment.parse(process.env);
  const notify = await startNotify({
    apiKey: environment.NOTIFY_API_KEY,
    templates: { email: environment.NOTIFY_EMAIL_TEMPLATE, emailWithFile: environment.NOTIFY_FILE_TEMPLATE },
    port: environment.NOTIFY_PORT,
    pace: { emailMs: environment.NOTIFY_EMAIL_MS, letterMs: environment.NOTIFY_LETTER_MS },
    ...(environment.NOTIFY_STATE_FILE !== undefined && { stateFile: environment.NOTIFY_STATE_FILE }),
  });
  const stop = async (): Promise<void> => {
    await notify.close();
    if (process.connected) process.disconnect();
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(signal, () => void stop());
  process.stdout.write(`${JSON.stringify({ ready: true, url: notify.url })}\n`);
}

main().catch((problem: unknown) => {
  const why = problem instanceof z.ZodError ? z.prettifyError(problem) : String(problem);
  process.stderr.write(`The GOV.UK Notify stand-in cannot start: ${why}\n`);
  process.exitCode = 1;
});
