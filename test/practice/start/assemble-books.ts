import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { prepareDatabase } from '../database.ts';
import type { RunningPostgres } from '../postgres/start-postgres.ts';
import { buildingName, buildWorld } from '../world/build-world.ts';
import { bring, type Assembly } from './assembly.ts';
import { govukPayPlan } from './part-plans.ts';
import type { Part } from './part.ts';
import { practicePay } from './practice-keys.ts';
import { DATABASE, findDatabases, startData } from './start-data.ts';

/**
 * Starts PostgreSQL and the stand-in for GOV.UK Pay, and sees that there is a practice world. The two belong together:
 * a new world begins with a stand-in that remembers nothing.
 */
export async function assembleBooks(
  assembly: Assembly,
  serverUrl: string,
): Promise<{ postgres: RunningPostgres; govukPay: Part }> {
  const { folder, options, reporter, ports } = assembly;
  const postgres = await bringPostgres(assembly);
  const found = await findDatabases(postgres, [DATABASE, buildingName(DATABASE)]);
  const isKept = found.includes(DATABASE);
  if (!isKept) await rm(folder.payState, { force: true });
  if (!isKept && found.length > 0) reporter.line('A practice world was left half built; it is begun again');
  const govukPay = await bring(assembly, govukPayPlan(folder, ports, options.govukPaySettings ?? {}));
  if (isKept) await prepareDatabase(postgres, DATABASE);
  else await bringWorld(assembly, { postgres, payUrl: govukPay.url, serverUrl });
  reporter.line(`The practice world is ${isKept ? 'as it was left' : 'ready'}`);
  return { postgres, govukPay };
}

async function bringPostgres(assembly: Assembly): Promise<RunningPostgres> {
  const { folder, options, reporter, supervisor, unwinding, signal } = assembly;
  const logFile = join(folder.logs, 'postgres.log');
  const postgres = await startData({
    ...{ dir: folder.postgres, logFile, fast: options.fast ?? false, signal },
    onRecovered: (why) => reporter.line(why),
  });
  const stopWatching = supervisor.watchProcess('PostgreSQL', postgres.pid, logFile);
  unwinding.add(async () => {
    stopWatching();
    await postgres.stop();
  });
  reporter.line(`PostgreSQL is on port ${postgres.port}`);
  return postgres;
}

async function bringWorld(
  { options, reporter, signal }: Assembly,
  place: { readonly postgres: RunningPostgres; readonly payUrl: string; readonly serverUrl: string },
): Promise<void> {
  let shown = 0;
  const built = await buildWorld({
    ...{ postgres: place.postgres, database: DATABASE, size: options.world ?? 'full', signal },
    ...{ pay: practicePay(place.payUrl), returnBaseUrl: place.serverUrl },
    onProgress: (done, of) => {
      const percent = Math.floor((done / of) * 25) * 4;
      if (percent === shown) return;
      shown = percent;
      reporter.progress(
        `Building the practice world, once: ${done.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')} steps`,
      );
    },
  });
  const { organisations, lines, attempts } = built;
  reporter.line(
    `Built ${organisations} organisations, ${lines.toLocaleString('en-GB')} LPAs, ${attempts} card payments`,
  );
}
