import { containsCardNumber } from '../../shared/card-number-guard.ts';
import { CARD_NUMBER_REFUSED } from '../shell/card-number-words.ts';
import { TextArea } from '../ui/text-area.tsx';

/** What is wrong with a reason; null when nothing is. */
export function reasonProblem(reason: string, wasTried: boolean): string | null {
  if (containsCardNumber(reason)) return CARD_NUMBER_REFUSED;
  return wasTried && reason.trim() === '' ? 'Say why, for whoever approves it.' : null;
}

export interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly wasTried: boolean;
}

/** Why a payment is put elsewhere. */
export function ReasonField({ value, onChange, wasTried }: ReasonFieldProps) {
  return (
    <TextArea
      label="Why"
      hint="Shown to whoever approves it, and kept with the payment."
      value={value}
      onChange={onChange}
      problem={reasonProblem(value, wasTried)}
      maxLength={500}
    />
  );
}
