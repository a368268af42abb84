import type { InvoiceRecord } from '../../shared/contracts/billing.ts';
import { InvoiceChasing } from '../chasing/invoice-chasing.tsx';
import { MessagesAbout } from '../correspondence/messages-about.tsx';
import { useMay } from '../shell/staff.tsx';
import { InvoiceFiles } from './invoice-files.tsx';

/** The invoice as it leaves the house: on paper, as files, and what was sent of it. */
export function InvoiceDocuments({ invoice }: { readonly invoice: InvoiceRecord }) {
  const mayRead = useMay('correspondence.read');
  return (
    <>
      <InvoiceFiles number={invoice.number} />
      <InvoiceChasing number={invoice.number} />
      {mayRead && (
        <MessagesAbout
          about={`invoice:${invoice.number}`}
          none="Nothing has been sent from here about this invoice. One that has just been issued goes within a minute or two."
        />
      )}
    </>
  );
}
