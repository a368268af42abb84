import { minPence, pence, sumPence, type Pence } from '../../../shared/money.ts';
import type { PlannedBill } from './plan-bills.ts';

/** One line of one bill: the bill by its key, the line by its place, from 0. */
export interface LineOfBill {
  readonly bill: number;
  readonly line: number;
}

/** What somebody on the telephone chooses to pay: whole bills or single lines, all of it or a part amount. */
export interface Choice {
  readonly bills: readonly number[];
  readonly lines: readonly LineOfBill[];
  readonly amount: Pence | null;
}

interface DueLine extends LineOfBill {
  readonly outstanding: Pence;
}

/** What is still to pay while the past is being planned. */
export interface Debts {
  /** All that is due on what was chosen. */
  due(choice: Choice): Pence;
  /** The chosen lines on which anything is due, in the order in which money meets them. */
  dueLines(choice: Choice): readonly DueLine[];
  /** Money has met what was chosen, oldest line first. */
  meet(choice: Choice): void;
}

/** Nothing paid yet. */
export function startDebts(bills: readonly PlannedBill[]): Debts {
  const outstanding = bills.map(({ lines }) => lines.map(({ amount }) => amount));
  const onBill = (bill: number): DueLine[] =>
    (outstanding[bill] ?? []).map((amount, line) => ({ bill, line, outstanding: amount }));
  const dueLines: Debts['dueLines'] = ({ bills: whole, lines }) => {
    const single = lines.flatMap(({ bill, line }) => onBill(bill).slice(line, line + 1));
    return [...whole.flatMap(onBill), ...single].filter((line) => line.outstanding > 0);
  };
  const due: Debts['due'] = (choice) => sumPence(dueLines(choice).map((line) => line.outstanding));
  return {
    due,
    dueLines,
    meet: (choice) => {
      let left = choice.amount ?? due(choice);
      for (const { bill, line, outstanding: owed } of dueLines(choice)) {
        const met = minPence(left, owed);
        left = pence(left - met);
        const lines = outstanding[bill];
        if (lines) lines[line] = pence(owed - met);
      }
    },
  };
}
