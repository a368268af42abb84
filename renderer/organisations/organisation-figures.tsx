import { Link } from '@tanstack/react-router';
import type { OrganisationRecord } from '../../shared/contracts/organisations.ts';
import { formatPounds } from '../../shared/money.ts';
import { KeyFigures, type KeyFigure } from '../ui/key-figures.tsx';
import { counted } from '../grid/selection-bar.tsx';

const INVOICE = ['open invoice', 'open invoices'] as const;

/** What an organisation owes, what of it is late, and what it has in credit; each says what it is made of. */
export function OrganisationFigures({ organisation }: { readonly organisation: OrganisationRecord }) {
  const { balance, openInvoices, reference } = organisation;
  const openOnes = (
    <Link to="/organisations/$reference" params={{ reference }} search={{ tab: 'invoices' }}>
      {counted(openInvoices, INVOICE)}
    </Link>
  );
  const figures: KeyFigure[] = [
    {
      label: 'Owes',
      value: formatPounds(balance.receivable),
      note: counted(openInvoices, INVOICE),
      explanation: <p>What is still to pay on {openOnes}. Money in credit is not taken off.</p>,
    },
    {
      label: 'Overdue',
      value: formatPounds(balance.overdue),
      ...(balance.overdue > 0 && { tone: 'needs-you' as const }),
      note: balance.overdue > 0 ? 'Past its due day' : 'Nothing is late',
      explanation: <p>The part of what it owes whose due day has passed, among {openOnes}.</p>,
    },
    {
      label: 'In credit',
      value: formatPounds(balance.credit),
      note: balance.credit > 0 ? 'Beyond its bills' : 'No money on account',
      explanation: <p>Money it has paid beyond its bills, and what was credited after it was paid, kept on account.</p>,
    },
  ];
  return <KeyFigures figures={figures} />;
}
