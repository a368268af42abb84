import { Link } from '@tanstack/react-router';
import './usage-places.css';

/** The places of usage, beside the heading. */
export function UsagePlaces() {
  return (
    <nav aria-label="Usage" className="usage-places">
      <Link to="/usage" activeOptions={{ exact: true, includeSearch: false }}>
        Dashboard
      </Link>
      <Link to="/usage/registrations" activeOptions={{ includeSearch: false }}>
        Registrations
      </Link>
      <Link to="/usage/deliveries" activeOptions={{ includeSearch: false }}>
        Deliveries
      </Link>
    </nav>
  );
}
