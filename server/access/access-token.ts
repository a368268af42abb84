import { createRemoteJWKSet, jwtVerify, type JWTVerifyGetKey } from 'jose';

export interface TokenRules {
  /** The provider's issuer address, exactly as it writes it in `iss`. */
  readonly issuer: string;
  /** Where the provider publishes its signing keys. */
  readonly jwksUrl: string;
  readonly audience: string;
}

/** Reads the subject of an access token; undefined when it is not one of ours, expired, or wrongly signed. */
export type ReadAccessToken = (token: string) => Promise<string | undefined>;

/**
 * Verifies access tokens once, at sign-in: signature by the provider's published keys, issuer, audience, expiry.
 * Asymmetric algorithms only, so that a public key can never be used to forge one.
 */
export function accessTokenReader(rules: TokenRules, keys: JWTVerifyGetKey = remoteKeys(rules)): ReadAccessToken {
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: rules.issuer,
        audience: rules.audience,
        algorithms: ['RS256', 'PS256', 'ES256'],
        requiredClaims: ['sub', 'exp'],
        clockTolerance: 60,
      });
      return payload.sub;
    } catch {
      // Why a token failed helps only whoever forged it; the caller answers 401 either way.
      return undefined;
    }
  };
}

function remoteKeys(rules: TokenRules): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(rules.jwksUrl), { timeoutDuration: 5_000 });
}
