/**
 * What is left of a typed or pasted reference once its looks are taken away: full-width characters made plain, upper
 * case, without spaces, dashes of any kind, invisible characters, or the full stop or comma that ended the sentence it
 * was copied from.
 */
export function bareReference(text: string): string {
  return text
    .replaceAll(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll(/[\s\p{Dash_Punctuation}\u2212\p{Cf}]/gu, '')
    .replace(/[.,;:]$/, '')
    .toUpperCase();
}
