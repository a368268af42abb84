import { containsCardNumber } from '../../shared/card-number-guard.ts';
import { MOST_ADVICE_BYTES, type AttachedFile } from '../../shared/contracts/receipts.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';

/** Why a file is not read at all, in a sentence; null when it may be. */
export function whyNotRead({ name, size }: { readonly name: string; readonly size: number }): string | null {
  if (size === 0) return 'That file is empty.';
  if (size > MOST_ADVICE_BYTES) return 'That file is larger than 128 KB. Send it in parts.';
  if (/\.(?:xlsx?|ods|numbers|pdf)$/i.test(name)) {
    return 'That is not a CSV file. In the spreadsheet, save it as CSV (UTF-8) and choose that file.';
  }
  if (name.length > 120) return 'The name of that file is too long. Rename it and choose it again.';
  return containsCardNumber(name) ? CARD_NUMBER_REFUSED : null;
}

/** The file as a command carries it. */
export async function attach(file: File): Promise<AttachedFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return { name: file.name, bytes: btoa(text) };
}
