import { WifiOff } from 'lucide-react';
import { formatLondonTime, type Instant } from '../../shared/instant.ts';
import { Spoken } from '../ui/spoken.tsx';

/** Said while the server is out of reach: from when what is shown dates. Asking goes on by itself. */
export function StaleNote({ isCurrent, asOf }: { readonly isCurrent: boolean; readonly asOf: Instant }) {
  return (
    <Spoken className="stale">
      {!isCurrent && (
        <p className="stale-note">
          <WifiOff aria-hidden="true" />
          <span>
            <strong>Not up to date since {formatLondonTime(asOf)}.</strong> We go on asking by ourselves. Nothing is
            sent twice.
          </span>
        </p>
      )}
    </Spoken>
  );
}
