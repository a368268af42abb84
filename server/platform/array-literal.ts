/**
 * PostgreSQL's text of an array of texts or numbers, to be cast where it is used (`?::text[]`). One parameter so carries
 * a whole column of rows, which is what makes set-based writes of many rows fast.
 */
export function arrayLiteral(values: readonly (string | number | null)[]): string {
  return `{${values.map(element).join(',')}}`;
}

const PLAIN = /^[A-Za-z0-9_.:+-]+$/;

function element(value: string | number | null): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  if (PLAIN.test(value) && value.toUpperCase() !== 'NULL') return value;
  return `"${value.replaceAll(/["\\]/g, (sign) => `\\${sign}`)}"`;
}
