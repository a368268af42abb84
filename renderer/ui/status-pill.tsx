import type { StatusWords } from './status-words.ts';
import './status-pill.css';

/** A state as a small labelled pill: word, icon and colour, so that no one of them carries it alone. */
export function StatusPill({ status }: { readonly status: StatusWords }) {
  const Icon = status.icon;
  return (
    <span className={`pill tone-${status.tone}`}>
      <Icon aria-hidden="true" />
      {status.word}
    </span>
  );
}
