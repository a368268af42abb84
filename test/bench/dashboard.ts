import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import { USAGE_SPANS, type ReadUsage } from '../../shared/contracts/usage-dashboard.ts';
import { openDesk, type Desk } from '../faults/desk.ts';
import { startPracticeSystem } from '../practice/practice-system.ts';
import { fillUsageYear } from './fill-usage-year.ts';
import { signIn } from './sign-in.ts';
import { figure, timeEach, type Timings } from './timings.ts';

/**
 * What the dashboard of usage takes over the server's real HTTP interface: all that the screen asks, at once, as it asks
 * it, for every period and with every kind of filter the screen offers. `--registrations` makes it smaller for a quick
 * look.
 */
const REGISTRATIONS = Number(process.argv[process.argv.indexOf('--registrations') + 1] || 5_000_000) || 5_000_000;
const SIZE = { organisations: 10_000, registrations: REGISTRATIONS, days: 395 };
const READS = 100;
/** What the p95 of every choice has to stay within. */
const BAR_MS = 300;

type Asked = Partial<ReadUsage>;

/** Fees and channels with most registrations, so that the filter takes most rows, and a fee with few. */
const FILTERS: Readonly<Record<string, Asked>> = {
  '': {},
  '-by-fee': { feeKind: 'full' },
  '-by-rare-fee': { feeKind: 'half' },
  '-by-channel': { channel: 'online' },
  '-by-way': { cameBy: 'feed' },
  '-by-fee-and-channel': { feeKind: 'full', channel: 'online' },
  '-by-every-fact': { feeKind: 'full', channel: 'online', cameBy: 'feed' },
};

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
  const above: string[] = [];
  for (const [what, asked] of Object.entries(choices(largest))) {
    const { p50, p95, max } = await measure(desk, asked);
    figure(`dashboard-p50${what}`, p50, 'ms');
    figure(`dashboard-p95${what}`, p95, 'ms');
    figure(`dashboard-max${what}`, max, 'ms');
    if (p95 > BAR_MS) above.push(`dashboard-p95${what}`);
  }
  console.log(`above ${BAR_MS} ms: ${above.join(', ') || 'none'}`);
} finally {
  await client.end();
  await system.stop();
  await rm(folder, { recursive: true, force: true });
}

/** Every period with every filter, by what is added to the name of a figure: the screen opens with 13 months of all. */
function choices(largest: OrganisationReference): Readonly<Record<string, Asked>> {
  const filters: Readonly<Record<string, Asked>> = {
    ...FILTERS,
    '-of-largest-organisation': { organisation: largest },
    '-of-largest-organisation-by-fee': { organisation: largest, feeKind: 'full' },
  };
  const every = USAGE_SPANS.toReversed().flatMap((months) =>
    Object.entries(filters).map(([name, filter]) => {
      const span = months === 13 ? '' : months === 1 ? '-this-month' : `-${months}-months`;
      return [`${name}${span}`, { ...filter, months }] as const;
    }),
  );
  return { ...Object.fromEntries(every), '-by-day': { step: 'day' } };
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
async function measure({ api }: Desk, asked: Asked): Promise<Timings> {
  const { organisation = null, step = 'week', ...narrowed } = asked;
  return timeEach(Array.from({ length: READS }), () =>
    Promise.all([
      api.usage.readUsage.query({ ...narrowed, organisation, step }),
      api.billing.readForecast.query({ organisation }),
      api.usage.listAlerts.query({ organisation }),
      ...(organisation === null
        ? [api.usage.listTopOrganisations.query(narrowed), api.usage.listOddOrganisations.query({})]
        : []),
    ]),
  );
}
