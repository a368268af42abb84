import type { InvoiceRecord } from '../../shared/contracts/billing.ts';
import { formatLocalDate } from '../../shared/local-date.ts';
import { formatPounds } from '../../shared/money.ts';
import { counted } from '../grid/selection-bar.tsx';
import { KeyFigures, type KeyFigure } from '../ui/key-figures.tsx';
import { FEE_WORDS } from './fee-words.ts';
import { lateWords } from './late-words.ts';

const LPA = ['LPA', 'LPAs'] as const;

/** What is still to pay on an invoice, what was paid and credited, and what it comes to; the total says what it is made of. */
export function InvoiceFigures({ invoice }: { readonly invoice: InvoiceRecord }) {
  const late = lateWords(invoice);
  const figures: KeyFigure[] = [
    {
      label: 'To pay',
      value: formatPounds(invoice.outstanding),
      note:
        late === ''
          ? `Due ${formatLocalDate(invoice.dueOn)}`
          : `${late} late, was due ${formatLocalDate(invoice.dueOn)}`,
      ...(late !== '' && { tone: 'needs-you' as const }),
    },
    { label: 'Paid', value: formatPounds(invoice.paid), note: invoice.paid === 0 ? 'Nothing yet' : 'Of this invoice' },
    ...(invoice.credited === 0
      ? []
      : [{ label: 'Credited', value: formatPounds(invoice.credited), note: 'By credit notes' }]),
    {
      label: 'Total',
      value: formatPounds(invoice.total),
      note: `${counted(invoice.lineCount, LPA)}, issued ${formatLocalDate(invoice.issuedOn)}`,
      explanation: (
        <ul>
          {invoice.feeTotals.map(({ feeKind, lines, amount }) => (
            <li key={feeKind}>
              {FEE_WORDS[feeKind]}: {counted(lines, LPA)}, {formatPounds(amount)}
            </li>
          ))}
        </ul>
      ),
    },
  ];
  return <KeyFigures figures={figures} />;
}
