/** The name under which an original is saved: what the desktop lets through, and always a table. */
export function savedName(name: string): string {
  const plain = name.replace(/\.(?:csv|txt)$/iu, '').replaceAll(/[^\p{L}\p{N} ._()-]/gu, '-');
  return `${plain.replace(/^[^\p{L}\p{N}]+/u, '').slice(0, 90) || 'registrations'}.csv`;
}
