import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CALL_BACK_OUTCOMES, type CallBackOutcome, type CallBackRecord } from '../../shared/contracts/call-backs.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { api } from '../api/client.ts';
import { useCommand } from '../api/use-command.ts';
import { sayDone } from '../shell/notices.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { useShortcuts } from '../shell/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import '../ui/button-row.css';
import { CopyButton } from '../ui/copy-button.tsx';
import { DescriptionList } from '../ui/description-list.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { END_WORDS, OUTCOME_WORDS, TIME_WORDS } from './call-back-words.ts';
import './call-back.css';

/** What became of ringing them: one key each, in the order of the buttons. */
function Outcomes({ callBackId }: { readonly callBackId: number }) {
  const tried = useCommand(api.callBacks.tried.mutationOptions(), () => sayDone('The call is written down.'));
  const record = (outcome: CallBackOutcome) => tried.run({ callBackId, outcome });
  useShortcuts(
    CALL_BACK_OUTCOMES.map((outcome, index) => ({
      keys: String(index + 1),
      label: OUTCOME_WORDS[outcome],
      run: () => record(outcome),
    })),
  );
  return (
    <section aria-label="What became of the call">
      <h3>Ring them now. What became of it?</h3>
      <div className="button-row">
        {CALL_BACK_OUTCOMES.map((outcome, index) => (
          <Button
            key={outcome}
            kind={outcome === 'reached' ? 'primary' : 'plain'}
            keys={String(index + 1)}
            isPending={tried.status === 'sending'}
            onPress={() => record(outcome)}
          >
            {OUTCOME_WORDS[outcome]}
          </Button>
        ))}
      </div>
      {tried.problem !== null && <ProblemNotice problem={tried.problem} />}
    </section>
  );
}

/** Takes them off the list without ringing again. */
function Closing({ callBackId }: { readonly callBackId: number }) {
  const close = useCommand(api.callBacks.close.mutationOptions(), () => sayDone('The call-back is closed.'));
  return (
    <>
      <div className="button-row">
        {(['not-reached', 'not-wanted'] as const).map((reason) => (
          <Button
            key={reason}
            kind="quiet"
            isPending={close.status === 'sending'}
            onPress={() => close.run({ callBackId, reason })}
          >
            Close: {END_WORDS[reason].toLowerCase()}
          </Button>
        ))}
      </div>
      {close.problem !== null && <ProblemNotice problem={close.problem} />}
    </>
  );
}

function Tries({ tries }: Pick<CallBackRecord, 'tries'>) {
  if (tries.length === 0) return <p className="muted">Not tried yet.</p>;
  return (
    <ol className="call-back-tries">
      {tries.map(({ at, by, outcome }) => (
        <li key={at}>
          <strong>{OUTCOME_WORDS[outcome]}</strong>{' '}
          <span className="muted">{`${formatLondonDateTime(at)}, ${by}`}</span>
        </li>
      ))}
    </ol>
  );
}

function Shown({ record }: { readonly record: CallBackRecord }) {
  const { callBackId, organisation, contact, closedAs } = record;
  return (
    <div className="call-back">
      <h2>{contact.name}</h2>
      <p className="call-back-phone figures">
        {contact.phone === '' ? 'No telephone number is known' : contact.phone}
        {contact.phone !== '' && <CopyButton text={contact.phone} what="telephone number" />}
      </p>
      <DescriptionList
        of={[
          {
            term: 'Organisation',
            value: (
              <Link to="/organisations/$reference" params={{ reference: organisation.reference }} search={{}}>
                {organisation.name}
              </Link>
            ),
          },
          { term: 'Best time', value: TIME_WORDS[record.bestTime] },
          { term: 'About', value: record.about },
          { term: 'Asked', value: `${formatLondonDateTime(record.askedAt)}, to ${record.askedBy}` },
          ...(closedAs === null
            ? []
            : [{ term: 'Closed', value: `${END_WORDS[closedAs]}, by ${record.closedBy ?? ''}` }]),
        ]}
      />
      <Tries tries={record.tries} />
      {record.canTryToday && <Outcomes callBackId={callBackId} />}
      {closedAs === null && !record.canTryToday && (
        <p>They have been rung today already. Nobody is rung twice in a day.</p>
      )}
      {closedAs === null && <Closing callBackId={callBackId} />}
    </div>
  );
}

/** One call-back: whom to ring, about what, and what became of every try. */
export function CallBack({ callBackId }: { readonly callBackId: number }) {
  const query = useQuery(api.callBacks.get.queryOptions({ callBackId }));
  return <RecordQuery query={query}>{(record) => <Shown record={record} />}</RecordQuery>;
}
