import { Link } from '@tanstack/react-router';
import { useEffect, useRef, type FormEvent } from 'react';
import type { Pence } from '../../shared/money.ts';
import { refusalToProblem } from '../api/problem.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { useShortcuts } from '../shell/shortcuts.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Spoken } from '../ui/spoken.tsx';
import { AmountField } from './amount-field.tsx';
import { AmountToSay } from './amount-to-say.tsx';
import { spokenSubject, subjectText } from './payment-subject.ts';
import { PaymentSubjectList } from './payment-subject-list.tsx';
import { heldBy, PreviewRefusal } from './preview-refusal.tsx';
import { SimilarNotice } from './similar-notice.tsx';
import { TakePaymentFoot } from './take-payment-foot.tsx';
import { useTakePayment, type PaymentSubject, type TakePayment } from './use-take-payment.ts';
import './payment-parts.css';
import './take-payment.css';

export interface TakePaymentFormProps extends PaymentSubject {
  readonly onStarted: (attemptId: string) => void;
}

function SubjectHead({ subject, form }: { readonly subject: PaymentSubject; readonly form: TakePayment }) {
  const { organisation, organisationName } = subject;
  return (
    <header className="take-payment-head">
      <h2>
        <Link to="/organisations/$reference" params={{ reference: organisation }} search={{}}>
          {organisationName}
        </Link>
      </h2>
      <p className="muted">{form.preview === undefined ? organisation : subjectText(form.preview)}</p>
    </header>
  );
}

interface WhatIsTakenProps {
  readonly subject: PaymentSubject;
  readonly form: TakePayment;
  readonly onTakePart: (part: Pence) => void;
}

/** What to say and what it pays; or, in the same place, why it cannot be taken. */
function WhatIsTaken({ subject, form, onTakePart }: WhatIsTakenProps) {
  const { refusal, isRefused, amount, isPart } = form;
  return (
    <RecordQuery query={form.query} lines={6}>
      {(preview) =>
        isRefused && refusal !== null ? (
          <PreviewRefusal preview={preview} refusal={refusal} onTakePart={onTakePart} />
        ) : (
          <>
            <AmountToSay
              amount={amount}
              subject={spokenSubject(preview, subject.lineIds.length === 0)}
              isPart={isPart}
              isRefused={refusal !== null}
            />
            <PaymentSubjectList preview={preview} isPart={isPart} />
          </>
        )
      }
    </RecordQuery>
  );
}

/** What is paid, how much of it, and the button that opens the card page. Enter in the amount presses it, too. */
export function TakePaymentForm({ onStarted, ...subject }: TakePaymentFormProps) {
  const form = useTakePayment(subject, onStarted);
  const { refusal } = form;
  const input = useRef<HTMLInputElement>(null);
  const allTheSame = useRef<HTMLDivElement>(null);
  const toAmount = () => input.current?.focus();
  const held = heldBy(refusal);
  const run = () => {
    form.ask();
    if (held !== null) onStarted(held);
    // Ctrl and Enter are pressed without looking: what was found is answered by a key of its own.
    else if (form.canStart && form.similar.length > 0) allTheSame.current?.querySelector('button')?.focus();
    else if (form.canStart || form.preview === undefined) form.start();
    else if (!form.isStarting) toAmount();
  };
  const hasProblem = form.problem !== null;
  // On arrival, and when a notice that had the keyboard has gone.
  useEffect(() => {
    if (!hasProblem) input.current?.focus();
  }, [hasProblem]);
  useShortcuts([{ keys: 'Ctrl+Enter', label: 'Open the card page', run }]);

  return (
    <form
      className="take-payment"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        run();
      }}
    >
      <SubjectHead subject={subject} form={form} />
      <AmountField
        text={form.text}
        onType={form.type}
        problem={form.fieldProblem}
        preview={form.preview}
        inputRef={input}
      />
      <Spoken className="visually-hidden">
        {form.isRefused && refusal !== null ? refusalToProblem(refusal).words.what : ''}
        {form.similar.length > 0 ? 'This may have been paid already.' : ''}
      </Spoken>
      <WhatIsTaken
        subject={subject}
        form={form}
        onTakePart={(part) => {
          form.takePart(part);
          toAmount();
        }}
      />
      {form.similar.length > 0 && (
        <SimilarNotice similar={form.similar} boxRef={allTheSame} onTakeIt={form.startAllTheSame} />
      )}
      {form.problem !== null && refusal === null && <ProblemNotice problem={form.problem} />}
      <TakePaymentFoot form={form} held={held} onPress={run} />
    </form>
  );
}
