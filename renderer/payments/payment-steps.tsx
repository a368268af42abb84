import { Circle, CircleCheck, CircleDot, CircleQuestionMark, CircleX, type LucideIcon } from 'lucide-react';
import type { CardPaymentState } from '../../shared/contracts/payments.ts';
import { CARD_PAYMENT_STEPS, PAYMENT_STEPS, type StepMark } from './card-payment-steps.ts';
import './payment-steps.css';

const MARKS: Readonly<Record<StepMark, { readonly word: string; readonly icon: LucideIcon }>> = {
  done: { word: 'Done', icon: CircleCheck },
  now: { word: 'Now', icon: CircleDot },
  ahead: { word: '', icon: Circle },
  'in-doubt': { word: 'In doubt', icon: CircleQuestionMark },
  stopped: { word: 'Stopped', icon: CircleX },
};

/** How far a payment has got: four steps, each with an icon and a word. */
export function PaymentSteps({ state }: { readonly state: CardPaymentState }) {
  const marks = CARD_PAYMENT_STEPS[state];
  return (
    <ol className="steps" aria-label="Steps of the payment">
      {PAYMENT_STEPS.map((step, at) => {
        const mark = marks[at] ?? 'ahead';
        const { word, icon: Icon } = MARKS[mark];
        return (
          <li key={step} className={`step step-${mark}`} aria-current={mark === 'now' ? 'step' : undefined}>
            <Icon aria-hidden="true" />
            <span className="step-name">{step}</span>
            <span className="step-word">{word}</span>
          </li>
        );
      })}
    </ol>
  );
}
