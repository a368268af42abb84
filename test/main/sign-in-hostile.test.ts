import { afterEach, expect, test } from 'vitest';
import type { SignInOutcome } from '../../shared/ipc-contract.ts';
import { createMemorySessionStore } from '../../main/session-store.ts';
import { createSignIn } from '../../main/sign-in.ts';
import { hostileProvider, type HostileProvider, type Hostility } from './hostile-provider.ts';
import { standInServer, type StandInServer } from './stand-in-server.ts';

const SESSION = {
  sessionToken: 'opaque-session-token-of-the-server',
  idleMinutes: 15,
  absoluteExpiresAt: '2099-01-01T00:00:00.000Z',
};
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

interface Attempt {
  outcome: SignInOutcome;
  server: StandInServer;
  provider: HostileProvider;
  session: unknown;
}

async function attempt(hostility: Hostility, visit?: (callback: URL) => URL | Promise<URL>): Promise<Attempt> {
  const provider = await hostileProvider(hostility);
  const server = await standInServer((_request, response) => response.writeHead(201).end(JSON.stringify(SESSION)));
  open.push(provider, server);
  const sessionStore = createMemorySessionStore();
  const { issuer } = provider;
  const desk = createSignIn({
    issuer,
    clientId: 'counterfoil-desk',
    audience: 'urn:counterfoil',
    serverUrl: server.url,
    sessionStore,
    practice: false,
  });
  const openExternal = async (address: URL) => {
    const callback = provider.authorise(address);
    void fetch((await visit?.(callback)) ?? callback).catch(() => {});
  };
  return { outcome: await desk.signIn({ openExternal }), server, provider, session: await sessionStore.load() };
}

test('the same provider, honest, is believed: what follows is refused for its lie alone', async () => {
  const { outcome, session } = await attempt({});
  expect([outcome, session]).toEqual([{ outcome: 'signed-in' }, SESSION]);
});

const LIES: [string, Hostility][] = [
  ['a metadata document of another issuer', { metadata: { issuer: 'https://login.example' } }],
  ['no PKCE but plain', { metadata: { code_challenge_methods_supported: ['plain'] } }],
  ['another state', { callback: { state: 'forged' } }],
  ['no state', { callback: { state: '' } }],
  ['another nonce', { claims: { nonce: 'forged' } }],
  ['no nonce', { claims: { nonce: undefined } }],
  ['another issuer in the token', { claims: { iss: 'https://login.example' } }],
  ['another audience in the token', { claims: { aud: 'another-app' } }],
  ['several audiences without saying for whom', { claims: { aud: ['counterfoil-desk', 'another-app'] } }],
  ['a token that is over', { claims: { exp: 1_000_000_000 } }],
  ['a signature by a key it does not publish', { forgedSignature: true }],
  ['an answer of another issuer (mix-up)', { callback: { iss: 'https://login.example' } }],
];

test.each(LIES)('refused: %s', async (_lie, hostility) => {
  const { outcome, server, session } = await attempt(hostility);
  expect(outcome).toEqual({ outcome: 'failed', why: 'answer-not-trusted' });
  expect(server.heard).toEqual([]);
  expect(session).toBeUndefined();
});

test('refused: an answer that does not say which issuer it comes from', async () => {
  const { outcome } = await attempt({}, (callback) => {
    callback.searchParams.delete('iss');
    return callback;
  });
  expect(outcome).toEqual({ outcome: 'failed', why: 'answer-not-trusted' });
});

test('refused: a code that was used already', async () => {
  const { outcome, server } = await attempt({}, async (callback) => {
    const { issuer } = open.find((one): one is HostileProvider => 'authorise' in one) ?? expect.fail('no provider');
    const body = new URLSearchParams({ code: callback.searchParams.get('code') ?? '' });
    await fetch(new URL('/token', issuer), { method: 'POST', body });
    return callback;
  });
  expect(outcome).toEqual({ outcome: 'failed', why: 'provider-refused' });
  expect(server.heard).toEqual([]);
});

test('refused: a code that was asked for with another challenge', async () => {
  const { outcome } = await attempt({}, (callback) => {
    const provider = open.find((one): one is HostileProvider => 'authorise' in one) ?? expect.fail('no provider');
    const elsewhere = new URL(`${provider.issuer.href}authorise`);
    elsewhere.search = new URLSearchParams({
      redirect_uri: callback.origin,
      code_challenge: 'of-somebody-else',
    }).toString();
    callback.searchParams.set('code', provider.authorise(elsewhere).searchParams.get('code') ?? '');
    return callback;
  });
  expect(outcome).toEqual({ outcome: 'failed', why: 'provider-refused' });
});
