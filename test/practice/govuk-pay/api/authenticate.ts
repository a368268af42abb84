import type { Account } from '../accounts.ts';
import type { Answer } from '../http-exchange.ts';

const BEARER = 'Bearer ';

/**
 * The account of an API key, or the answer for a request without a good one. As with Pay, a 401 is not in the JSON
 * error format: a missing or misshapen header gets the servlet container's HTML, an unknown key plain text.
 */
export function authenticate(
  authorization: string | undefined,
  accounts: ReadonlyMap<string, Account>,
): { account: Account } | { refused: Answer } {
  if (!authorization?.startsWith(BEARER)) return { refused: htmlUnauthorized() };
  const account = accounts.get(authorization.slice(BEARER.length));
  return account ? { account } : { refused: textUnauthorized() };
}

function htmlUnauthorized(): Answer {
  const body =
    '<html><head><title>Error 401 Unauthorized</title></head><body><h2>HTTP ERROR 401 Unauthorized</h2></body></html>';
  return {
    status: 401,
    headers: { 'content-type': 'text/html;charset=utf-8', 'cache-control': 'no-store', pragma: 'no-cache' },
    body,
  };
}

function textUnauthorized(): Answer {
  return {
    status: 401,
    headers: {
      'content-type': 'text/plain',
      'www-authenticate': 'Bearer realm="Pay"',
      'cache-control': 'no-store',
      pragma: 'no-cache',
    },
    body: 'Credentials are required to access this resource.',
  };
}
