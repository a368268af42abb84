/** An answer as a value; `hang-up` drops the connection without one. */
export type Answer =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string | Buffer }
  | 'hang-up';

export function json(status: number, value: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** A refusal in Notify's shape. */
export function refusal(status: number, error: string, message: string): Answer {
  return json(status, { status_code: status, errors: [{ error, message }] });
}
