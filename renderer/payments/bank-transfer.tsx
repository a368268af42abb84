import { z } from 'zod';
import { InvoiceNumberSchema, OrganisationReferenceSchema, speakReference } from '../../shared/checked-reference.ts';
import type { BankTransferDetails } from '../../shared/contracts/billing.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { DescriptionList } from '../ui/description-list.tsx';

const Quoted = z.union([InvoiceNumberSchema, OrganisationReferenceSchema]);

/** A reference in groups for reading out, or as it is where it is of another kind. */
function spoken(reference: string): string {
  const checked = Quoted.safeParse(reference);
  return checked.success ? speakReference(checked.data) : reference;
}

/** How to pay by bank transfer instead, to be read out: the account, and the reference to quote. */
export function BankTransfer({ details }: { readonly details: BankTransferDetails }) {
  const { accountName, sortCode, accountNumber, reference } = details;
  return (
    <section className="bank-transfer" aria-label="Pay by bank transfer">
      <h3>Pay by bank transfer</h3>
      <DescriptionList
        of={[
          { term: 'Account name', value: accountName },
          { term: 'Sort code', value: sortCode },
          { term: 'Account number', value: accountNumber },
          {
            term: 'Reference',
            value: (
              <span className="bank-transfer-reference">
                <strong className="reference">{spoken(reference)}</strong>
                <CopyButton text={reference} what="bank transfer reference" />
              </span>
            ),
          },
        ]}
      />
      <p className="muted small">The reference must be quoted, so that the money finds what it pays.</p>
    </section>
  );
}

/** The same, folded away, for a payment that did not succeed; nothing while the details are not known. */
export function InsteadByBank({ details }: { readonly details: BankTransferDetails | undefined }) {
  if (details === undefined) return null;
  return (
    <details className="instead">
      <summary>Pay by bank transfer instead</summary>
      <BankTransfer details={details} />
    </details>
  );
}
