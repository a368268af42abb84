import type { FieldChange } from '../../shared/contracts/organisations.ts';
import './changes-table.css';

export interface ChangesTableProps {
  readonly caption: string;
  readonly changes: readonly FieldChange[];
}

/** What is and what it becomes, beside each other. */
export function ChangesTable({ caption, changes }: ChangesTableProps) {
  return (
    <table className="changes">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Now</th>
          <th scope="col">Becomes</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ label, from, to }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{from}</td>
            <td>{to}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
