import { createHmac, timingSafeEqual } from 'node:crypto';

/** A key as Notify gives it out: a name, then the ids of the service and of the secret, joined by hyphens. */
export interface ApiKey {
  readonly serviceId: string;
  readonly secret: string;
}

const MOST_SKEW_S = 30;

/** Reads a key; throws for what is none. */
export function parseApiKey(text: string): ApiKey {
  const match = /^.+-([0-9a-f-]{36})-([0-9a-f-]{36})$/.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) throw new Error('An API key ends in two ids.');
  return { serviceId: match[1], secret: match[2] };
}

/** Why a call's token (a JWT signed with the secret, made within half a minute) is not right; undefined when it is. */
export function whyNotAuthentic(authorization: string | undefined, key: ApiKey, nowMs: number): string | undefined {
  const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
  if (token === undefined) return 'Unauthorized: authentication token must be provided';
  const [head = '', payload = '', signature = ''] = token.split('.');
  const expected = createHmac('sha256', key.secret).update(`${head}.${payload}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'Invalid token: API key not found';
  const claims = readJson(payload);
  if (claims['iss'] !== key.serviceId) return 'Invalid token: service not found';
  if (readJson(head)['alg'] !== 'HS256') return 'Invalid token: algorithm used is not HS256';
  const issuedAt = Number(claims['iat']);
  if (!(Math.abs(nowMs / 1000 - issuedAt) <= MOST_SKEW_S)) {
    return 'Error: Your system clock must be accurate to within 30 seconds';
  }
  return undefined;
}

function readJson(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
