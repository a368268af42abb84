import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { InvoiceRecord } from '../../shared/contracts/billing.ts';
import { formatLocalDate } from '../../shared/local-date.ts';
import { formatPounds } from '../../shared/money.ts';

function InvoiceLink({ number }: { readonly number: string }) {
  return (
    <Link to="/invoices/$number" params={{ number }} search={{}}>
      {number}
    </Link>
  );
}

function CorrectionLink({ id, children }: { readonly id: number; readonly children: ReactNode }) {
  return (
    <Link to="/corrections/$correctionId" params={{ correctionId: String(id) }}>
      {children}
    </Link>
  );
}

function CreditNoteSentence({ number, total, issuedOn }: InvoiceRecord['creditNotes'][number]) {
  return (
    <>
      {formatPounds(total)} credited on {formatLocalDate(issuedOn)} by credit note{' '}
      <Link to="/credit-notes/$number" params={{ number }}>
        {number}
      </Link>
      .{' '}
    </>
  );
}

function hasLinks({ replaces, replacedBy, creditNotes, openCorrectionId, correctionId }: InvoiceRecord): boolean {
  const others = [replaces, replacedBy, openCorrectionId, correctionId];
  return creditNotes.length > 0 || others.some((other) => other !== null);
}

/** What an invoice has to do with others: what it replaces, what replaced it, what was credited, what waits. */
export function InvoiceLinks({ invoice }: { readonly invoice: InvoiceRecord }) {
  const { replaces, replacedBy, creditNotes, openCorrectionId, correctionId } = invoice;
  if (!hasLinks(invoice)) return null;
  return (
    <p className="invoice-links">
      {replaces !== null && (
        <>
          Written in place of invoice <InvoiceLink number={replaces} />.{' '}
        </>
      )}
      {replacedBy !== null && (
        <>
          Invoice <InvoiceLink number={replacedBy} /> was written in its place.{' '}
        </>
      )}
      {correctionId !== null && (
        <>
          Made by <CorrectionLink id={correctionId}>correction {correctionId}</CorrectionLink>.{' '}
        </>
      )}
      {creditNotes.map((note) => (
        <CreditNoteSentence key={note.number} {...note} />
      ))}
      {openCorrectionId !== null && (
        <>
          <CorrectionLink id={openCorrectionId}>Correction {openCorrectionId}</CorrectionLink> is under way.
        </>
      )}
    </p>
  );
}
