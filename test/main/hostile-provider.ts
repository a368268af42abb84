import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';

/** How the hostile provider departs from an honest one; without any of these it is honest. */
export interface Hostility {
  metadata?: Record<string, unknown>;
  /** Replaces claims of the ID token. */
  claims?: JWTPayload;
  /** Signs with a key that it does not publish. */
  forgedSignature?: boolean;
  /** Replaces parameters of the address it sends the browser to. */
  callback?: Record<string, string>;
}

export interface HostileProvider {
  issuer: URL;
  /** What a browser would do: opens the authorisation address and answers where it is sent. */
  authorise(address: URL): URL;
  close(): Promise<void>;
}

const { publicKey, privateKey } = await generateKeyPair('RS256');
const unpublished = await generateKeyPair('RS256');
const JWKS = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256', use: 'sig' }] };

/** An OpenID Connect provider that can be made to lie in one way at a time. A code is good once and with its verifier only. */
export async function hostileProvider(hostility: Hostility): Promise<HostileProvider> {
  const codes = new Map<string, { challenge: string | null; nonce: string | null }>();
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const idToken = (nonce: string | null) =>
    new SignJWT({ nonce, ...hostility.claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .setIssuer(hostility.claims?.iss ?? issuer)
      .setAudience(hostility.claims?.aud ?? 'counterfoil-desk')
      .setSubject('aisha')
      .setIssuedAt()
      .setExpirationTime(hostility.claims?.exp ?? '5m')
      .sign(hostility.forgedSignature ? unpublished.privateKey : privateKey);
  const tokens = async (form: URLSearchParams) => {
    const asked = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (asked?.challenge !== challenge) return { status: 400, body: { error: 'invalid_grant' } };
    const body = { access_token: 'an-access-token', token_type: 'Bearer', id_token: await idToken(asked.nonce) };
    return { status: 200, body };
  };
  answering(server, issuer, hostility, tokens);
  return {
    issuer: new URL(issuer),
    authorise: (address) => {
      const { searchParams: asked } = address;
      const code = `code-${codes.size}`;
      codes.set(code, { challenge: asked.get('code_challenge'), nonce: asked.get('nonce') });
      const callback = new URL(asked.get('redirect_uri') ?? '');
      const answer = { code, state: asked.get('state') ?? '', iss: issuer, ...hostility.callback };
      callback.search = new URLSearchParams(answer).toString();
      return callback;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

type Tokens = (form: URLSearchParams) => Promise<{ status: number; body: unknown }>;

function answering(server: Server, issuer: string, { metadata }: Hostility, tokens: Tokens): void {
  const documents: Record<string, unknown> = {
    '/.well-known/openid-configuration': {
      issuer,
      authorization_endpoint: `${issuer}/authorise`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      ...metadata,
    },
    '/jwks': JWKS,
  };
  server.on('request', (request, response) => {
    void (async () => {
      const known = documents[request.url ?? ''];
      const { status, body } = known
        ? { status: 200, body: known }
        : await tokens(new URLSearchParams(await text(request)));
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    })();
  });
}
