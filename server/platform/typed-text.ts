/**
 * Text somebody typed or pasted, as a database can be asked for it: control characters are spaces. No name or
 * reference has one, and PostgreSQL refuses NUL wherever it stands.
 */
export function withoutControls(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, ' ').trim();
}

/**
 * LIKE patterns for what begins with the text once its spaces and hyphens are gone. A postcode may be typed by its
 * letters alone; every organisation reference begins with the same three, so one is only meant when there is a digit.
 */
export function beginningsOf(text: string): { readonly reference: string; readonly postcode: string } {
  const key = likeLiteral(text).replaceAll(/[\s-]/g, '').toUpperCase();
  const begins = key === '' ? '' : `${key}%`;
  return { reference: /\d/.test(key) ? begins : '', postcode: begins };
}

/** The text as part of a LIKE pattern, in which its own %, _ and \ mean nothing. */
export function likeLiteral(text: string): string {
  return text.replaceAll(/[%_\\]/g, (sign) => `\\${sign}`);
}
