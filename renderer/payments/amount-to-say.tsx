import { formatPounds, poundsInWords, type Pence } from '../../shared/money.ts';

export interface AmountToSayProps {
  /** Null while there is no amount that could be taken. */
  readonly amount: Pence | null;
  /** What it is for: 'invoice LP 26 000 123 K'. */
  readonly subject: string;
  /** Whether it leaves something due. */
  readonly isPart: boolean;
  /** The server would not take it: then there is nothing to say to the caller yet. */
  readonly isRefused: boolean;
}

function Sentence({ amount, subject, isPart, isRefused }: AmountToSayProps) {
  if (amount === null) return 'Enter an amount to read out.';
  if (isRefused) return 'Do not read this out: it cannot be taken now.';
  return (
    <>
      “I am going to take <strong>{poundsInWords(amount)}</strong> {isPart ? 'towards' : 'for'} {subject}. Is that
      right?”
    </>
  );
}

/** What the card will be charged: big in figures, and in the words to say to the caller. */
export function AmountToSay(props: AmountToSayProps) {
  const { amount, isRefused } = props;
  return (
    <div className="to-take">
      <p className="to-take-label">To take from the card</p>
      <p className={`to-take-figure figures${isRefused ? ' muted' : ''}`}>
        {amount === null ? '–' : formatPounds(amount)}
      </p>
      <p className="to-take-words">
        <Sentence {...props} />
      </p>
    </div>
  );
}
