import type { SourceFile } from './source-tree.ts';

type Samples = { readonly bad: readonly SourceFile[]; readonly good: readonly SourceFile[] };

const file = (path: string, text: string): SourceFile => ({ path, text });

/** For each rule, files that break it and files that only look as if they did. */
export const SAMPLES: Readonly<Record<string, Samples>> = {
  'the environment is read in one file': {
    bad: [
      file('server/http.ts', 'const port = process.env.PORT;'),
      file('server/http.ts', "const port = process['env']['PORT'];"),
      file('server/http.ts', 'const port = globalThis.process.env.PORT;'),
      file('main/gateway.ts', 'const { env } = process;'),
      file('main/gateway.ts', 'const { env: environment } = process;'),
      file('main/gateway.ts', "import { env } from 'node:process';"),
      file('renderer/app.tsx', 'const mode = import.meta.env.MODE;'),
      file('shared/money.ts', 'export const debug = process.env;'),
      file('server/billing/config.ts', 'export const terms = process.env.TERMS;'),
    ],
    good: [
      file('server/config.ts', 'export const port = process.env.PORT;'),
      file('renderer/config.ts', 'export const mode = import.meta.env.MODE;'),
      file('server/http.ts', '// process.env is read in config.ts\nprocess.exitCode = 1;'),
      file('server/http.ts', "const note = 'process.env'; const { argv } = process; const x = config.env;"),
    ],
  },
  'the clock is read in one file': {
    bad: [
      file('server/billing/issue-invoice.ts', 'const now = new Date();'),
      file('server/billing/issue-invoice.ts', 'const now = new globalThis.Date();'),
      file('renderer/app.tsx', 'const now = Date.now();'),
      file('renderer/app.tsx', 'const later = clock ?? Date.now;'),
      file('main/gateway.ts', 'const today = Date();'),
      file('shared/local-date.ts', 'const today = Temporal.Now.plainDateISO();'),
      file('shared/local-date.ts', "import * as Now from 'temporal-polyfill/fns/Now';"),
    ],
    good: [
      file('server/platform/clock.ts', 'export const systemClock = () => new Date();'),
      file('renderer/clock.ts', 'export const now = () => Date.now();'),
      file('shared/local-date.ts', 'const start = new Date(ms); // not new Date()'),
      file('server/http.ts', 'const started = performance.now(); const now = scope.now;'),
    ],
  },
  'TRPCError is made in one file': {
    bad: [
      file('server/billing/billing.router.ts', "import { TRPCError } from '@trpc/server';"),
      file('server/http.ts', "import { TRPCError as Refusal } from '@trpc/server';"),
    ],
    good: [
      file('server/platform/trpc.ts', "import { TRPCError } from '@trpc/server';"),
      file('renderer/api/problem.ts', "import { TRPCClientError } from '@trpc/client';"),
    ],
  },
  'payments call each system outside in one file': {
    bad: [
      file('server/payments/start-attempt.ts', 'await fetch(address);'),
      file('server/payments/govuk-pay/reader.ts', 'await globalThis.fetch(address);'),
    ],
    good: [
      file('server/payments/govuk-pay/client.ts', 'await fetch(address);'),
      file('server/payments/start-attempt.ts', 'await this.prefetch(); // never fetch() here'),
    ],
  },
  'electron is imported where it is wired up': {
    bad: [
      file('main/gateway.ts', "import { net } from 'electron';"),
      file('main/gateway.ts', "import type { Session } from 'electron/main';"),
      file('main/browser-preview.ts', "const electron = await import('electron');"),
      file('server/http.ts', "const electron = require('electron');"),
      file('renderer/app.tsx', "export { shell } from 'electron';"),
    ],
    good: [
      file('main/electron/window.ts', "import { BrowserWindow } from 'electron';"),
      file('main/preload.ts', "import { contextBridge } from 'electron';"),
      file('main/gateway.ts', "import { x } from './electron/window.ts'; const name = 'electron';"),
    ],
  },
  'exports are named': {
    bad: [
      file('shared/money.ts', 'export default function pence() {}'),
      file('renderer/app.tsx', 'export default <p>hello</p>;'),
      file('server/http.ts', 'const a = 1; export { a as default };'),
    ],
    good: [file('server/http.ts', 'export const byDefault = 1; switch (1) { default: }')],
  },
  'files are named for what they hold': {
    bad: [
      file('server/platform/utils.ts', ''),
      file('renderer/ui/helpers.tsx', ''),
      file('server/billing/util.ts', ''),
      file('server/organisations/list-customers.ts', ''),
      file('renderer/firm/firm-screen.tsx', ''),
    ],
    good: [file('renderer/ui/confirm-dialog.tsx', ''), file('shared/money.ts', '')],
  },
  'an organisation is called that': {
    bad: [
      file('server/billing/invoice.ts', 'const customer = 1;'),
      file('server/billing/invoice.ts', 'type PayingFirm = string;'),
      file('server/billing/invoice.ts', 'row.customerId;'),
      file('server/billing/invoice.ts', 'const MAX_FIRMS = 1;'),
      file('renderer/app.tsx', 'const a = <CustomerName firm="x" />;'),
    ],
    good: [file('server/billing/invoice.ts', "const confirmed = 'the firm'; const affirmFirmly = customary;")],
  },
  'nothing is asserted to be any': {
    bad: [file('server/http.ts', 'const a = b as any;'), file('server/http.ts', 'const a = <any>b;')],
    good: [file('server/http.ts', "const a = b as anything; const c = 'as any'; // as any")],
  },
  'the compiler is not silenced': {
    bad: [file('server/http.ts', '// @ts-ignore\nconst a = b;'), file('server/http.ts', '/* @ts-nocheck */')],
    good: [file('server/http.ts', '// the compiler is never ignored')],
  },
};
