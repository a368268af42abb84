import type { Answer } from '../http-exchange.ts';

export type RefusalBody = { field?: string; header?: string; code: string; description: string };

/** A request that Pay refuses: thrown anywhere under an API route, answered in Pay's error format. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly body: RefusalBody;

  constructor(status: number, body: RefusalBody) {
    super(`${status} ${body.code}`);
    this.status = status;
    this.body = body;
  }
}

/** An answer in JSON, with the headers Pay puts on every API answer. */
export function jsonAnswer(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', pragma: 'no-cache', ...headers },
    body: JSON.stringify(body),
  };
}

/** P0101: a mandatory field is missing, null or blank. */
export function missing(field: string): ApiRefusal {
  return new ApiRefusal(400, { field, code: 'P0101', description: `Missing mandatory attribute: ${field}` });
}

/** P0102: 400 where the JSON type or a character is wrong, 422 where the value is. */
export function invalid(status: 400 | 422, field: string, why: string): ApiRefusal {
  return new ApiRefusal(status, { field, code: 'P0102', description: `Invalid attribute value: ${field}. ${why}` });
}

/** P0104: a field that does not go with the way of authorising. */
export function unexpected(field: string): ApiRefusal {
  return new ApiRefusal(400, { code: 'P0104', description: `Unexpected attribute: ${field}` });
}

/** P0900: the account has used up its requests for this second. */
export function tooManyRequests(): ApiRefusal {
  return new ApiRefusal(429, { code: 'P0900', description: 'Too many requests' });
}

/** P0920: what the firewall in front of the API blocks, or a live return address that is not https. */
export function blocked(status: 400 | 422, field?: string): ApiRefusal {
  const description = 'Request blocked by security rules. Please consult API documentation for more information.';
  return new ApiRefusal(
    status,
    field === undefined ? { code: 'P0920', description } : { field, code: 'P0920', description },
  );
}

/** P0x98: a fault somewhere behind the API. */
export function downstreamError(code: string): ApiRefusal {
  return new ApiRefusal(500, { code, description: 'Downstream system error' });
}

/** 404 with the code of the endpoint that was asked. */
export function notFound(code: string): ApiRefusal {
  return new ApiRefusal(404, { code, description: 'Not found' });
}
