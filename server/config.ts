import { z } from 'zod';
import { LOG_LEVELS } from './platform/logger.ts';

const Port = z.coerce.number().int().min(0).max(65_535);
const Origin = z
  .string()
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    'must be an origin: a scheme, a host and a port',
  );

/** Each setting: its name in the environment, and what it must look like. */
const Environment = z.object({
  COUNTERFOIL_HOST: z.string().min(1).default('127.0.0.1'),
  COUNTERFOIL_PORT: Port.default(4300),
  COUNTERFOIL_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  COUNTERFOIL_DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(12),
  COUNTERFOIL_LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  COUNTERFOIL_PUBLIC_URL: Origin,
  COUNTERFOIL_USAGE_FOLDER: z.string().min(1).optional(),
  COUNTERFOIL_BANK_HOLIDAYS_URL: z.url().optional(),
  GOVUK_PAY_API_URL: Origin,
  GOVUK_PAY_API_KEY: z.string().min(10),
  GOVUK_PAY_PAGE_ORIGINS: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(Origin).min(1)),
  // Without them there is no telephone system to ask: agents pause the recording by hand, and say so each time.
  TELEPHONY_API_URL: Origin.optional(),
  TELEPHONY_API_KEY: z.string().min(10).optional(),
  OIDC_ISSUER: z.url(),
  OIDC_JWKS_URL: z.url(),
  OIDC_AUDIENCE: z.string().min(1).default('urn:counterfoil'),
  GOVUK_NOTIFY_API_URL: Origin.default('https://api.notifications.service.gov.uk'),
  // A name, then the ids of the service and of the key.
  GOVUK_NOTIFY_API_KEY: z.string().regex(/^[\w-]+-[0-9a-f-]{36}-[0-9a-f-]{36}$/),
  GOVUK_NOTIFY_EMAIL_TEMPLATE: z.uuid(),
  GOVUK_NOTIFY_FILE_TEMPLATE: z.uuid(),
  OFFICE_POSTAL_ADDRESS: z
    .string()
    .default('PO Box 16185, Birmingham, B2 2WH')
    .transform((text) => text.split(',').map((line) => line.trim()))
    .pipe(z.array(z.string().min(1).max(60)).min(2).max(5)),
  OFFICE_PAYMENT_PHONE: z.string().min(5).max(20).default('0300 456 0300'),
  BANK_ACCOUNT_NAME: z.string().min(1).max(60),
  BANK_SORT_CODE: z.string().regex(/^\d{2}-\d{2}-\d{2}$/),
  BANK_ACCOUNT_NUMBER: z.string().regex(/^\d{8}$/),
});

/** The server's settings, typed, read once. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly databasePool: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Where browsers reach this server; Pay sends agents back there. */
  readonly publicUrl: string;
  readonly pay: { readonly apiUrl: string; readonly apiKey: string; readonly pageOrigins: readonly string[] };
  readonly notify: {
    readonly apiUrl: string;
    readonly apiKey: string;
    readonly templates: { readonly email: string; readonly emailWithFile: string };
  };
  /** What pauses the recording of calls; null where agents do it by hand. */
  readonly telephony: { readonly apiUrl: string; readonly apiKey: string } | null;
  readonly oidc: { readonly issuer: string; readonly jwksUrl: string; readonly audience: string };
  /** Folder whose files of registrations are taken in; null where none is watched. */
  readonly usageFolder: string | null;
  /** GOV.UK's feed of bank holidays; null where none is fetched and all are worked out. */
  readonly bankHolidaysUrl: string | null;
  /** Where the office is reached; stands on what it sends. */
  readonly office: { readonly postalAddress: readonly string[]; readonly paymentPhone: string };
  readonly bank: { readonly accountName: string; readonly sortCode: string; readonly accountNumber: string };
}

/** Something is wrong with the settings: one sentence per fault, none of which repeats a value. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Reads the settings from the environment. ConfigError names every setting that is missing or wrong. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`The server's settings are not right. ${faults.join('. ')}.`);
  }
  const env = parsed.data;
  return {
    host: env.COUNTERFOIL_HOST,
    port: env.COUNTERFOIL_PORT,
    databaseUrl: env.COUNTERFOIL_DATABASE_URL,
    databasePool: env.COUNTERFOIL_DATABASE_POOL,
    logLevel: env.COUNTERFOIL_LOG_LEVEL,
    publicUrl: env.COUNTERFOIL_PUBLIC_URL,
    pay: { apiUrl: env.GOVUK_PAY_API_URL, apiKey: env.GOVUK_PAY_API_KEY, pageOrigins: env.GOVUK_PAY_PAGE_ORIGINS },
    notify: {
      apiUrl: env.GOVUK_NOTIFY_API_URL,
      apiKey: env.GOVUK_NOTIFY_API_KEY,
      templates: { email: env.GOVUK_NOTIFY_EMAIL_TEMPLATE, emailWithFile: env.GOVUK_NOTIFY_FILE_TEMPLATE },
    },
    telephony: telephonyOf(env.TELEPHONY_API_URL, env.TELEPHONY_API_KEY),
    oidc: { issuer: env.OIDC_ISSUER, jwksUrl: env.OIDC_JWKS_URL, audience: env.OIDC_AUDIENCE },
    usageFolder: env.COUNTERFOIL_USAGE_FOLDER ?? null,
    bankHolidaysUrl: env.COUNTERFOIL_BANK_HOLIDAYS_URL ?? null,
    office: { postalAddress: env.OFFICE_POSTAL_ADDRESS, paymentPhone: env.OFFICE_PAYMENT_PHONE },
    bank: {
      accountName: env.BANK_ACCOUNT_NAME,
      sortCode: env.BANK_SORT_CODE,
      accountNumber: env.BANK_ACCOUNT_NUMBER,
    },
  };
}

/** One without the other is a mistake: it must not quietly become pausing by hand. */
function telephonyOf(apiUrl: string | undefined, apiKey: string | undefined): Config['telephony'] {
  if (apiUrl === undefined && apiKey === undefined) return null;
  if (apiUrl === undefined || apiKey === undefined) {
    throw new ConfigError(
      "The server's settings are not right. TELEPHONY_API_URL and TELEPHONY_API_KEY: both or neither.",
    );
  }
  return { apiUrl, apiKey };
}
