import { WifiOff } from 'lucide-react';
import { useEffect } from 'react';
import { api, inBackground } from '../api/client.ts';
import { useConnection } from '../api/connection.ts';
import { queryClient } from '../api/query-client.ts';
import { refreshEverything } from '../api/refresh.ts';
import { OFFLINE_PROBE_MS } from '../config.ts';
import { Spoken } from '../ui/spoken.tsx';
import './offline-banner.css';

async function probe(): Promise<void> {
  try {
    await queryClient.fetchQuery({ ...api.access.whoAmI.queryOptions({}, { trpc: inBackground }), retry: false });
    refreshEverything();
  } catch {
    // The connection has learned from the answer, or from there being none; the next probe asks again.
  }
}

/** While the server is out of reach: says so, and goes on looking. It reads again by itself and never sends again. */
export function OfflineBanner() {
  const { reachable } = useConnection();
  useEffect(() => {
    if (reachable) return undefined;
    const timer = setInterval(() => void probe(), OFFLINE_PROBE_MS);
    return () => clearInterval(timer);
  }, [reachable]);

  return (
    <Spoken>
      {!reachable && (
        <div className="offline">
          <WifiOff aria-hidden="true" />
          <p>
            <strong>The desk cannot reach the server.</strong> What you see may be out of date. Nothing you did is sent
            twice; card payments under way are settled by the server. It reconnects by itself.
          </p>
        </div>
      )}
    </Spoken>
  );
}
