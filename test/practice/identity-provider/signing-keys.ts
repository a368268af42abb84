import { readFile, rename, writeFile } from 'node:fs/promises';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { z } from 'zod';

const PrivateKey = z.looseObject({ kty: z.literal('RSA'), d: z.string() });

/**
 * The provider's private signing key (RS256), kept in `keyFile` so that tokens outlive a restart. Without a file, or
 * when it cannot be read as a key, a new one is made.
 */
export async function signingKeys(keyFile: string | undefined): Promise<{ keys: JWK[] }> {
  const kept = keyFile === undefined ? undefined : await readKey(keyFile);
  if (kept) return { keys: [kept] };
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' };
  if (keyFile !== undefined) {
    await writeFile(`${keyFile}.new`, JSON.stringify(key), { mode: 0o600 });
    await rename(`${keyFile}.new`, keyFile);
  }
  return { keys: [key] };
}

async function readKey(keyFile: string): Promise<JWK | undefined> {
  try {
    return PrivateKey.parse(JSON.parse(await readFile(keyFile, 'utf8')));
  } catch {
    return undefined;
  }
}
