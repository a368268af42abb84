import type { InvariantResult } from '../../shared/contracts/ledger.ts';
import { StatusPill } from '../ui/status-pill.tsx';
import { RULE_BROKEN_WORDS, RULE_HOLDS_WORDS } from '../ui/status-words.ts';

/** One rule of the books: whether it holds, and what breaks it. */
export function BooksRule({ rule }: { readonly rule: InvariantResult }) {
  const holds = rule.violations === 0;
  return (
    <li className="books-rule">
      <span className="reference muted">{rule.code}</span>
      <div>
        <p>{rule.says}</p>
        {!holds && (
          <ul className="books-examples">
            {rule.examples.map((example) => (
              <li key={example}>{example}</li>
            ))}
            {rule.violations > rule.examples.length && (
              <li>and {(rule.violations - rule.examples.length).toLocaleString('en-GB')} more</li>
            )}
          </ul>
        )}
      </div>
      <StatusPill status={holds ? RULE_HOLDS_WORDS : RULE_BROKEN_WORDS} />
    </li>
  );
}
