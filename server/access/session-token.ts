import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/** A new opaque session token of 256 random bits, and the hash under which it is kept. */
export function newSessionToken(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  return { token, hash: hashSessionToken(token) };
}

/** SHA-256 is enough for a value of 256 random bits: there is nothing to guess. */
export function hashSessionToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
