import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createHmac } from 'node:crypto';
import { createLocalJWKSet, exportJWK, exportSPKI, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { expect, test } from 'vitest';
import { accessTokenReader } from '../../../server/access/index.ts';

const RULES = { issuer: 'https://id.example', audience: 'urn:counterfoil', jwksUrl: 'https://id.example/jwks' };
const KID = 'key-1';

const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
const published = { keys: [{ ...(await exportJWK(publicKey)), kid: KID, alg: 'RS256', use: 'sig' }] };
const read = accessTokenReader(RULES, createLocalJWKSet(published));

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;

const GOOD: JWTPayload = { iss: RULES.issuer, aud: RULES.audience, sub: 'a-person', exp: inSeconds(3_600) };

function sign(payload: JWTPayload, header: { alg?: string; kid?: string } = {}, key: CryptoKey = privateKey) {
  return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: KID, ...header }).sign(key);
}

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('a token of our provider, for us, in time, says who it is', async () => {
  expect(await read(await sign(GOOD))).toBe('a-person');
  expect(await read(await sign({ ...GOOD, aud: ['urn:other', RULES.audience] }))).toBe('a-person');
});

function without(claim: keyof JWTPayload): JWTPayload {
  const { [claim]: _left, ...others } = GOOD;
  return others;
}

test.each([
  ['of another issuer', { ...GOOD, iss: 'https://id.example.evil' }],
  ['of our issuer with a slash behind it', { ...GOOD, iss: `${RULES.issuer}/` }],
  ['of no issuer', without('iss')],
  ['for another audience', { ...GOOD, aud: 'urn:other' }],
  ['for no audience', without('aud')],
  ['of nobody', without('sub')],
  ['that expired', { ...GOOD, exp: inSeconds(-61) }],
  ['that never expires', without('exp')],
  ['that is not good yet', { ...GOOD, nbf: inSeconds(300) }],
])('a token %s is refused', async (_what, payload) => {
  expect(await read(await sign(payload))).toBeUndefined();
});

test('clocks may differ by a minute', async () => {
  expect(await read(await sign({ ...GOOD, exp: inSeconds(-30) }))).toBe('a-person');
});

test('a token signed by another key is refused, also when it names ours', async () => {
  const other = await generateKeyPair('RS256');
  expect(await read(await sign(GOOD, {}, other.privateKey))).toBeUndefined();
  expect(await read(await sign(GOOD, { kid: 'key-2' }))).toBeUndefined();
});

test('a token without a signature is refused', async () => {
  const body = base64url(GOOD);
  expect(await read(`${base64url({ alg: 'none', kid: KID })}.${body}.`)).toBeUndefined();
  const [header, payload] = (await sign(GOOD)).split('.');
  expect(await read(`${header}.${payload}.`)).toBeUndefined();
});

test.each(['pem', 'modulus'])(
  'a token signed by HMAC with our public key (%s) as the secret is refused',
  async (form) => {
    const { n = '' } = await exportJWK(publicKey);
    const secret = form === 'pem' ? await exportSPKI(publicKey) : Buffer.from(n, 'base64url');
    const signed = `${base64url({ alg: 'HS256', kid: KID })}.${base64url(GOOD)}`;
    const signature = createHmac('sha256', secret).update(signed).digest('base64url');
    expect(await read(`${signed}.${signature}`)).toBeUndefined();
  },
);

test('what was signed cannot be changed', async () => {
  const [header, payload = '', signature] = (await sign(GOOD)).split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  expect(await read(`${header}.${base64url({ ...claims, sub: 'the-manager' })}.${signature}`)).toBeUndefined();
});

test.each(['', 'x', 'a.b.c', '..', 'Bearer x', `${'a'.repeat(100_000)}.b.c`, '\u0000'])(
  'what is no token is refused: %#',
  async (text) => {
    expect(await read(text)).toBeUndefined();
  },
);

test('keys are fetched from where the provider publishes them', async () => {
  const provider = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(published));
  });
  provider.listen(0, '127.0.0.1');
  await once(provider, 'listening');
  const jwksUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/jwks`;
  const remote = accessTokenReader({ ...RULES, jwksUrl });
  expect(await remote(await sign(GOOD))).toBe('a-person');
  provider.close();
});

test('a token cannot be checked while no keys are to be had, so it is refused', async () => {
  const remote = accessTokenReader({ ...RULES, jwksUrl: 'http://127.0.0.1:9/jwks' });
  expect(await remote(await sign(GOOD))).toBeUndefined();
});
