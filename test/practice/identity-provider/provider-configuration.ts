import { randomBytes } from 'node:crypto';
import { interactionPolicy, type ClientMetadata, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import type { JWK } from 'jose';
import { problemPage } from './pages.ts';
import type { PracticePerson } from './practice-staff.ts';
import { remembered } from './remembered.ts';

/** What the tokens are for; the server refuses any other audience. */
export const AUDIENCE = 'urn:counterfoil';
/** The desk: a public client on a person's own machine, which proves itself by PKCE. */
export const DESK_CLIENT_ID = 'counterfoil-desk';
/** The registration service: a machine with a secret. */
export const FEED_CLIENT_ID = 'usage-feed';

export interface ProviderParts {
  port: number;
  staff: readonly PracticePerson[];
  keys: { keys: JWK[] };
  /** Without it the machine client does not exist. */
  usageFeedSecret: string | undefined;
}

/** Authorisation code with PKCE S256 for people, client credentials for the machine; signed JWT access tokens; no refresh tokens. */
export function providerConfiguration({ port, staff, keys, usageFeedSecret }: ProviderParts): Configuration {
  const find = (sub: string | undefined) => staff.find((person) => person.sub === sub);
  return {
    adapter: remembered(),
    clients: [DESK_CLIENT, ...(usageFeedSecret === undefined ? [] : [feedClient(usageFeedSecret)])],
    jwks: keys,
    scopes: ['openid'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
    findAccount: (_ctx, sub) => {
      const person = find(sub);
      return person && { accountId: sub, claims: () => ({ sub, name: person.name, email: person.email }) };
    },
    extraTokenClaims: (_ctx, token) => {
      if (token.kind === 'ClientCredentials') return { roles: [FEED_CLIENT_ID] };
      const person = find(token.accountId);
      return person && { name: person.name, email: person.email, roles: person.roles };
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: usageFeedSecret !== undefined },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => AUDIENCE,
        useGrantedResource: () => true,
        getResourceServerInfo,
      },
    },
    interactions: { policy: policyWithoutConsentPage(), url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant: grantWithoutAsking,
    issueRefreshToken: () => false,
    // Cookies are shared by every port of a machine, so their names carry ours.
    cookies: {
      names: {
        session: `practice-${port}-session`,
        interaction: `practice-${port}-choice`,
        resume: `practice-${port}-resume`,
      },
      keys: [randomBytes(32).toString('hex')],
    },
    ttl: {
      AccessToken: 300,
      AuthorizationCode: 60,
      ClientCredentials: 300,
      Grant: 43_200,
      IdToken: 300,
      Interaction: 1800,
      Session: 43_200,
    },
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = problemPage(out.error_description ?? out.error);
    },
  };
}

const DESK_CLIENT: ClientMetadata = {
  client_id: DESK_CLIENT_ID,
  client_name: 'Counterfoil',
  application_type: 'native',
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code'],
  response_types: ['code'],
  // For a native client the port is not compared (RFC 8252, 7.3).
  redirect_uris: ['http://127.0.0.1/callback'],
};

function feedClient(secret: string): ClientMetadata {
  return {
    client_id: FEED_CLIENT_ID,
    client_secret: secret,
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
  };
}

function getResourceServerInfo() {
  return { scope: '', audience: AUDIENCE, accessTokenFormat: 'jwt' as const, jwt: { sign: { alg: 'RS256' as const } } };
}

function policyWithoutConsentPage() {
  const policy = interactionPolicy.base();
  policy.get('consent')?.checks.remove('native_client_prompt');
  return policy;
}

async function grantWithoutAsking(ctx: KoaContextWithOIDC) {
  const { client, session, provider, requestParamOIDCScopes } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope([...requestParamOIDCScopes].join(' '));
  await grant.save();
  return grant;
}
