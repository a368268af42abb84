import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
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

/** What an invoice has to do with others: what it replaces, what replaced it, what was credited, what waits. */
export function InvoiceLinks({ invoice }: { readonly invoice: InvoiceRecord }) {
  const { replaces, replacedBy, creditNotes, openCorrectionId, correctionId } = invoice;
  const sentences: ReactNode[] = [
    replaces !== null && (
      <>
        Written in place of invoice <InvoiceLink number={replaces} />.
      </>
    ),
    replacedBy !== null && (
      <>
        Invoice <InvoiceLink number={replacedBy} /> was written in its place.
      </>
    ),
    correctionId !== null && (
      <>
        Made by <CorrectionLink id={correctionId}>correction {correctionId}</CorrectionLink>.
      </>
    ),
    ...creditNotes.map(({ number, total, issuedOn }) => (
      <>
        {formatPounds(total)} credited on {formatLocalDate(issuedOn)} by credit note{' '}
        <Link to="/credit-notes/$number" params={{ number }}>
          {number}
        </Link>
        .
      </>
    )),
    openCorrectionId !== null && (
      <>
        <CorrectionLink id={openCorrectionId}>Correction {openCorrectionId}</CorrectionLink> is under way.
      </>
    ),
  ].filter((sentence) => sentence !== false);
  if (sentences.length === 0) return null;
  return (
    <p className="invoice-links">
      {sentences.map((sentence, at) => (
        // Sentences stand in a fixed order and hold no state.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={at}>{sentence} </Fragment>
      ))}
    </p>
  );
}
