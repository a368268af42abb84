/**
 * Ends a `switch` over a union. A new member of the union stops the caller compiling; a value that slipped past the
 * types at run time throws. The value itself is left out of the message, since it may come from outside.
 */
export function assertNever(value: never, what = 'value'): never {
  throw new Error(`A ${what} of a kind nobody handles: ${typeof value}`);
}
