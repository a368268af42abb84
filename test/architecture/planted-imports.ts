export type Edge = { readonly from: string; readonly to: string; readonly isTypeOnly?: boolean };
type PlantedEdge = Edge & { readonly rule: string };

/** The slices in dependency order, as the architecture lists them. */
export const SLICES = [
  ...['audit', 'approvals', 'access', 'organisations', 'correspondence', 'usage', 'ledger', 'billing', 'payments'],
  ...['receipts', 'refunds', 'calls', 'reconciliation', 'bill-queries', 'reports'],
];

const plant = (rule: string, from: string, to: string): PlantedEdge => ({ rule, from, to });
const plantType = (rule: string, from: string, to: string): PlantedEdge => ({ rule, from, to, isTypeOnly: true });

/** Every slice reaching for each one to its right. */
const RIGHTWARDS = SLICES.flatMap((slice, i) =>
  SLICES.slice(i + 1).map((right) =>
    plant(`${slice}-imports-only-leftwards`, `server/${slice}/reaches-${right}.ts`, `server/${right}/index.ts`),
  ),
);

/** Imports that must not be, each under the rule that must notice it. */
export const PLANTED: readonly PlantedEdge[] = [
  plant('shared-imports-nothing-of-ours', 'shared/bad-server.ts', 'server/ledger/index.ts'),
  plant('shared-imports-nothing-of-ours', 'shared/contracts/bad-test.ts', 'test/support/clock.ts'),
  plant('shared-runs-without-node', 'shared/bad-node.ts', 'node:crypto'),
  plant('shared-uses-two-packages', 'shared/bad-package.ts', 'pg'),
  plant('renderer-never-imports-main', 'renderer/bad-main.ts', 'main/gateway.ts'),
  plant('renderer-never-imports-main', 'renderer/api/client.ts', 'main/gateway.ts'),
  plant('renderer-never-imports-server', 'renderer/api/bad-server.ts', 'server/app-router.ts'),
  plant('renderer-never-imports-server', 'renderer/billing/bad-slice.tsx', 'server/billing/index.ts'),
  plant('api-client-names-only-the-app-router', 'renderer/api/client.ts', 'server/http.ts'),
  plant('api-client-imports-the-app-router-as-a-type', 'renderer/api/client.ts', 'server/app-router.ts'),
  plant('renderer-runs-without-node', 'renderer/bad-node.ts', 'node:fs'),
  plant('main-takes-only-the-ipc-contract', 'main/bad-money.ts', 'shared/money.ts'),
  plant('main-takes-only-the-ipc-contract', 'main/electron/bad-contract.ts', 'shared/contracts/billing.ts'),
  plant('main-knows-neither-page-nor-server', 'main/bad-page.ts', 'renderer/app.tsx'),
  plant('main-knows-neither-page-nor-server', 'main/bad-server.ts', 'server/http.ts'),
  plant('electron-only-where-it-is-wired-up', 'main/bad-electron.ts', 'electron'),
  plant('electron-only-where-it-is-wired-up', 'renderer/bad-electron.ts', 'electron'),
  plant('electron-only-where-it-is-wired-up', 'server/platform/bad-electron.ts', 'electron'),
  plant('server-knows-neither-page-nor-main', 'server/bad-main.ts', 'main/gateway.ts'),
  plant('server-knows-neither-page-nor-main', 'server/usage/bad-page.ts', 'renderer/app.tsx'),
  plant('platform-knows-no-slice', 'server/platform/bad-slice.ts', 'server/audit/index.ts'),
  ...RIGHTWARDS,
  plant('slices-import-each-other-by-index', 'server/payments/bad-inside.ts', 'server/ledger/journal.entity.ts'),
  plant('slices-import-each-other-by-index', 'server/payments/govuk-pay/bad-fold.ts', 'server/ledger/inner/index.ts'),
  plant('slices-are-entered-by-index', 'server/bad-inside.ts', 'server/ledger/journal.entity.ts'),
  plant('slices-are-entered-by-index', 'server/migrations/bad-inside.ts', 'server/ledger/journal.entity.ts'),
  plant('slices-and-platform-know-no-composition-root', 'server/audit/bad-root.ts', 'server/main.ts'),
  plant('slices-and-platform-know-no-composition-root', 'server/platform/bad-root.ts', 'server/app-router.ts'),
  plant('product-never-imports-test', 'server/bad-test.ts', 'test/support/clock.ts'),
  plant('product-never-imports-test', 'renderer/bad-test.ts', 'test/support/clock.ts'),
  plant('product-never-imports-test', 'shared/contracts/bad-test.ts', 'test/support/clock.ts'),
  plant('govuk-pay-stand-in-shares-nothing', 'test/practice/govuk-pay/bad-money.ts', 'shared/money.ts'),
  plant('govuk-pay-stand-in-shares-nothing', 'test/practice/govuk-pay/bad-support.ts', 'test/practice/ports.ts'),
  plant('no-cycles', 'server/usage/bad-round.ts', 'server/usage/bad-trip.ts'),
  plant('every-import-is-found', 'server/access/bad-path.ts', './nowhere.ts'),
  plantType('shared-imports-nothing-of-ours', 'shared/bad-server-type.ts', 'server/ledger/index.ts'),
  plantType('renderer-never-imports-server', 'renderer/bad-server-type.ts', 'server/app-router.ts'),
  plantType('main-takes-only-the-ipc-contract', 'main/bad-money-type.ts', 'shared/money.ts'),
  plantType('ledger-imports-only-leftwards', 'server/ledger/bad-billing-type.ts', 'server/billing/index.ts'),
  plantType('electron-only-where-it-is-wired-up', 'main/bad-electron-type.ts', 'electron'),
];

const sound = (from: string, to: string): Edge => ({ from, to });

/** Imports the architecture allows: no rule may notice them. */
export const SOUND: readonly Edge[] = [
  sound('shared/sound.ts', 'shared/money.ts'),
  sound('shared/sound.ts', 'zod'),
  sound('shared/sound.ts', 'temporal-polyfill'),
  sound('renderer/sound.ts', 'shared/money.ts'),
  sound('renderer/sound.ts', 'renderer/api/client.ts'),
  sound('renderer/sound.ts', 'renderer/app.tsx'),
  sound('main/sound.ts', 'shared/ipc-contract.ts'),
  sound('main/sound.ts', 'node:http'),
  sound('main/sound.ts', 'zod'),
  sound('main/electron/window.ts', 'electron'),
  sound('main/electron/window.ts', 'main/gateway.ts'),
  sound('main/preload.ts', 'electron'),
  sound('server/sound.ts', 'server/payments/index.ts'),
  sound('server/sound.ts', 'server/platform/clock.ts'),
  sound('server/reports/sound.ts', 'server/audit/index.ts'),
  sound('server/reports/sound.ts', 'server/reports/aged-debt/rows.ts'),
  sound('server/reports/sound.ts', 'server/platform/clock.ts'),
  sound('server/reports/sound.ts', 'shared/money.ts'),
  sound('server/reports/sound.ts', 'pg'),
  sound('server/platform/sound.ts', 'server/config.ts'),
  sound('test/server/ledger/sound.test.ts', 'server/ledger/journal.entity.ts'),
  sound('test/practice/govuk-pay/sound.ts', 'test/practice/govuk-pay/state.ts'),
  sound('test/practice/govuk-pay/sound.ts', 'zod'),
  sound('test/practice/sound.ts', 'server/main.ts'),
];
