import type { RunningPostgres } from '../postgres/start-postgres.ts';
import { allOrNone } from './all-or-none.ts';
import { bring, type Assembly, type PracticeSystemOptions } from './assembly.ts';
import { buildPage } from './build-page.ts';
import { lockFolder } from './folder-lock.ts';
import {
  bankHolidaysPlan,
  desktopPlan,
  identityProviderPlan,
  notifyPlan,
  previewPlan,
  serverPlan,
  telephonyPlan,
  type Addresses,
} from './part-plans.ts';
import { startPart, type Part } from './part.ts';
import { payAdmin, type PayAdmin } from './pay-admin.ts';
import { emptyPracticeFolder, openPracticeFolder, type PracticeFolder } from './practice-folder.ts';
import { requireFree } from './require-free.ts';
import { choosePorts } from './remembered-ports.ts';
import { SILENT } from './reporter.ts';
import { databaseUrls, type DatabaseUrls } from './start-data.ts';
import { createSupervisor, type Ending } from './supervisor.ts';
import type { Unwinding } from './unwinding.ts';

export interface PracticeSystem {
  /** The desks in the browser, one each. */
  readonly deskUrls: readonly string[];
  readonly serverUrl: string;
  readonly payUrl: string;
  readonly notifyUrl: string;
  readonly issuer: string;
  readonly pay: PayAdmin;
  readonly postgres: RunningPostgres;
  readonly databaseUrls: DatabaseUrls;
  readonly folder: PracticeFolder;
  /** Resolves when it ends without being asked to. What is left of it is still to be stopped. */
  readonly ended: Promise<Ending>;
  /** The process of the central server as it runs now. */
  serverPid(): number;
  /** Ends the central server at once, as a crash would. */
  killServer(): Promise<void>;
  /** Stops the central server if it runs, and starts it again at the same address. */
  restartServer(): Promise<void>;
  /** Stops everything. Safe to call twice. */
  stop(): Promise<void>;
}

/** Starts all parts, each as soon as what it needs is there. Whatever is started is put on the unwinding. */
export async function assemble(options: PracticeSystemOptions, unwinding: Unwinding): Promise<PracticeSystem> {
  const { reporter = SILENT, signal = new AbortController().signal } = options;
  const folder = await openPracticeFolder(options.dir);
  const lock = await lockFolder(folder.lock);
  unwinding.add(() => lock.release());
  const deskPorts = options.deskPorts ?? Array.from({ length: options.deskCount ?? 1 }, () => 0);
  await requireFree(deskPorts);
  if (options.fresh === true) await emptyPracticeFolder(folder);
  const ports = await choosePorts(folder.ports);
  const supervisor = createSupervisor();
  // Much is loaded for it, and not needed to refuse.
  const { assembleBooks } = await import('./assemble-books.ts');
  const assembly: Assembly = { options, folder, ports, reporter, supervisor, unwinding, signal };
  const serverUrl = `http://127.0.0.1:${ports.server}`;
  const [, identityProvider, notify, bankHolidays, telephony, { postgres, govukPay }] = await allOrNone<
    [void, Part, Part, Part, Part, { postgres: RunningPostgres; govukPay: Part }]
  >(signal, (either) => [
    bringPage(assembly, either),
    bring({ ...assembly, signal: either }, identityProviderPlan(folder, ports)),
    bring({ ...assembly, signal: either }, notifyPlan(folder, ports)),
    bring({ ...assembly, signal: either }, bankHolidaysPlan(folder, ports)),
    bring({ ...assembly, signal: either }, telephonyPlan(folder, ports)),
    assembleBooks({ ...assembly, signal: either }, serverUrl),
  ]);
  const addresses: Addresses = {
    ...{ server: serverUrl, issuer: identityProvider.url, govukPay: govukPay.url, notify: notify.url },
    ...{ bankHolidays: bankHolidays.url, telephony: telephony.url },
  };
  const server = await bringServer(assembly, addresses, databaseUrls(postgres).server);
  const deskUrls = await bringDesks(assembly, addresses, deskPorts);
  await lock.announce(deskUrls[0] ?? 'the desktop app');
  return {
    ...{
      deskUrls,
      serverUrl,
      payUrl: govukPay.url,
      notifyUrl: notify.url,
      issuer: identityProvider.url,
      postgres,
      folder,
    },
    ...{ pay: payAdmin(govukPay.url), databaseUrls: databaseUrls(postgres), ended: supervisor.ended },
    ...server,
    stop: () => unwinding.run(),
  };
}

async function bringPage({ reporter }: Assembly, signal: AbortSignal): Promise<void> {
  reporter.line(`The page ${await buildPage(signal)}`);
}

async function bringServer(
  assembly: Assembly,
  addresses: Addresses,
  databaseUrl: string,
): Promise<Pick<PracticeSystem, 'killServer' | 'restartServer' | 'serverPid'>> {
  const { options, folder, ports, supervisor, unwinding, signal } = assembly;
  const settings = options.serverSettings ?? {};
  const plan = serverPlan(folder, { ...addresses, databaseUrl, port: ports.server, settings });
  let server = await startPart(plan, signal);
  unwinding.addPart(() => server.stop());
  supervisor.watch(server);
  assembly.reporter.line(`${plan.name} is at ${server.url}`);
  return {
    serverPid: () => server.pid,
    killServer: () => server.kill(),
    restartServer: async () => {
      await server.stop();
      server = await startPart(plan, signal);
      supervisor.watch(server);
    },
  };
}

async function bringDesks(assembly: Assembly, addresses: Addresses, ports: readonly number[]): Promise<string[]> {
  const { options, folder, supervisor, unwinding, signal } = assembly;
  if (options.electron !== undefined) {
    const app = await startPart(desktopPlan(folder, addresses, options.electron), signal);
    unwinding.addPart(() => app.stop());
    supervisor.watchWindow(app);
    return [];
  }
  const desks = await Promise.all(ports.map((port) => bring(assembly, previewPlan(folder, addresses, port))));
  return desks.map(({ url }) => url);
}
