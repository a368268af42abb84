import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { FileText, Printer } from 'lucide-react';
import { CreditNoteNumberSchema, type CreditNoteNumber } from '../../shared/checked-reference.ts';
import type { CreditNoteRecord } from '../../shared/contracts/corrections.ts';
import { formatLocalDate } from '../../shared/local-date.ts';
import { formatPounds } from '../../shared/money.ts';
import { api } from '../api/client.ts';
import { desktop } from '../api/desktop.ts';
import { counted } from '../grid/selection-bar.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { sayFailed } from '../shell/notices.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { useShortcuts } from '../shell/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { DescriptionList } from '../ui/description-list.tsx';
import { KeyFigures } from '../ui/key-figures.tsx';
import { Section } from '../ui/section.tsx';
import './corrections.css';

const route = getRouteApi('/credit-notes/$number');
const LPA = ['LPA', 'LPAs'] as const;

function Lines({ note }: { readonly note: CreditNoteRecord }) {
  return (
    <Section title="Line by line">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">LPA</th>
            <th scope="col" className="figures-right">
              Credited
            </th>
            <th scope="col" className="figures-right">
              Off what was owed
            </th>
            <th scope="col" className="figures-right">
              To credit on account
            </th>
          </tr>
        </thead>
        <tbody>
          {note.lines.map((line) => (
            <tr key={line.lineId}>
              <th scope="row" className="reference">
                {line.lpaReference}
              </th>
              <td className="figures-right figures">{formatPounds(line.amount)}</td>
              <td className="figures-right figures">{formatPounds(line.offDebt)}</td>
              <td className="figures-right figures">{formatPounds(line.toAccount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Files({ number }: { readonly number: CreditNoteNumber }) {
  const file = { fileId: `credit-notes/${number}/pdf`, name: `Credit note ${number}.pdf` };
  const failed = () => sayFailed('The credit note could not be opened. Nothing has changed; try again in a moment.');
  const print = () => void desktop.openFile(file).catch(failed);
  useShortcuts([{ keys: 'Ctrl+P', label: 'Print the credit note', run: print }]);
  return (
    <>
      <Button
        kind="quiet"
        icon={<FileText aria-hidden="true" />}
        onPress={() => void desktop.saveFile(file).catch(failed)}
      >
        Save as PDF
      </Button>
      <Button icon={<Printer aria-hidden="true" />} keys="Ctrl P" onPress={print}>
        Print
      </Button>
    </>
  );
}

function CreditNote({ note }: { readonly note: CreditNoteRecord }) {
  const { organisation, newInvoice } = note;
  return (
    <Screen
      title={`Credit note ${note.number}`}
      above={[
        { title: 'Organisations', link: { to: '/organisations' } },
        {
          title: organisation.name,
          link: {
            to: '/organisations/$reference',
            params: { reference: organisation.reference },
            search: { tab: 'credit-notes' },
          },
        },
      ]}
      badge={<CopyButton text={note.number} what="credit note number" />}
      actions={<Files number={note.number} />}
      figures={
        <KeyFigures
          figures={[
            { label: 'Credited', value: formatPounds(note.total), note: counted(note.lineCount, LPA) },
            { label: 'Off what was owed', value: formatPounds(note.offDebt) },
            {
              label: 'To credit on account',
              value: formatPounds(note.toAccount),
              note: note.toAccount > 0 ? 'It had been paid already' : 'Nothing of it had been paid',
            },
          ]}
        />
      }
    >
      <DescriptionList
        of={[
          {
            term: 'Invoice',
            value: (
              <Link to="/invoices/$number" params={{ number: note.invoice }} search={{}}>
                {note.invoice}
              </Link>
            ),
          },
          ...(newInvoice === null
            ? []
            : [
                {
                  term: 'Billed anew on',
                  value: (
                    <Link to="/invoices/$number" params={{ number: newInvoice }} search={{}}>
                      {newInvoice}
                    </Link>
                  ),
                },
              ]),
          { term: 'Issued', value: formatLocalDate(note.issuedOn) },
          { term: 'Reason', value: note.reason },
          { term: 'In words', value: note.words },
          { term: 'Asked for by', value: note.askedBy },
          { term: 'Approved by', value: note.approvedBy },
          {
            term: 'Correction',
            value: (
              <Link to="/corrections/$correctionId" params={{ correctionId: String(note.correctionId) }}>
                {note.correctionId}
              </Link>
            ),
          },
        ]}
      />
      <Lines note={note} />
    </Screen>
  );
}

function CreditNoteByNumber({ number }: { readonly number: CreditNoteNumber }) {
  const query = useQuery(api.corrections.getCreditNote.queryOptions({ number }));
  return <RecordQuery query={query}>{(note) => <CreditNote note={note} />}</RecordQuery>;
}

/** One credit note: what it took off, of what, why, and on whose authority. */
export function CreditNoteScreen() {
  const number = CreditNoteNumberSchema.safeParse(route.useParams().number);
  if (!number.success) return <NotFound />;
  return (
    <RequirePermission permission="invoice.read">
      <CreditNoteByNumber number={number.data} />
    </RequirePermission>
  );
}
