import type { ReactNode } from 'react';
import { formatPounds, sumPence, type Pence } from '../../shared/money.ts';
import { Button } from '../ui/button.tsx';
import { Spoken } from '../ui/spoken.tsx';
import './selection-bar.css';

export interface GridSelection<Row> {
  /** Which money of the chosen rows is added up, and what it is called: "to pay". */
  readonly sum?: { readonly title: string; readonly of: (row: Row) => Pence };
  readonly canSelect?: (row: Row) => boolean;
  readonly onChange?: (rows: readonly Row[]) => void;
  /** What can be done with the chosen rows. */
  readonly actions?: (rows: readonly Row[]) => ReactNode;
}

export interface SelectionBarProps<Row> {
  readonly rows: readonly Row[];
  readonly noun: RowNoun;
  readonly selection: GridSelection<Row>;
  readonly onClear: () => void;
}

/** One row and several: 'invoice', 'invoices'. */
export type RowNoun = readonly [one: string, many: string];

export function counted(count: number, [one, many]: RowNoun): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** How many rows are chosen, and what they come to. */
export function SelectionBar<Row>({ rows, noun, selection, onClear }: SelectionBarProps<Row>) {
  const { sum, actions } = selection;
  return (
    <div className="selection-bar">
      <Spoken className="figures">
        <strong>{counted(rows.length, noun)}</strong> selected
        {sum !== undefined && (
          <>
            , <strong>{formatPounds(sumPence(rows.map(sum.of)))}</strong> {sum.title}
          </>
        )}
      </Spoken>
      <Button kind="quiet" onPress={onClear}>
        Clear
      </Button>
      <span className="selection-actions">{actions?.(rows)}</span>
    </div>
  );
}
