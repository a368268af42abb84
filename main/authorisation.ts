import * as oidc from 'openid-client';

/** The desk as the identity provider knows it. */
export interface DeskClient {
  issuer: URL;
  clientId: string;
  /** What the access token is for: the server's own name (RFC 8707). */
  audience: string;
}

/** An authorisation that was asked for: the address to open, and the secrets its answer is checked against. */
export interface Authorisation {
  address: URL;
  /** Trades the answer for an access token. Rejects when the answer is not, in every respect, the one asked for. */
  accessToken(answer: URL): Promise<string>;
}

const PROVIDER_ANSWERS_WITHIN_S = 10;

/**
 * Asks for an authorisation code with PKCE S256, state and nonce, for a person who is made to sign in afresh. The
 * issuer, audience and signature of the ID token are checked; so is the `iss` of the answer itself, against a mix-up.
 */
export async function askForAuthorisation(client: DeskClient, redirectUri: string): Promise<Authorisation> {
  const provider = await discover(client);
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
  const address = oidc.buildAuthorizationUrl(provider, {
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    resource: client.audience,
    prompt: 'login',
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  const checks = { pkceCodeVerifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
  return {
    address,
    accessToken: async (answer) => {
      const tokens = await oidc.authorizationCodeGrant(provider, answer, checks, { resource: client.audience });
      return tokens.access_token;
    },
  };
}

async function discover({ issuer, clientId }: DeskClient): Promise<oidc.Configuration> {
  // The settings allow an address without TLS on this machine only.
  const insecure = issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
  const provider = await oidc.discovery(issuer, clientId, undefined, oidc.None(), {
    execute: [oidc.enableNonRepudiationChecks, ...insecure],
    timeout: PROVIDER_ANSWERS_WITHIN_S,
  });
  const methods = provider.serverMetadata().code_challenge_methods_supported;
  if (methods && !methods.includes('S256')) throw new Error('The identity provider does not offer PKCE S256.');
  return provider;
}
