import { join } from 'node:path';
import { PRACTICE_BANK } from '../world/practice-bank.ts';
import { PAGE_FOLDER } from './build-page.ts';
import type { PartPlan } from './part.ts';
import type { PracticeFolder } from './practice-folder.ts';
import {
  NOTIFY_API_KEY,
  NOTIFY_TEMPLATES,
  PAY_ACCOUNTS,
  PAY_API_KEY,
  TELEPHONY_API_KEY,
  USAGE_FEED_SECRET,
} from './practice-keys.ts';
import type { Ports } from './remembered-ports.ts';
import { REPOSITORY } from './repository.ts';
import { SERVER_FLAGS } from './server-flags.ts';

const DIES_WITH_PARENT = ['--import', new URL('die-with-parent.ts', import.meta.url).href];
const program = (...path: string[]): string => join(REPOSITORY, ...path);

/** Where the parts find each other. */
export interface Addresses {
  readonly server: string;
  readonly issuer: string;
  readonly govukPay: string;
  readonly notify: string;
  readonly bankHolidays: string;
  readonly telephony: string;
}

/** A real identity provider with the practice staff. */
export function identityProviderPlan(folder: PracticeFolder, ports: Ports): PartPlan {
  return {
    name: 'The identity provider',
    args: [...DIES_WITH_PARENT, program('test', 'practice', 'identity-provider', 'main.ts')],
    environment: {
      IDENTITY_PROVIDER_PORT: String(ports.identityProvider),
      IDENTITY_PROVIDER_KEY_FILE: folder.signingKey,
      USAGE_FEED_SECRET,
    },
    logFile: join(folder.logs, 'identity-provider.log'),
  };
}

/** The stand-in for GOV.UK Pay. `settings` are its own, by its own names. */
export function govukPayPlan(
  folder: PracticeFolder,
  ports: Ports,
  settings: Readonly<Record<string, string>>,
): PartPlan {
  return {
    name: 'The GOV.UK Pay stand-in',
    args: [...DIES_WITH_PARENT, program('test', 'practice', 'govuk-pay', 'main.ts')],
    environment: {
      GOVUK_PAY_API_KEYS: PAY_ACCOUNTS,
      GOVUK_PAY_PORT: String(ports.govukPay),
      GOVUK_PAY_STATE_FILE: folder.payState,
      ...settings,
    },
    logFile: join(folder.logs, 'govuk-pay.log'),
  };
}

/** The stand-in for GOV.UK Notify. */
export function notifyPlan(folder: PracticeFolder, ports: Ports): PartPlan {
  return {
    name: 'The GOV.UK Notify stand-in',
    args: [...DIES_WITH_PARENT, program('test', 'practice', 'notify', 'main.ts')],
    environment: {
      NOTIFY_API_KEY,
      NOTIFY_EMAIL_TEMPLATE: NOTIFY_TEMPLATES.email,
      NOTIFY_FILE_TEMPLATE: NOTIFY_TEMPLATES.emailWithFile,
      NOTIFY_PORT: String(ports.notify),
      NOTIFY_STATE_FILE: folder.notifyState,
    },
    logFile: join(folder.logs, 'notify.log'),
  };
}

/** The stand-in for GOV.UK's feed of bank holidays. */
export function bankHolidaysPlan(folder: PracticeFolder, ports: Ports): PartPlan {
  return {
    name: 'The bank holidays stand-in',
    args: [...DIES_WITH_PARENT, program('test', 'practice', 'bank-holidays', 'main.ts')],
    environment: { BANK_HOLIDAYS_PORT: String(ports.bankHolidays) },
    logFile: join(folder.logs, 'bank-holidays.log'),
  };
}

/** The stand-in for the telephone system, which pauses the recording of calls. */
export function telephonyPlan(folder: PracticeFolder, ports: Ports): PartPlan {
  return {
    name: 'The telephone system stand-in',
    args: [...DIES_WITH_PARENT, program('test', 'practice', 'telephony', 'main.ts')],
    environment: { TELEPHONY_PORT: String(ports.telephony), TELEPHONY_API_KEY },
    logFile: join(folder.logs, 'telephony.log'),
  };
}

export interface ServerSurroundings extends Addresses {
  readonly databaseUrl: string;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
}

/** The central server. `settings` are its own, by its own names. */
export function serverPlan(folder: PracticeFolder, surroundings: ServerSurroundings): PartPlan {
  const { databaseUrl, port, server, issuer, govukPay, notify, bankHolidays, telephony, settings } = surroundings;
  return {
    name: 'The central server',
    args: [...SERVER_FLAGS, ...DIES_WITH_PARENT, program('server', 'main.ts')],
    environment: {
      COUNTERFOIL_PORT: String(port),
      COUNTERFOIL_DATABASE_URL: databaseUrl,
      COUNTERFOIL_PUBLIC_URL: server,
      GOVUK_PAY_API_URL: govukPay,
      GOVUK_PAY_API_KEY: PAY_API_KEY,
      GOVUK_PAY_PAGE_ORIGINS: govukPay,
      COUNTERFOIL_BANK_HOLIDAYS_URL: `${bankHolidays}/bank-holidays.json`,
      GOVUK_NOTIFY_API_URL: notify,
      GOVUK_NOTIFY_API_KEY: NOTIFY_API_KEY,
      GOVUK_NOTIFY_EMAIL_TEMPLATE: NOTIFY_TEMPLATES.email,
      GOVUK_NOTIFY_FILE_TEMPLATE: NOTIFY_TEMPLATES.emailWithFile,
      TELEPHONY_API_URL: telephony,
      TELEPHONY_API_KEY,
      OIDC_ISSUER: issuer,
      OIDC_JWKS_URL: `${issuer}/jwks`,
      BANK_ACCOUNT_NAME: PRACTICE_BANK.accountName,
      BANK_SORT_CODE: PRACTICE_BANK.sortCode,
      BANK_ACCOUNT_NUMBER: PRACTICE_BANK.accountNumber,
      ...settings,
    },
    logFile: join(folder.logs, 'server.log'),
  };
}

/** One desk in a browser; port 0 picks a free one. */
export function previewPlan(folder: PracticeFolder, addresses: Addresses, port: number): PartPlan {
  return {
    name: 'The desk',
    args: [...DIES_WITH_PARENT, program('main', 'browser-preview.ts')],
    environment: {
      ...deskEnvironment(addresses),
      DESK_PREVIEW_PORT: String(port),
      DESK_RENDERER_DIR: PAGE_FOLDER,
    },
    logFile: join(folder.logs, 'desk.log'),
  };
}

/** The desk as a desktop app. */
export function desktopPlan(folder: PracticeFolder, addresses: Addresses, electron: string): PartPlan {
  const userData = `--user-data-dir=${folder.desktop}`;
  return {
    name: 'The desktop app',
    args: [...DIES_WITH_PARENT, program('test', 'practice', 'start', 'keeper.ts'), electron, userData, REPOSITORY],
    environment: deskEnvironment(addresses),
    logFile: join(folder.logs, 'desk.log'),
  };
}

function deskEnvironment({ server, issuer, govukPay }: Addresses): Record<string, string> {
  return {
    DESK_SERVER_URL: server,
    DESK_ISSUER: issuer,
    DESK_PRACTICE: '1',
    DESK_CARD_PAGE_ORIGINS: govukPay,
    DESK_CARD_RETURN_URL: `${server}/payment-return`,
  };
}
