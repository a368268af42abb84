import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../../server/config.ts';

const GOOD: Readonly<Record<string, string>> = {
  COUNTERFOIL_DATABASE_URL: 'postgres://server:s3cret@127.0.0.1:5432/books',
  COUNTERFOIL_PUBLIC_URL: 'https://counterfoil.example',
  GOVUK_PAY_API_URL: 'https://pay.example',
  GOVUK_PAY_API_KEY: 'api_live_key_of_the_office',
  GOVUK_PAY_PAGE_ORIGINS: 'https://card.example,https://cards.example',
  GOVUK_NOTIFY_API_KEY: 'office-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222',
  GOVUK_NOTIFY_EMAIL_TEMPLATE: '33333333-3333-4333-8333-333333333333',
  GOVUK_NOTIFY_FILE_TEMPLATE: '44444444-4444-4444-8444-444444444444',
  OIDC_ISSUER: 'https://id.example',
  OIDC_JWKS_URL: 'https://id.example/jwks',
  BANK_ACCOUNT_NAME: 'Office of the Public Guardian',
  BANK_SORT_CODE: '10-20-30',
  BANK_ACCOUNT_NUMBER: '12345678',
};

function faultOf(changes: Readonly<Record<string, string | undefined>>): string {
  try {
    readConfig({ ...GOOD, ...changes });
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'none';
}

test('settings are read, and what is left out has its default', () => {
  expect(readConfig({ ...GOOD, UNHEARD_OF: 'x' })).toEqual({
    ...{ host: '127.0.0.1', port: 4300, databasePool: 12, logLevel: 'info' },
    databaseUrl: GOOD['COUNTERFOIL_DATABASE_URL'],
    publicUrl: 'https://counterfoil.example',
    pay: {
      apiUrl: 'https://pay.example',
      apiKey: 'api_live_key_of_the_office',
      pageOrigins: ['https://card.example', 'https://cards.example'],
    },
    notify: {
      apiUrl: 'https://api.notifications.service.gov.uk',
      apiKey: GOOD['GOVUK_NOTIFY_API_KEY'],
      templates: { email: GOOD['GOVUK_NOTIFY_EMAIL_TEMPLATE'], emailWithFile: GOOD['GOVUK_NOTIFY_FILE_TEMPLATE'] },
    },
    telephony: null,
    oidc: { issuer: 'https://id.example', jwksUrl: 'https://id.example/jwks', audience: 'urn:counterfoil' },
    usageFolder: null,
    bankHolidaysUrl: null,
    office: { postalAddress: ['PO Box 16185', 'Birmingham', 'B2 2WH'], paymentPhone: '0300 456 0300' },
    bank: { accountName: 'Office of the Public Guardian', sortCode: '10-20-30', accountNumber: '12345678' },
  });
});

test.each(Object.keys(GOOD))('without %s there is no start', (name) => {
  expect(faultOf({ [name]: undefined })).toContain(name);
});

test.each([
  ['COUNTERFOIL_PORT', '70000'],
  ['COUNTERFOIL_PORT', 'http'],
  ['COUNTERFOIL_DATABASE_URL', 'mysql://server:s3cret@127.0.0.1/books'],
  ['COUNTERFOIL_DATABASE_POOL', '1'],
  ['COUNTERFOIL_LOG_LEVEL', 'chatty'],
  ['COUNTERFOIL_PUBLIC_URL', 'https://counterfoil.example/path'],
  ['GOVUK_PAY_API_URL', 'https://pay.example/v1'],
  ['GOVUK_PAY_API_KEY', 'short'],
  ['GOVUK_PAY_PAGE_ORIGINS', 'https://card.example/page'],
  ['GOVUK_PAY_PAGE_ORIGINS', ''],
  ['BANK_SORT_CODE', '102030'],
  ['BANK_ACCOUNT_NUMBER', '1234567'],
])('%s may not be %s', (name, value) => {
  expect(faultOf({ [name]: value })).toContain(name);
});

test('every fault is named at once, and no value is repeated', () => {
  const fault = faultOf({
    COUNTERFOIL_DATABASE_URL: 's3cret-nonsense',
    GOVUK_PAY_API_KEY: 's3cret',
    BANK_SORT_CODE: 's3cret',
  });
  for (const name of ['COUNTERFOIL_DATABASE_URL', 'GOVUK_PAY_API_KEY', 'BANK_SORT_CODE']) expect(fault).toContain(name);
  expect(fault).not.toContain('s3cret');
});
