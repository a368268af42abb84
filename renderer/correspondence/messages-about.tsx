import { useQuery } from '@tanstack/react-query';
import type { MessageRow } from '../../shared/contracts/correspondence.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { api, inBackground } from '../api/client.ts';
import { usePollEvery } from '../api/use-poll-every.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import '../ui/button-row.css';
import { Section } from '../ui/section.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { MESSAGE_WORDS } from '../ui/status-words.ts';
import { CHANNEL_WORDS, whyNotArrived } from './correspondence-words.ts';
import { ResendButton } from './resend-button.tsx';
import { SaveSentDocument } from './sent-document.tsx';
import './message-peek.css';
import './messages-about.css';

const POLL_MS = 15_000;

function Message({ message }: { readonly message: MessageRow }) {
  const why = message.resentBy === null ? whyNotArrived(message) : null;
  return (
    <li className="sent-message">
      <div className="peek-head">
        <h3>{message.subject}</h3>
        <StatusPill status={MESSAGE_WORDS[message.state]} />
      </div>
      <p className="muted">
        {CHANNEL_WORDS[message.channel]} to {message.recipient.replaceAll('\n', ', ')}, written{' '}
        {formatLondonDateTime(message.createdAt)}
        {message.resends === null ? '' : ', sent again'}
      </p>
      {why !== null && <p className="message-why">{why}</p>}
      <div className="button-row">
        <ResendButton message={message} />
        {message.document !== null && <SaveSentDocument document={message.document} />}
      </div>
    </li>
  );
}

/** Everything that was sent about one thing, newest first. */
export function MessagesAbout({ about, none }: { readonly about: string; readonly none: string }) {
  const query = useQuery({
    ...api.correspondence.list.queryOptions({ about, limit: 50 }, { trpc: inBackground }),
    refetchInterval: usePollEvery(POLL_MS),
  });
  return (
    <Section title="Sent">
      <RecordQuery query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="muted">{none}</p>
          ) : (
            <ul className="sent-messages">
              {rows.map((message) => (
                <Message key={message.messageId} message={message} />
              ))}
            </ul>
          )
        }
      </RecordQuery>
    </Section>
  );
}
