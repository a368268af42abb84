import type { CheckedRemittance, RemittanceLine } from '../../shared/contracts/receipts.ts';
import { formatPounds } from '../../shared/money.ts';
import { FILE_REFUSAL_WORDS } from '../api/receipt-refusals.ts';
import { LINE_REFUSAL_WORDS } from './receipt-words.ts';
import './receipts.css';

function Outcome({ line }: { readonly line: RemittanceLine }) {
  if (line.refusal === null) return <>{line.organisation?.name}</>;
  return (
    <>
      <strong>Refused.</strong> {LINE_REFUSAL_WORDS[line.refusal]}
      {line.perhaps.length > 0 && ` Perhaps ${line.perhaps.join(' or ')}.`}
    </>
  );
}

/** What an advice says, line by line; the refused first, since they are what is to be put right. */
export function AdviceLines({ checked }: { readonly checked: CheckedRemittance }) {
  if (checked.refusal !== null) {
    return (
      <p className="field-error" role="alert">
        {FILE_REFUSAL_WORDS[checked.refusal]}
      </p>
    );
  }
  const refused = checked.lines.filter(({ refusal }) => refusal !== null);
  const accepted = checked.lines.filter(({ refusal }) => refusal === null);
  return (
    <>
      <p aria-live="polite">
        {accepted.length} accepted, {formatPounds(checked.total)}; {refused.length} refused.
      </p>
      <table className="advice-lines">
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Reference</th>
            <th scope="col" className="money">
              Amount
            </th>
            <th scope="col">Outcome</th>
          </tr>
        </thead>
        <tbody>
          {[...refused, ...accepted].map((line) => (
            <tr key={line.line}>
              <td>{line.line}</td>
              <td>{line.reference ?? '–'}</td>
              <td className="money">{line.amount === null ? '–' : formatPounds(line.amount)}</td>
              <td>
                <Outcome line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
