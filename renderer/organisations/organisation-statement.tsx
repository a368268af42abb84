import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Download, FileText, Printer } from 'lucide-react';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { StatementEntry, StatementOfAccount } from '../../shared/contracts/statements.ts';
import {
  addDays,
  financialYear,
  formatLocalDate,
  localDate,
  londonDay,
  type LocalDate,
} from '../../shared/local-date.ts';
import { formatPounds, type Pence } from '../../shared/money.ts';
import { api } from '../api/client.ts';
import { desktop } from '../api/desktop.ts';
import { serverNow } from '../clock.ts';
import type { OrganisationSearch } from '../search-params.ts';
import { sayFailed } from '../shell/notices.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { Button } from '../ui/button.tsx';
import { DayField } from '../ui/day-field.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { entryWords } from './statement-words.ts';
import './statement.css';

const today = (): LocalDate => londonDay(new Date(serverNow()));

/** From the first day of the financial year that today is in. */
function yearStart(): LocalDate {
  return localDate(`${financialYear(today())}-04-01`);
}

function Reference({ entry }: { readonly entry: StatementEntry }) {
  const { reference } = entryWords(entry);
  if (entry.kind === 'invoice') {
    return (
      <Link to="/invoices/$number" params={{ number: reference }} search={{}}>
        {reference}
      </Link>
    );
  }
  if (entry.kind === 'credit-note') {
    return (
      <Link to="/credit-notes/$number" params={{ number: reference }}>
        {reference}
      </Link>
    );
  }
  if (entry.payment === null) return null;
  return (
    <Link to="/payments/$attemptId" params={{ attemptId: entry.payment.attemptId }}>
      {reference}
    </Link>
  );
}

function Amount({ of }: { readonly of: Pence }) {
  return <td className="figures figures-right">{of === 0 ? '' : formatPounds(of)}</td>;
}

function Balance({
  title,
  day,
  balance,
}: {
  readonly title: string;
  readonly day: LocalDate;
  readonly balance: Pence;
}) {
  return (
    <tr className="statement-balance">
      <td>{formatLocalDate(day)}</td>
      <th scope="row" colSpan={4}>
        {title}
      </th>
      <td className="figures-right">
        <MoneyText amount={balance} />
      </td>
    </tr>
  );
}

function Statement({ statement }: { readonly statement: StatementOfAccount }) {
  const { organisation, period, opening, closing, entries } = statement;
  const last = addDays(period.before, -1);
  return (
    <article className="statement" aria-label="Statement of account">
      <header className="statement-head">
        <h2>
          Statement of account, {formatLocalDate(period.from)} to {formatLocalDate(last)}
        </h2>
        <address className="statement-address">
          {[organisation.name, ...organisation.addressLines, organisation.town, organisation.postcode].map((line) => (
            <span key={line}>{line}</span>
          ))}
          <span className="reference">{organisation.reference}</span>
        </address>
      </header>
      <table className="plain-table statement-table">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">What</th>
            <th scope="col">Reference</th>
            <th scope="col" className="figures-right">
              Charged
            </th>
            <th scope="col" className="figures-right">
              Paid or credited
            </th>
            <th scope="col" className="figures-right">
              Balance
            </th>
          </tr>
        </thead>
        <tbody>
          <Balance title="Opening balance" day={period.from} balance={opening} />
          {entries.map((entry) => (
            <tr
              key={`${entry.kind} ${entry.creditNote ?? entry.invoice ?? ''}${entry.payment?.reference ?? ''}${entry.balance}`}
            >
              <td>{formatLocalDate(entry.day)}</td>
              <td>{entryWords(entry).what}</td>
              <td className="reference">
                <Reference entry={entry} />
              </td>
              <Amount of={entry.added} />
              <Amount of={entry.taken} />
              <td className="figures-right">
                <MoneyText amount={entry.balance} />
              </td>
            </tr>
          ))}
          <Balance title="Closing balance" day={last} balance={closing} />
        </tbody>
      </table>
      {entries.length === 0 && <p className="muted">Nothing was charged, paid or credited in this period.</p>}
      <p className={statement.agreesWithLedger ? 'muted small' : 'statement-wrong'}>
        {statement.agreesWithLedger
          ? 'The opening and closing balance are those of the ledger.'
          : 'The ledger has other balances. Do not send this statement; tell support.'}
      </p>
    </article>
  );
}

export interface OrganisationStatementProps {
  readonly reference: OrganisationReference;
  readonly search: OrganisationSearch;
  readonly onChange: (to: Partial<OrganisationSearch>) => void;
}

/** An organisation's statement of account for any period, to look at, print or save. */
export function OrganisationStatement({ reference, search, onChange }: OrganisationStatementProps) {
  const from = search.from ?? yearStart();
  const to = search.to ?? today();
  const isRight = from <= to;
  const query = useQuery({
    ...api.billing.statementOfAccount.queryOptions({
      organisation: reference,
      period: { from, before: addDays(isRight ? to : from, 1) },
    }),
    enabled: isRight,
  });
  const statement = query.data;
  const fileOf = (kind: 'pdf' | 'csv') => ({
    fileId: `statements/${reference}/${from}/${to}/${kind}`,
    name: `Statement ${reference} ${from} ${to}.${kind}`,
  });
  const failed = () => sayFailed('The statement could not be opened. Nothing has changed; try again in a moment.');
  const print = () => void desktop.openFile(fileOf('pdf')).catch(failed);
  const save = (kind: 'pdf' | 'csv') => void desktop.saveFile(fileOf(kind)).catch(failed);
  return (
    <div className="statement-view">
      <div className="statement-bar">
        <DayField label="From" selected={from} onSelect={(day) => onChange({ from: day ?? undefined })} />
        <DayField label="To" selected={to} onSelect={(day) => onChange({ to: day ?? undefined })} />
        <span className="statement-acts">
          <Button
            kind="quiet"
            icon={<Download aria-hidden="true" />}
            isDisabled={statement === undefined}
            onPress={() => save('csv')}
          >
            Save as CSV
          </Button>
          <Button
            kind="quiet"
            icon={<Printer aria-hidden="true" />}
            isDisabled={statement === undefined}
            onPress={print}
          >
            Print
          </Button>
          <Button
            kind="quiet"
            icon={<FileText aria-hidden="true" />}
            isDisabled={statement === undefined}
            onPress={() => save('pdf')}
          >
            Save as PDF
          </Button>
        </span>
      </div>
      {isRight ? (
        <RecordQuery query={query} lines={8}>
          {(shown) => <Statement statement={shown} />}
        </RecordQuery>
      ) : (
        <p className="statement-wrong">The first day is after the last. Choose an earlier first day.</p>
      )}
    </div>
  );
}
