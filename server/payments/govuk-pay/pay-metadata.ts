import type { InvoiceNumber, OrganisationReference } from '../../../shared/checked-reference.ts';
import type { LpaReference } from '../../../shared/lpa-reference.ts';

/** Pay's limits: 15 keys, 30 characters a key, 100 characters a value; nothing can be changed afterwards. */
const MOST_KEYS = 15;
const MOST_CHARACTERS = 100;

interface PaidFor {
  readonly organisation: OrganisationReference;
  readonly attemptId: string;
  readonly invoices: readonly InvoiceNumber[];
  readonly lpas: readonly LpaReference[];
}

/**
 * What Pay keeps with the payment, for whoever reads its admin tool: the organisation, the invoices, our attempt, and
 * as many LPA references as fit. The whole list is in our own database.
 */
export function payMetadata(paid: PaidFor): Record<string, string> {
  const metadata: Record<string, string> = {
    organisation: paid.organisation,
    attempt: paid.attemptId,
    invoices: fill(paid.invoices, MOST_CHARACTERS - ' and 999 more'.length).text,
    lpa_count: String(paid.lpas.length),
  };
  const invoicesLeft = paid.invoices.length - fill(paid.invoices, MOST_CHARACTERS - ' and 999 more'.length).taken;
  if (invoicesLeft > 0) metadata['invoices'] = `${metadata['invoices']} and ${invoicesLeft} more`;
  let rest = paid.lpas;
  for (let key = 1; rest.length > 0 && Object.keys(metadata).length < MOST_KEYS; key += 1) {
    const { text, taken } = fill(rest, MOST_CHARACTERS);
    metadata[`lpas_${key}`] = text;
    rest = rest.slice(taken);
  }
  return metadata;
}

/** As many of the texts as fit in `most` characters, parted by spaces. */
function fill(texts: readonly string[], most: number): { readonly text: string; readonly taken: number } {
  let text = '';
  let taken = 0;
  for (const next of texts) {
    const longer = text === '' ? next : `${text} ${next}`;
    if (longer.length > most) break;
    text = longer;
    taken += 1;
  }
  return { text, taken };
}
