import { FileSpreadsheet, FileText, Printer } from 'lucide-react';
import type { InvoiceNumber } from '../../shared/checked-reference.ts';
import { desktop } from '../api/desktop.ts';
import { sayFailed } from '../shell/notices.ts';
import { Button } from '../ui/button.tsx';
import { Section } from '../ui/section.tsx';
import '../ui/button-row.css';

/** Opens the invoice's PDF for printing. */
export function printInvoice(number: InvoiceNumber): void {
  desktop
    .openFile({ fileId: `invoices/${number}/pdf`, name: `Invoice ${number}.pdf` })
    .catch(() => sayFailed('The invoice could not be opened. Save it as a PDF instead, or try again in a moment.'));
}

function save(fileId: string, name: string): void {
  desktop
    .saveFile({ fileId, name })
    .catch(() => sayFailed('The file could not be saved. Nothing has changed; try again in a moment.'));
}

/** The invoice on paper, as a file, and its LPAs for a spreadsheet. */
export function InvoiceFiles({ number }: { readonly number: InvoiceNumber }) {
  return (
    <Section title="Files">
      <div className="button-row">
        <Button icon={<Printer aria-hidden="true" />} onPress={() => printInvoice(number)}>
          Print
        </Button>
        <Button
          icon={<FileText aria-hidden="true" />}
          onPress={() => save(`invoices/${number}/pdf`, `Invoice ${number}.pdf`)}
        >
          Save as PDF
        </Button>
        <Button
          icon={<FileSpreadsheet aria-hidden="true" />}
          onPress={() => save(`invoices/${number}/lines`, `Invoice ${number} LPAs.csv`)}
        >
          Save LPAs as CSV
        </Button>
      </div>
    </Section>
  );
}
