import { ENTITIES } from '../../../server/entities.ts';
import type { Jobs } from '../../../server/platform/jobs.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { createOrm } from '../../../server/platform/orm.ts';
import { registerServerCopy } from '../../../server/platform/server-copy.ts';
import { PRACTICE_BANK } from './practice-bank.ts';
import type { WorldBooks } from './world-books.ts';

export interface OpenBooks extends WorldBooks {
  close(): Promise<void>;
}

const POOL_SIZE = 8;

/** The world looks at every attempt itself, in its own time; nothing is left for later. */
const NO_JOBS: Jobs = { enqueue: async () => {}, work: async () => {}, stop: async () => {} };

/**
 * Opens the books of a migrated, empty database, signed in as the server.
 * @param returnBaseUrl where card pages send agents back to, for attempts that outlive the writing of the world
 */
export async function openBooks(databaseUrl: string, returnBaseUrl: string): Promise<OpenBooks> {
  const faults: string[] = [];
  const log = createLogger('warn', { write: (line) => void faults.push(line) });
  const orm = await createOrm(ENTITIES, { url: databaseUrl, poolSize: POOL_SIZE, applicationName: 'practice world' });
  const copy = await registerServerCopy(databaseUrl, new Date(), log);
  return {
    orm,
    // Agents of the past paused the recording by hand: there was no telephone system to ask.
    payments: { telephony: null, jobs: NO_JOBS, log, copyId: copy.id, returnBaseUrl, bankTransfer: PRACTICE_BANK },
    agents: [],
    feed: null,
    organisations: new Map(),
    invoices: new Map(),
    lpas: new Map(),
    faults,
    close: async () => {
      await copy.stop();
      await orm.close(true);
    },
  };
}
