import { Link } from '@tanstack/react-router';
import type { AuditRow } from '../../shared/contracts/audit.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { DescriptionList } from '../ui/description-list.tsx';

function OrganisationLink({ organisation }: Pick<AuditRow, 'organisation'>) {
  if (organisation === null) return 'None';
  return (
    <Link to="/organisations/$reference" params={{ reference: organisation.reference }} search={{ tab: 'timeline' }}>
      {organisation.name}
    </Link>
  );
}

function RequestNumber({ requestId }: Pick<AuditRow, 'requestId'>) {
  if (requestId === null) return 'None: the system did this by itself';
  return (
    <>
      <code>{requestId}</code> <CopyButton text={requestId} what="request number" />
    </>
  );
}

/** One event of the audit trail, whole. */
export function AuditEvent({ event }: { readonly event: AuditRow }) {
  return (
    <>
      <h2>{event.sentence}</h2>
      <DescriptionList
        of={[
          { term: 'When', value: formatLondonDateTime(event.at) },
          { term: 'Who', value: event.who },
          { term: 'Kind', value: event.kind },
          { term: 'Organisation', value: <OrganisationLink organisation={event.organisation} /> },
          { term: 'Event', value: event.id },
          { term: 'Request', value: <RequestNumber requestId={event.requestId} /> },
        ]}
      />
    </>
  );
}
