import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PracticeBrowser } from './practice-browser.ts';
import { PRACTICE_STAFF } from './practice-staff.ts';
import { AUDIENCE, DESK_CLIENT_ID, FEED_CLIENT_ID } from './provider-configuration.ts';
import { startIdentityProvider } from './start-identity-provider.ts';

const redirect = 'http://127.0.0.1:51789/callback';
const [aisha, gareth] = PRACTICE_STAFF.map(({ sub }) => ({ sub })) as [{ sub: string }, { sub: string }];
let provider: { issuer: string; close(): Promise<void> };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'identity-provider-'));
  provider = await startIdentityProvider(options());
});

afterEach(async () => {
  await provider.close();
  await rm(folder, { recursive: true });
});

function options(port = 0) {
  return { port, staff: PRACTICE_STAFF, keyFile: join(folder, 'key.json'), usageFeedSecret: 'feed-secret' };
}

function discover(client: string, auth: oidc.ClientAuth): Promise<oidc.Configuration> {
  return oidc.discovery(new URL(provider.issuer), client, undefined, auth, { execute: [oidc.allowInsecureRequests] });
}

async function signInAs(
  choice: { sub: string },
  browser = new PracticeBrowser(),
  parameters: Record<string, string> = {},
) {
  const config = await discover(DESK_CLIENT_ID, oidc.None());
  const verifier = oidc.randomPKCECodeVerifier();
  const challenge = await oidc.calculatePKCECodeChallenge(verifier);
  const asked = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirect,
    scope: 'openid profile email',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...parameters,
  });
  const callback = await browser.signIn(asked, choice);
  return oidc.authorizationCodeGrant(config, callback, { pkceCodeVerifier: verifier });
}

function verified(token: string) {
  return jwtVerify(token, createRemoteJWKSet(new URL(`${provider.issuer}/jwks`)), {
    issuer: provider.issuer,
    audience: AUDIENCE,
  });
}

test('the access token is a signed JWT for the server that says who the person is, and there is no refresh token', async () => {
  for (const person of PRACTICE_STAFF) {
    const tokens = await signInAs(person);
    const { payload, protectedHeader } = await verified(tokens.access_token);
    expect(payload).toMatchObject({ sub: person.sub, name: person.name, email: person.email, roles: person.roles });
    expect(protectedHeader.alg).toBe('RS256');
    expect(tokens.refresh_token).toBeUndefined();
  }
});

test('someone signed in already passes silently, unless the list is asked for by prompt=login', async () => {
  const browser = new PracticeBrowser();
  await signInAs(aisha, browser);
  expect((await signInAs(gareth, browser)).claims()?.sub).toBe(aisha.sub);
  expect((await signInAs(gareth, browser, { prompt: 'login' })).claims()?.sub).toBe(gareth.sub);
});

test('a code is good for one use', async () => {
  const config = await discover(DESK_CLIENT_ID, oidc.None());
  const verifier = oidc.randomPKCECodeVerifier();
  const pkce = { code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' };
  const asked = oidc.buildAuthorizationUrl(config, { redirect_uri: redirect, scope: 'openid', ...pkce });
  const callback = await new PracticeBrowser().signIn(asked, aisha);
  await oidc.authorizationCodeGrant(config, callback, { pkceCodeVerifier: verifier });
  await expect(oidc.authorizationCodeGrant(config, callback, { pkceCodeVerifier: verifier })).rejects.toThrow();
});

test.each([
  ['no challenge', {}],
  ['a plain challenge', { code_challenge: 'a'.repeat(43), code_challenge_method: 'plain' }],
])('a request with %s is refused', async (_, pkce) => {
  const config = await discover(DESK_CLIENT_ID, oidc.None());
  const asked = oidc.buildAuthorizationUrl(config, { redirect_uri: redirect, scope: 'openid', ...pkce });
  const callback = await new PracticeBrowser().signIn(asked, aisha);
  expect(callback.searchParams.get('error')).toBe('invalid_request');
});

test.each(['http://127.0.0.1:1/other', 'http://localhost:1/callback', 'https://evil.example/callback'])(
  'the answer is never sent to %s',
  async (elsewhere) => {
    await expect(signInAs(aisha, new PracticeBrowser(), { redirect_uri: elsewhere })).rejects.toThrow(/redirect_uri/);
  },
);

test('pressing Cancel is told to the desk', async () => {
  const config = await discover(DESK_CLIENT_ID, oidc.None());
  const challenge = await oidc.calculatePKCECodeChallenge(oidc.randomPKCECodeVerifier());
  const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
  const asked = oidc.buildAuthorizationUrl(config, { redirect_uri: redirect, scope: 'openid', ...pkce });
  const callback = await new PracticeBrowser().signIn(asked, { cancel: 'yes' });
  expect(callback.searchParams.get('error')).toBe('access_denied');
});

test('a token outlives a restart of the provider', async () => {
  const { access_token: token } = await signInAs(aisha);
  await provider.close();
  provider = await startIdentityProvider(options(Number(new URL(provider.issuer).port)));
  expect((await verified(token)).payload.sub).toBe(aisha.sub);
});

test('the registration service gets a token with its secret, and none without', async () => {
  const tokens = await oidc.clientCredentialsGrant(
    await discover(FEED_CLIENT_ID, oidc.ClientSecretBasic('feed-secret')),
  );
  expect((await verified(tokens.access_token)).payload).toMatchObject({ sub: FEED_CLIENT_ID, roles: ['usage-feed'] });
  const wrong = await discover(FEED_CLIENT_ID, oidc.ClientSecretBasic('guess'));
  await expect(oidc.clientCredentialsGrant(wrong)).rejects.toThrow();
});

test('as a program of its own it says where it is in one line, and goes when its parent does', async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  });
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  const { ready, url } = JSON.parse(line.toString()) as { ready: boolean; url: string };
  expect(ready).toBe(true);
  expect((await fetch(`${url}/.well-known/openid-configuration`)).status).toBe(200);
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([0, null]);
});
