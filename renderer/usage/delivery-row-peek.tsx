import { Link } from '@tanstack/react-router';
import type { DeliveryRecord, DeliveryRowResult } from '../../shared/contracts/usage.ts';
import { StatusPill } from '../ui/status-pill.tsx';
import { ROW_OUTCOME_WORDS } from '../ui/status-words.ts';

export interface DeliveryRowPeekProps {
  readonly delivery: DeliveryRecord;
  readonly row: DeliveryRowResult;
}

/** One row of a delivery: what happened to it, in full. */
export function DeliveryRowPeek({ delivery, row }: DeliveryRowPeekProps) {
  const place = delivery.channel === 'feed' || delivery.channel === 'desk' ? 'Event' : 'Line';
  return (
    <>
      <div className="peek-head">
        <h2>
          {place} {row.rowNumber.toLocaleString('en-GB')}
        </h2>
        <StatusPill status={ROW_OUTCOME_WORDS[row.outcome]} />
      </div>
      <p>{row.sentence}</p>
      {row.lpaReference !== null && (
        <p>
          <Link to="/usage/registrations" search={{ text: row.lpaReference }}>
            Look for LPA {row.lpaReference}
          </Link>
        </p>
      )}
    </>
  );
}
