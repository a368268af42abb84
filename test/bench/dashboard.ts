import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import type { ReadUsage } from '../../shared/contracts/usage-dashboard.ts';
import { openDesk, type Desk } from '../faults/desk.ts';
import { startPracticeSystem } from '../practice/practice-system.ts';
import { fillUsageYear } from './fill-usage-year.ts';
import { signIn } from './sign-in.ts';
import { figure, timeEach, type Timings } from './timings.ts';

/**
 * What the dashboard of usage takes over the server's real HTTP interface, over all organisations for 13 months: all
 * that the screen asks, at once, as it asks it. `--registrations` makes it smaller for a quick look.
 */
const REGISTRATIONS = Number(process.argv[process.argv.indexOf('--registrations') + 1] || 5_000_000) || 5_000_000;
const SIZE = { organisations: 10_000, registrations: REGISTRATIONS, days: 395 };
const READS = 200;

const folder = await mkdtemp(join(tmpdir(), 'bench-dashboard-'));
const system = await startPracticeSystem({ dir: folder, world: 'small', deskCount: 1 });
const client = new Client({ connectionString: system.databaseUrls.superuser });
await client.connect();
try {
  const startedAt = performance.now();
  const largest = await fillUsageYear(client, SIZE);
  figure('registrations', SIZE.registrations, 'registrations');
  figure('filling', (performance.now() - startedAt) / 1_000, 's');
  await untilCounted(client);
  await client.query('vacuum analyze');
  await client.query('checkpoint');
  const desk = openDesk(system.serverUrl, await signIn(system, 'finance'));
  report('dashboard', await measure(desk, {}));
  report('dashboard-by-day', await measure(desk, { step: 'day' }));
  report('dashboard-of-one-fee', await measure(desk, { feeKind: 'half' }));
  report('dashboard-of-largest-organisation', await measure(desk, { organisation: largest }));
} finally {
  await client.end();
  await system.stop();
  await rm(folder, { recursive: true, force: true });
}

/** The server counts what is noted while it is being added, and goes on until nothing is. */
async function untilCounted(of: Client): Promise<void> {
  for (;;) {
    const { rows } = await of.query<{ noted: number }>('select count(*)::int as noted from usage_new_rows');
    if (rows[0]?.noted === 0) return;
    await setTimeout(1_000);
  }
}

/** Everything that the screen reads when it opens, all in one request. */
async function measure({ api }: Desk, asked: Partial<ReadUsage>): Promise<Timings> {
  const { feeKind = null, organisation = null } = asked;
  return timeEach(Array.from({ length: READS }), () =>
    Promise.all([
      api.usage.readUsage.query({ months: 13, step: 'week', ...asked }),
      api.billing.readForecast.query({ organisation }),
      api.usage.listAlerts.query({ organisation }),
      ...(organisation === null
        ? [api.usage.listTopOrganisations.query({ months: 13, feeKind }), api.usage.listOddOrganisations.query({})]
        : []),
    ]),
  );
}

function report(what: string, { count, p50, p95, max }: Timings): void {
  figure(`${what}-reads`, count, 'reads');
  figure(`${what}-p50`, p50, 'ms');
  figure(`${what}-p95`, p95, 'ms');
  figure(`${what}-max`, max, 'ms');
}
