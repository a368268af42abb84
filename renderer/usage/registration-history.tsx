import { Link } from '@tanstack/react-router';
import type { RegistrationChange, RegistrationRecord } from '../../shared/contracts/usage.ts';
import { formatLondonDateTime } from '../../shared/instant.ts';
import { DELIVERY_CHANNEL_WORDS, factTitle, factWords } from './usage-words.ts';
import './registration-history.css';

type DeliveryOf = RegistrationRecord['delivery'];

function DeliveryLink({ delivery }: { readonly delivery: DeliveryOf }) {
  const place =
    delivery.channel === 'feed' || delivery.channel === 'desk'
      ? `event ${delivery.rowNumber}`
      : `line ${delivery.rowNumber}`;
  return (
    <>
      {DELIVERY_CHANNEL_WORDS[delivery.channel]},{' '}
      <Link to="/usage/deliveries/$id" params={{ id: String(delivery.id) }}>
        delivery {delivery.id}
      </Link>
      , {place}
    </>
  );
}

function Change({ change }: { readonly change: RegistrationChange }) {
  return (
    <li>
      <p>
        <strong>{change.kind === 'withdrawal' ? 'Withdrawn' : 'Corrected'}</strong>{' '}
        <span className="figures">{formatLondonDateTime(change.occurredAt)}</span>
      </p>
      {change.changed.map(({ fact, before, says }) => (
        <p key={fact}>
          {factTitle(fact)}: {before === says ? '' : `${factWords(fact, before)} → `}
          {factWords(fact, says)}
        </p>
      ))}
      <p className="muted small">
        <DeliveryLink delivery={change.delivery} />
      </p>
    </li>
  );
}

/** Where a registration came from and what changed it, oldest first, by the clock of the registration service. */
export function RegistrationHistory({ registration }: { readonly registration: RegistrationRecord }) {
  return (
    <>
      <h3>History</h3>
      <ol className="plain-list registration-history">
        <li>
          <p>
            <strong>Came in</strong> <span className="figures">{formatLondonDateTime(registration.recordedAt)}</span>
          </p>
          <p className="muted small">
            <DeliveryLink delivery={registration.delivery} />
          </p>
        </li>
        {registration.history.map((change) => (
          <Change key={change.eventId} change={change} />
        ))}
      </ol>
    </>
  );
}
