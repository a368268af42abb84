import { z } from 'zod';
import { refusalToProblem } from '../api/problem.ts';
import type { CardPaymentPreview } from '../../shared/contracts/payments.ts';
import { formatPounds, type Pence } from '../../shared/money.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { BankTransfer } from './bank-transfer.tsx';
import { HeldNotice } from './held-notice.tsx';

const Held = z.object({ attemptId: z.uuid() });

/** The attempt that holds the lines, where that is why a payment cannot start. */
export function heldBy(refusal: CardPaymentPreview['refusal']): string | null {
  if (refusal?.code !== 'LINE_ALREADY_BEING_PAID') return null;
  const held = Held.safeParse(refusal.details);
  return held.success ? held.data.attemptId : null;
}

export interface PreviewRefusalProps {
  readonly preview: CardPaymentPreview;
  readonly refusal: NonNullable<CardPaymentPreview['refusal']>;
  readonly onTakePart: (amount: Pence) => void;
}

/** Why the payment cannot start, and what can be done instead. */
export function PreviewRefusal({ preview, refusal, onTakePart }: PreviewRefusalProps) {
  const problem = refusalToProblem(refusal);
  const attemptId = heldBy(refusal);
  if (attemptId !== null) return <HeldNotice attemptId={attemptId} problem={problem} />;
  if (refusal.code !== 'ABOVE_CARD_LIMIT') return <ProblemNotice problem={problem} takesFocus={false} />;
  return (
    <>
      <ProblemNotice problem={problem} takesFocus={false}>
        <p>
          <Button onPress={() => onTakePart(preview.cardLimit)}>Take {formatPounds(preview.cardLimit)} now</Button>
        </p>
      </ProblemNotice>
      <BankTransfer details={preview.bankTransfer} />
    </>
  );
}
