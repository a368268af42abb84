import { Search } from 'lucide-react';
import { focusSearch } from '../search/focus-search.ts';
import { Button } from '../ui/button.tsx';

const ASKS = [
  { ask: 'Which organisation are you calling from?', find: 'Part of its name, or its postcode' },
  { ask: 'Do you have your organisation reference?', find: 'ORG and 6 digits, with a letter' },
  { ask: 'What is the invoice number?', find: 'LP and 8 digits, with a letter' },
  { ask: 'Which LPA is it about?', find: 'The LPA reference, with or without dashes' },
];

/** What to ask a caller, and what any answer finds. */
export function StartOfCall() {
  return (
    <section className="card call-start" aria-label="Find who is calling">
      <div className="call-start-head">
        <p className="call-start-lead">Ask for any one of these, and search for it.</p>
        <Button kind="primary" icon={<Search aria-hidden="true" />} keys="Ctrl K" onPress={focusSearch}>
          Search
        </Button>
      </div>
      <dl className="call-asks">
        {ASKS.map(({ ask, find }) => (
          <div key={ask}>
            <dt>“{ask}”</dt>
            <dd className="muted">{find}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
