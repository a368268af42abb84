import type { SimilarPayment } from '../../shared/contracts/payments.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { formatPounds } from '../../shared/money.ts';
import { RECEIPT_CHANNEL_WORDS } from '../../shared/receipt-channels.ts';

function lpas(count: number): string {
  return count === 1 ? 'one of these LPAs' : `${count} of these LPAs`;
}

/** '£92.00 by cheque on 23 Nov 2026, 14:05, the same amount and for 2 of these LPAs.' */
export function similarWords({ at, channel, amount, isBooked, isSameAmount, sameLpas }: SimilarPayment): string {
  const came = isBooked ? '' : ', and it is not known yet whether it was paid';
  const same = [...(isSameAmount ? ['the same amount'] : []), ...(sameLpas > 0 ? [`for ${lpas(sameLpas)}`] : [])];
  const how = RECEIPT_CHANNEL_WORDS[channel];
  return `${formatPounds(amount)}, ${how.toLowerCase()}, ${formatLondonDateTime(at)}: ${same.join(' and ')}${came}.`;
}
