import type { Ref } from 'react';
import type { SimilarPayment } from '../../shared/contracts/payments.ts';
import { Button } from '../ui/button.tsx';
import { similarWords } from './similar-words.ts';

export interface SimilarNoticeProps {
  readonly similar: readonly SimilarPayment[];
  /** Holds the one button, for whoever brings the keyboard to it. */
  readonly boxRef: Ref<HTMLDivElement>;
  readonly onTakeIt: () => void;
}

/** This may have been paid already: what came lately that is like it, and the one key that takes it all the same. */
export function SimilarNotice({ similar, boxRef, onTakeIt }: SimilarNoticeProps) {
  return (
    <section className="held-notice" aria-label="Perhaps paid already">
      <p>
        <strong>This may have been paid already.</strong> In the last seven days:
      </p>
      <ul>
        {similar.map((payment) => (
          <li key={`${payment.at}${payment.channel}`}>{similarWords(payment)}</li>
        ))}
      </ul>
      <p>Ask the caller whether this is another payment.</p>
      <div ref={boxRef}>
        <Button onPress={onTakeIt}>It is another payment: open card page</Button>
      </div>
    </section>
  );
}
