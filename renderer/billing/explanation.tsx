import { useQuery } from '@tanstack/react-query';
import type { InvoiceNumber } from '../../shared/checked-reference.ts';
import { api } from '../api/client.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Section } from '../ui/section.tsx';

function Sentences({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <Section title={title} aside={<CopyButton text={sentences.join(' ')} what="explanation" />}>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Section>
  );
}

/** Why a line costs what it costs, to read out or to copy into an answer. */
export function LineExplanation({ lineId }: { readonly lineId: number }) {
  const query = useQuery(api.billing.explainLine.queryOptions({ lineId }));
  return (
    <RecordQuery query={query}>
      {({ sentences }) => <Sentences title="Why it costs this" sentences={sentences} />}
    </RecordQuery>
  );
}

/** What changed since the organisation's bill before this one. */
export function InvoiceExplanation({ number }: { readonly number: InvoiceNumber }) {
  const query = useQuery(api.billing.explainInvoice.queryOptions({ number }));
  return (
    <RecordQuery query={query}>
      {({ sentences }) =>
        sentences.length === 0 ? (
          <p className="muted">This is the organisation’s first bill; there is none to compare it with.</p>
        ) : (
          <Sentences title="What changed since the last bill" sentences={sentences} />
        )
      }
    </RecordQuery>
  );
}
