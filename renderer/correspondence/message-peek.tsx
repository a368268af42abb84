import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { MessageRecord } from '../../shared/contracts/correspondence.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { api } from '../api/client.ts';
import { PathLink } from '../shell/path-link.tsx';
import { RecordQuery } from '../shell/record-query.tsx';
import '../ui/button-row.css';
import { DescriptionList, type Description } from '../ui/description-list.tsx';
import { Section } from '../ui/section.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { MESSAGE_WORDS } from '../ui/status-words.ts';
import { CHANNEL_WORDS, invoiceOf, pathOf, whyNotArrived } from './correspondence-words.ts';
import { ResendButton } from './resend-button.tsx';
import { SaveSentDocument } from './sent-document.tsx';
import './message-peek.css';

function factsOf(message: MessageRecord): Description[] {
  const { organisation, document, sentAt, askedBy } = message;
  const path = pathOf(message);
  const { reference } = organisation;
  return [
    {
      term: 'To',
      value: (
        <Link to="/organisations/$reference" params={{ reference }} search={{}}>
          {organisation.name}
        </Link>
      ),
    },
    { term: CHANNEL_WORDS[message.channel], value: <span className="message-address">{message.recipient}</span> },
    ...(path === null ? [] : [{ term: 'About', value: <PathLink path={path}>Invoice {invoiceOf(message)}</PathLink> }]),
    { term: 'Written', value: formatLondonDateTime(message.createdAt) },
    { term: 'Taken by Notify', value: sentAt === null ? 'Not yet' : formatLondonDateTime(sentAt) },
    ...(askedBy === null ? [] : [{ term: 'Asked for by', value: askedBy }]),
    ...(document === null
      ? []
      : [
          {
            term: 'Document',
            value: `${document.name}, ${document.pageCount === 1 ? '1 page' : `${document.pageCount} pages`}`,
          },
          {
            term: 'Fingerprint',
            value: (
              <code className="small" title={`SHA-256 ${document.sha256}`}>
                {document.sha256.slice(0, 16)}…
              </code>
            ),
          },
        ]),
  ];
}

function Peek({ message }: { readonly message: MessageRecord }) {
  const why = whyNotArrived(message);
  return (
    <>
      <div className="peek-head">
        <h2>{message.subject}</h2>
        <StatusPill status={MESSAGE_WORDS[message.state]} />
      </div>
      {why !== null && message.resentBy === null && <p className="message-why">{why}</p>}
      {message.resentBy !== null && <p className="muted">It was sent again after this.</p>}
      {message.resends !== null && <p className="muted">It repeats an earlier message.</p>}
      <div className="button-row">
        <ResendButton message={message} />
        {message.document !== null && <SaveSentDocument document={message.document} />}
      </div>
      <DescriptionList of={factsOf(message)} />
      <Section title="What it says">
        <p className="message-body">{message.body}</p>
      </Section>
    </>
  );
}

/** A message beside the list. */
export function MessagePeek({ messageId }: { readonly messageId: number }) {
  const query = useQuery(api.correspondence.get.queryOptions({ messageId }));
  return <RecordQuery query={query}>{(message) => <Peek message={message} />}</RecordQuery>;
}
