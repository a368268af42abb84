import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { BILL_RUN_STATES, type BillRunState } from '../../shared/contracts/bill-runs.ts';
import { localDate } from '../../shared/local-date.ts';
import type { Role } from '../../shared/permissions.ts';
import { openDesk, type Desk } from '../faults/desk.ts';
import { fillSmallWorld } from '../journeys/support/small-world.ts';
import { startPracticeSystem, type PracticeSystem } from '../practice/practice-system.ts';
import { measureFloor } from './bill-run-floor.ts';
import { fillUsage } from './fill-usage.ts';
import { watchTransactions } from './longest-transactions.ts';
import { workAtDesks } from './other-desks.ts';
import { signIn } from './sign-in.ts';
import { figure, ratio, type Timings } from './timings.ts';

/**
 * A quarterly run of 10,000 organisations, from draft to issued, by the server as its operators run it, beside the bare
 * SQL floor in the same database; the same with callers beside it: what their calls take meanwhile, how long a
 * transaction of the run is open, and how large the server grows. A tenth of the registrations is run first, for how the
 * time grows.
 */
const LEAST = { organisations: 10_000, registrations: 100_000 };
const MOST = { organisations: 10_000, registrations: Number(process.env['BENCH_REGISTRATIONS'] ?? 1_000_000) };
/** Agents who go on taking payments beside the run. */
const AGENTS = 2;
const IDLE_CALLS = 240;
const MANY = { GOVUK_PAY_POSTS_PER_SECOND: '1000', GOVUK_PAY_GETS_PER_SECOND: '1000' };

interface Measured {
  readonly totalMs: number;
  readonly floorMs: number;
}

const small = await measure(LEAST, false);
const large = await measure(MOST, false);
await measure(MOST, true);
ratio('bill-run-vs-floor', large.totalMs / large.floorMs);
ratio('bill-run-tenfold', large.totalMs / small.totalMs);

async function measure(size: typeof MOST, hasCallers: boolean): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-bill-run-'));
  const system = await startPracticeSystem({ dir: folder, world: 'small', deskCount: 1, govukPaySettings: MANY });
  const client = new Client({ connectionString: system.databaseUrls.superuser });
  await client.connect();
  try {
    // Invoices that the agents can take payments of.
    await fillSmallWorld(system.databaseUrls.server);
    await fillUsage(client, size);
    const desk = (role: Role) => signIn(system, role).then((token) => openDesk(system.serverUrl, token));
    const people = {
      drafter: await desk('finance'),
      approver: await desk('finance-manager'),
    };
    const agents = await Promise.all(Array.from({ length: AGENTS }, () => desk('agent')));
    const idle = hasCallers ? await workAtDesks(client, agents, () => false, IDLE_CALLS) : null;
    await client.query('checkpoint');
    const watch = await watchTransactions(system.databaseUrls.superuser);
    const totalMs = await runBills(client, people, size, async (working) => {
      if (idle === null) return;
      const busy = await workAtDesks(client, agents, working, 0);
      report('other-desk-idle', idle);
      report('other-desk-meanwhile', busy);
      ratio('other-desk-p99-vs-idle', busy.p99 / idle.p99);
    });
    const { computingMs, issuingMs } = await watch.stop();
    const label = `${size.registrations}-registrations${hasCallers ? '-with-callers' : ''}`;
    figure(`bill-run-${label}`, totalMs, 'ms');
    figure(`longest-computing-transaction-${label}`, computingMs, 'ms');
    figure(`longest-issuing-transaction-${label}`, issuingMs, 'ms');
    if (hasCallers) await reportServer(system, client);
    await client.query('checkpoint');
    const floorMs = await measureFloor(client);
    figure(`floor-${label}`, floorMs, 'ms');
    return { totalMs, floorMs };
  } finally {
    await client.end();
    await system.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface People {
  readonly drafter: Desk;
  readonly approver: Desk;
}

/** From the call that opens the run until every invoice is there; the time that people take to look is not in it. */
async function runBills(
  client: Client,
  { drafter, approver }: People,
  { registrations }: typeof MOST,
  meanwhile: (working: () => boolean) => Promise<void>,
): Promise<number> {
  let isWorking = true;
  const beside = meanwhile(() => isWorking);
  const startedAt = performance.now();
  const { billRunId } = await drafter.api.billRuns.draft.mutate({
    ...{ commandId: randomUUID(), kind: 'cycle', cycle: 'quarterly', from: localDate('2026-07-01') },
  });
  await until(client, billRunId, 'review');
  const computedAt = performance.now();
  const { approvalId } = await drafter.api.billRuns.sendForApproval.mutate({ commandId: randomUUID(), billRunId });
  const { subjectHash } = await approver.api.approvals.get.query({ approvalId });
  await approver.api.approvals.approve.mutate({ commandId: randomUUID(), approvalId, subjectHash });
  await drafter.api.billRuns.issue.mutate({ commandId: randomUUID(), billRunId });
  await until(client, billRunId, 'issued');
  const issuedAt = performance.now();
  isWorking = false;
  await beside;
  figure(`computing-${registrations}-registrations`, computedAt - startedAt, 'ms');
  figure(`issuing-${registrations}-registrations`, issuedAt - computedAt, 'ms');
  return issuedAt - startedAt;
}

/** Asks the database, not the server: whoever watches a run must not be part of what it costs. */
async function until(client: Client, billRunId: number, wanted: BillRunState): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ state: BillRunState }>('select state from bill_run where id = $1', [
      billRunId,
    ]);
    const state = rows[0]?.state;
    if (state === wanted) return;
    if (state === undefined || BILL_RUN_STATES.indexOf(state) > BILL_RUN_STATES.indexOf(wanted)) {
      throw new Error(`The run is ${state}`);
    }
    await setTimeout(100);
  }
}

function report(what: string, { count, p50, p99 }: Timings): void {
  figure(`${what}-calls`, count, 'calls');
  figure(`${what}-p50`, p50, 'ms');
  figure(`${what}-p99`, p99, 'ms');
}

/** The server's own peak, as the kernel counted it. */
async function reportServer(system: PracticeSystem, client: Client): Promise<void> {
  const status = await readFile(`/proc/${system.serverPid()}/status`, 'utf8');
  const peak = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0);
  figure('server-peak-memory', peak / 1024, 'MB');
  const { rows } = await client.query<{ invoices: number; lines: number }>(
    `select count(*)::int as invoices, sum(invoice.line_count)::int as lines from invoice join bill using (id)
     where bill_run_id is not null`,
  );
  figure('invoices-issued', rows[0]?.invoices ?? 0, 'invoices');
  figure('lines-issued', rows[0]?.lines ?? 0, 'lines');
}
