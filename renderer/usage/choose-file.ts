import { containsCardNumber } from '../../shared/card-number-guard.ts';
import { FileName, MOST_FILE_BYTES } from '../../shared/contracts/usage.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';
import { sizeWords } from './usage-words.ts';

/** Why a file is not sent at all, in a sentence; null when it may be. */
export function whyNotSend({ name, size }: { readonly name: string; readonly size: number }): string | null {
  if (size === 0) return 'That file is empty.';
  if (size > MOST_FILE_BYTES)
    return `That file is larger than ${sizeWords(MOST_FILE_BYTES)}. Split it and send the parts.`;
  if (/\.(?:xlsx?|ods|numbers)$/i.test(name)) {
    return 'That is a workbook. In the spreadsheet, save it as CSV (UTF-8) and send that file.';
  }
  if (!FileName.safeParse(name).success) return 'The name of that file is too long. Rename it and send it again.';
  if (containsCardNumber(name)) return CARD_NUMBER_REFUSED;
  return null;
}
