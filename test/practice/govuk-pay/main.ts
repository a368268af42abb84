import { z } from 'zod';
import { apiKeySchema } from './accounts.ts';
import { createPayClock } from './pay-clock.ts';
import { startGovukPay } from './start-govuk-pay.ts';

const number = z.coerce.number().min(0);

const environmentSchema = z.object({
  GOVUK_PAY_API_KEYS: z
    .string()
    .transform((text) => JSON.parse(text))
    .pipe(z.array(apiKeySchema).min(1)),
  GOVUK_PAY_PORT: number.default(0),
  GOVUK_PAY_STATE_FILE: z.string().min(1).optional(),
  GOVUK_PAY_PAGES_HOST: z.string().min(1).optional(),
  GOVUK_PAY_CLOCK_SPEED: number.default(1),
  GOVUK_PAY_SEARCH_LAG_MS: number.default(2_000),
  GOVUK_PAY_CAPTURE_DELAY_MS: number.default(3_000),
  GOVUK_PAY_AUTHORISATION_DELAY_MS: number.default(0),
  GOVUK_PAY_POSTS_PER_SECOND: number.default(15),
  GOVUK_PAY_GETS_PER_SECOND: number.default(75),
});

async function main(): Promise<void> {
  const environment = environmentSchema.parse(process.env);
  const { GOVUK_PAY_STATE_FILE: stateFile, GOVUK_PAY_PAGES_HOST: pagesHost } = environment;
  const govukPay = await startGovukPay({
    apiKeys: environment.GOVUK_PAY_API_KEYS,
    port: environment.GOVUK_PAY_PORT,
    clock: createPayClock({ speed: environment.GOVUK_PAY_CLOCK_SPEED }),
    searchLagMs: environment.GOVUK_PAY_SEARCH_LAG_MS,
    captureDelayMs: environment.GOVUK_PAY_CAPTURE_DELAY_MS,
    authorisationDelayMs: environment.GOVUK_PAY_AUTHORISATION_DELAY_MS,
    rateLimits: {
      postsPerSecond: environment.GOVUK_PAY_POSTS_PER_SECOND,
      getsPerSecond: environment.GOVUK_PAY_GETS_PER_SECOND,
    },
    ...(stateFile === undefined ? {} : { stateFile }),
    ...(pagesHost === undefined ? {} : { pagesHost }),
  });
  const stop = async (): Promise<void> => {
    await govukPay.close();
    if (process.connected) process.disconnect();
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(signal, () => void stop());
  process.stdout.write(`${JSON.stringify({ ready: true, url: govukPay.url })}\n`);
}

main().catch((problem: unknown) => {
  const why = problem instanceof z.ZodError ? z.prettifyError(problem) : String(problem);
  process.stderr.write(`The GOV.UK Pay stand-in cannot start: ${why}\n`);
  process.exitCode = 1;
});
