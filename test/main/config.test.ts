import { expect, test } from 'vitest';
import { readDeskConfig, readPreviewConfig } from '../../main/config.ts';

const DESK = { DESK_SERVER_URL: 'https://counterfoil.example', DESK_ISSUER: 'https://login.example/tenant' };

test('a desk needs a server and an identity provider, is not practice, and opens no card page until told whose', () => {
  expect(readDeskConfig(DESK)).toEqual({
    serverUrl: new URL('https://counterfoil.example'),
    issuer: new URL('https://login.example/tenant'),
    clientId: 'counterfoil-desk',
    audience: 'urn:counterfoil',
    practice: false,
    cardWindow: undefined,
  });
});

test.each(['DESK_SERVER_URL', 'DESK_ISSUER'])('without %s it says so', (name) => {
  expect(() => readDeskConfig({ ...DESK, [name]: undefined })).toThrow(`${name} is not set.`);
  expect(() => readDeskConfig({ ...DESK, [name]: '' })).toThrow(`${name} is not set.`);
});

test.each([
  'http://counterfoil.example',
  'ftp://127.0.0.1',
  'http://127.0.0.1.evil.example',
  'http://localhost.evil.example',
  'nonsense',
])('an address that others could listen in on is refused: %s', (address) => {
  expect(() => readDeskConfig({ ...DESK, DESK_SERVER_URL: address })).toThrow(/^DESK_SERVER_URL /);
});

test.each(['http://127.0.0.1:4000', 'http://localhost:4000', 'http://[::1]:4000'])(
  'this machine needs no TLS: %s',
  (address) => {
    expect(readDeskConfig({ ...DESK, DESK_SERVER_URL: address }).serverUrl).toEqual(new URL(address));
  },
);

test('the payment provider is a list of origins, with the address it returns to', () => {
  const settings = {
    DESK_CARD_PAGE_ORIGINS: 'https://a.example/x, https://b.example',
    DESK_CARD_RETURN_URL: 'https://c.example/back',
  };
  expect(readDeskConfig({ ...DESK, ...settings }).cardWindow).toEqual({
    origins: ['https://a.example', 'https://b.example'],
    returnUrl: new URL('https://c.example/back'),
  });
  expect(() => readDeskConfig({ ...DESK, ...settings, DESK_CARD_RETURN_URL: undefined })).toThrow(
    'DESK_CARD_RETURN_URL is not set.',
  );
  expect(() => readDeskConfig({ ...DESK, ...settings, DESK_CARD_PAGE_ORIGINS: 'http://a.example' })).toThrow(
    /^DESK_CARD_PAGE_ORIGINS /,
  );
});

test('a preview needs the built page, and a port that is one', () => {
  const preview = { ...DESK, DESK_RENDERER_DIR: '/page', DESK_PRACTICE: '1' };
  expect(readPreviewConfig(preview)).toMatchObject({ port: 0, rendererDir: '/page', practice: true });
  expect(readPreviewConfig({ ...preview, DESK_PREVIEW_PORT: '4173' }).port).toBe(4173);
  expect(() => readPreviewConfig(DESK)).toThrow('DESK_RENDERER_DIR is not set.');
  for (const port of ['-1', '65536', '80.5', 'http']) {
    expect(() => readPreviewConfig({ ...preview, DESK_PREVIEW_PORT: port })).toThrow('DESK_PREVIEW_PORT');
  }
});
