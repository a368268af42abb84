import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { admitStaff, openSession } from '../../server/access/index.ts';
import { ENTITIES } from '../../server/entities.ts';
import { SYSTEM } from '../../server/platform/actor.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { createOrm, type MikroORM } from '../../server/platform/orm.ts';
import { runCommand, type CommandContext } from '../../server/platform/run-command.ts';
import { PRACTICE_PASSWORD, prepareDatabase, SERVER } from '../practice/database.ts';
import { FEED_CLIENT_ID } from '../practice/identity-provider/provider-configuration.ts';
import { startIdentityProvider } from '../practice/identity-provider/start-identity-provider.ts';
import { startPostgres, type RunningPostgres } from '../practice/postgres/start-postgres.ts';
import { SERVER_FLAGS } from '../practice/start/server-flags.ts';
import { organisationReferences } from './ingest-rows.ts';

const DATABASE = 'counterfoil_bench';
const FEED_SECRET = 'bench_usage_feed_secret';

/** A PostgreSQL that survives a power cut, an identity provider, and the server as a process of its own. */
export interface IngestWorld {
  readonly folder: string;
  readonly superuser: Client;
  readonly ctx: CommandContext;
  readonly serverUrl: string;
  /** Session of somebody from finance. */
  readonly financeToken: string;
  /** An access token of the registration service, fresh from the identity provider. */
  feedToken(): Promise<string>;
  /** The most memory that the server's process has held so far, in megabytes. */
  peakRss(): Promise<number>;
  stop(): Promise<void>;
}

export async function startIngestWorld(): Promise<IngestWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-ingest-'));
  await chmod(folder, 0o755);
  const settings = { max_connections: '100', shared_buffers: '512MB', max_wal_size: '4GB', jit: 'off' };
  const postgres = await startPostgres({ dir: join(folder, 'data'), port: 0, password: PRACTICE_PASSWORD, settings });
  await prepareDatabase(postgres, DATABASE);
  const provider = await startIdentityProvider({ port: 0, staff: [], usageFeedSecret: FEED_SECRET });
  const databaseUrl = postgres.url(DATABASE, SERVER, PRACTICE_PASSWORD);
  const superuser = new Client({ connectionString: postgres.url(DATABASE) });
  await superuser.connect();
  await addOrganisations(superuser);
  const orm = await createOrm(ENTITIES, { url: databaseUrl, poolSize: 4, applicationName: 'bench' });
  const ctx: CommandContext = { em: orm.em, actor: SYSTEM, clock: systemClock, requestId: null };
  await admit(ctx, FEED_CLIENT_ID, 'usage-feed');
  await admit(ctx, 'bench-finance', 'finance');
  const server = await startServer(databaseUrl, provider.issuer);
  return {
    folder,
    superuser,
    ctx,
    serverUrl: server.url,
    financeToken: (await openSession(ctx, 'bench-finance')).token,
    feedToken: () => feedToken(provider.issuer),
    peakRss: async () => {
      const status = await readFile(`/proc/${server.child.pid}/status`, 'utf8');
      return Number(/VmHWM:\s+([0-9]+) kB/.exec(status)?.[1]) / 1_024;
    },
    stop: () => stopAll({ orm, superuser, provider, postgres, folder, server: server.child }),
  };
}

interface Started {
  readonly orm: MikroORM;
  readonly superuser: Client;
  readonly provider: { close(): Promise<void> };
  readonly postgres: RunningPostgres;
  readonly folder: string;
  readonly server: ChildProcess;
}

async function stopAll({ orm, superuser, provider, postgres, folder, server }: Started): Promise<void> {
  const gone = once(server, 'exit');
  server.kill('SIGTERM');
  await gone;
  await orm.close(true);
  await superuser.end();
  await provider.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

async function startServer(
  databaseUrl: string,
  issuer: string,
): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = spawn(process.execPath, [...SERVER_FLAGS, join(import.meta.dirname, '..', '..', 'server', 'main.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      COUNTERFOIL_PORT: '0',
      COUNTERFOIL_DATABASE_URL: databaseUrl,
      COUNTERFOIL_PUBLIC_URL: 'http://127.0.0.1:9',
      COUNTERFOIL_LOG_LEVEL: 'error',
      GOVUK_PAY_API_URL: 'http://127.0.0.1:9',
      GOVUK_PAY_API_KEY: 'not-to-be-used',
      GOVUK_NOTIFY_API_KEY: 'unused-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222',
      GOVUK_NOTIFY_API_URL: 'http://127.0.0.1:9',
      GOVUK_NOTIFY_EMAIL_TEMPLATE: '33333333-3333-4333-8333-333333333333',
      GOVUK_NOTIFY_FILE_TEMPLATE: '44444444-4444-4444-8444-444444444444',
      GOVUK_PAY_PAGE_ORIGINS: 'http://127.0.0.1:9',
      OIDC_ISSUER: issuer,
      OIDC_JWKS_URL: `${issuer}/jwks`,
      BANK_ACCOUNT_NAME: 'OPG',
      BANK_SORT_CODE: '10-20-30',
      BANK_ACCOUNT_NUMBER: '12345678',
    },
  });
  process.on('exit', () => child.kill('SIGKILL'));
  let said = '';
  for await (const text of child.stdout.setEncoding('utf8')) {
    said += String(text);
    const url = /"ready":true,"url":"([^"]+)"/.exec(said)?.[1];
    if (url === undefined) continue;
    child.stdout.resume();
    return { child, url };
  }
  throw new Error(`The server did not start: ${said}`);
}

async function admit(ctx: CommandContext, subject: string, role: 'usage-feed' | 'finance'): Promise<void> {
  const person = { subject, name: `Bench ${role}`, email: 'bench@example.gov.uk', roles: [role] };
  await runCommand(ctx, 'access.admitStaff', { ...person, commandId: randomUUID() }, admitStaff);
}

async function feedToken(issuer: string): Promise<string> {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${FEED_CLIENT_ID}:${FEED_SECRET}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  });
  const body = (await response.json()) as { access_token: string };
  return body.access_token;
}

async function addOrganisations(superuser: Client): Promise<void> {
  await superuser.query(
    `insert into organisation (reference, name, kind, address_lines, town, postcode, contact_name, contact_email,
       contact_phone, created_at)
     select reference, 'Bench & Partners ' || n, 'solicitor', array['1 Market Street'], 'Testford', 'ZZ1 1ZZ',
       'A Contact', 'accounts@example.com', '01632 960001', now()
     from unnest($1::text[]) with ordinality as given (reference, n)`,
    [[...organisationReferences()]],
  );
}
