import type { InvoiceNumber } from '../../shared/checked-reference.ts';
import type { LpaReference } from '../../shared/lpa-reference.ts';
import { formatPounds, type Pence } from '../../shared/money.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { togglePicked } from './pick-lines.ts';
import './line-picker.css';

export interface PickableLine {
  readonly lineId: number;
  readonly invoice: InvoiceNumber;
  readonly lpaReference: LpaReference;
  /** What it owes, or what meets it, pence. */
  readonly amount: Pence;
  /** Why it cannot be picked; null when it can. */
  readonly cannot: string | null;
}

export interface LinePickerProps {
  readonly legend: string;
  readonly lines: readonly PickableLine[];
  readonly picked: ReadonlySet<number>;
  readonly onPick: (picked: ReadonlySet<number>) => void;
  /** What stands where there is no line. */
  readonly none: string;
}

/** Lines to tick, one by one: Tab goes through them, Space ticks. */
export function LinePicker({ legend, lines, picked, onPick, none }: LinePickerProps) {
  return (
    <fieldset className="line-picker">
      <legend>{legend}</legend>
      {lines.length === 0 && <p className="muted">{none}</p>}
      {lines.map(({ lineId, invoice, lpaReference, amount, cannot }) => (
        <Checkbox
          key={lineId}
          isSelected={picked.has(lineId)}
          isDisabled={cannot !== null}
          onChange={(isPicked) => onPick(togglePicked(picked, lineId, isPicked))}
        >
          <span className="line-picker-line">
            <span>
              LPA {lpaReference} <span className="muted">on {invoice}</span>
              {cannot !== null && <span className="muted">. {cannot}</span>}
            </span>
            <span className="line-picker-amount">{formatPounds(amount)}</span>
          </span>
        </Checkbox>
      ))}
    </fieldset>
  );
}
