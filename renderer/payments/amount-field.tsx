import type { RefObject } from 'react';
import type { CardPaymentPreview } from '../../shared/contracts/payments.ts';
import { formatPounds } from '../../shared/money.ts';
import { TextField } from '../ui/text-field.tsx';

export interface AmountFieldProps {
  readonly text: string;
  readonly onType: (text: string) => void;
  readonly problem: string | null;
  readonly preview: CardPaymentPreview | undefined;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

/** How much to take. Empty means all that is due, which is the usual, so that nothing needs typing. */
export function AmountField({ text, onType, problem, preview, inputRef }: AmountFieldProps) {
  const due = preview === undefined ? '' : `: ${formatPounds(preview.due)}`;
  return (
    <TextField
      label="Amount"
      hint={`Leave empty for all that is due${due}`}
      value={text}
      onChange={onType}
      problem={problem}
      inputRef={inputRef}
      inputMode="decimal"
      maxLength={40}
      before="£"
      narrow
    />
  );
}
