import { Console } from 'node:console';
import { PRACTICE_STAFF } from './practice-staff.ts';
import { startIdentityProvider } from './start-identity-provider.ts';

// Standard output carries the one line that says we are ready; the library's notices go with the errors.
globalThis.console = new Console(process.stderr);

const { IDENTITY_PROVIDER_PORT, IDENTITY_PROVIDER_KEY_FILE, USAGE_FEED_SECRET } = process.env;

const port = Number(IDENTITY_PROVIDER_PORT ?? 0);
const provider = await startIdentityProvider({
  port,
  staff: PRACTICE_STAFF,
  ...(IDENTITY_PROVIDER_KEY_FILE ? { keyFile: IDENTITY_PROVIDER_KEY_FILE } : {}),
  ...(USAGE_FEED_SECRET ? { usageFeedSecret: USAGE_FEED_SECRET } : {}),
}).catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`The practice identity provider could not start on port ${port}: ${reason}\n`);
  process.exit(1);
});

process.stdout.write(`${JSON.stringify({ ready: true, url: provider.issuer })}\n`);

const stop = () => void provider.close().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
// Our parent is gone.
process.once('disconnect', stop);
