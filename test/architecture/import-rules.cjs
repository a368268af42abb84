// Who may import whom. The parser must be swc: with TypeScript 7 dependency-cruiser otherwise reads no module at all
// and finds nothing wrong. Type-only imports count like any other.

/** In dependency order: each slice imports only those before it. */
const SLICES = [
  ...['audit', 'approvals', 'access', 'organisations', 'correspondence', 'usage', 'ledger', 'billing', 'payments'],
  ...['receipts', 'refunds', 'calls', 'reconciliation', 'bill-queries', 'reports'],
];
const ANY_SLICE = `(?:${SLICES.join('|')})`;
const OURS = '^(?:main|renderer|server|shared|test)/';
const PRODUCT = '^(?:main|renderer|server|shared)/';
const ELECTRON = packageNamed('electron');
const APP_ROUTER = '^server/app-router\\.ts$';

/** Where a package is found: by its name alone when it is not installed. */
function packageNamed(name) {
  return [`^${name}$`, `^${name}/`, `node_modules/${name}/`];
}

function forbid(name, from, to, comment) {
  return { name, severity: 'error', comment, from, to };
}

const shared = [
  forbid('shared-imports-nothing-of-ours', { path: '^shared/' }, { path: OURS, pathNot: '^shared/' }),
  forbid('shared-runs-without-node', { path: '^shared/' }, { dependencyTypes: ['core'] }),
  forbid(
    'shared-uses-two-packages',
    { path: '^shared/' },
    {
      dependencyTypesNot: ['core', 'local'],
      pathNot: [...packageNamed('zod'), ...packageNamed('temporal-polyfill'), OURS],
    },
    'What runs anywhere needs no more than zod and the calendar.',
  ),
];

const renderer = [
  forbid('renderer-never-imports-main', { path: '^renderer/' }, { path: '^main/' }),
  forbid(
    'renderer-never-imports-server',
    { path: '^renderer/', pathNot: '^renderer/api/client\\.ts$' },
    { path: '^server/' },
  ),
  forbid(
    'api-client-names-only-the-app-router',
    { path: '^renderer/api/client\\.ts$' },
    { path: '^server/', pathNot: APP_ROUTER },
  ),
  forbid(
    'api-client-imports-the-app-router-as-a-type',
    { path: '^renderer/api/client\\.ts$' },
    { path: APP_ROUTER, dependencyTypesNot: ['type-only'] },
  ),
  forbid('renderer-runs-without-node', { path: '^renderer/' }, { dependencyTypes: ['core'] }),
];

const main = [
  forbid(
    'main-takes-only-the-ipc-contract',
    { path: '^main/' },
    { path: '^shared/', pathNot: '^shared/ipc-contract\\.ts$' },
  ),
  forbid('main-knows-neither-page-nor-server', { path: '^main/' }, { path: '^(?:renderer|server)/' }),
  forbid(
    'electron-only-where-it-is-wired-up',
    { path: PRODUCT, pathNot: ['^main/electron/', '^main/preload\\.ts$'] },
    { path: ELECTRON },
  ),
];

const server = [
  forbid('server-knows-neither-page-nor-main', { path: '^server/' }, { path: '^(?:main|renderer)/' }),
  forbid('platform-knows-no-slice', { path: '^server/platform/' }, { path: `^server/${ANY_SLICE}/` }),
  ...SLICES.slice(0, -1).map((slice, i) =>
    forbid(
      `${slice}-imports-only-leftwards`,
      { path: `^server/${slice}/` },
      { path: `^server/(?:${SLICES.slice(i + 1).join('|')})/` },
    ),
  ),
  forbid(
    'slices-import-each-other-by-index',
    { path: `^server/(${ANY_SLICE})/` },
    { path: `^server/${ANY_SLICE}/`, pathNot: ['^server/$1/', `^server/${ANY_SLICE}/index\\.ts$`] },
  ),
  forbid(
    'slices-are-entered-by-index',
    { path: '^server/', pathNot: `^server/(?:${ANY_SLICE}|platform)/` },
    { path: `^server/${ANY_SLICE}/`, pathNot: `^server/${ANY_SLICE}/index\\.ts$` },
  ),
  forbid(
    'slices-and-platform-know-no-composition-root',
    { path: `^server/(?:${ANY_SLICE}|platform)/` },
    { path: '^server/[^/]+\\.ts$', pathNot: '^server/(?:config|clock)\\.ts$' },
  ),
];

const everywhere = [
  forbid('product-never-imports-test', { path: PRODUCT }, { path: '^test/' }),
  forbid(
    'govuk-pay-stand-in-shares-nothing',
    { path: '^test/practice/govuk-pay/' },
    // What opens the browser for its tests knows nothing of Pay.
    { path: OURS, pathNot: '^test/practice/govuk-pay/|^test/support/open-chromium[.]ts$' },
    'So that neither it nor the client it stands in front of can hide the misreading of the other.',
  ),
  forbid('no-cycles', {}, { circular: true }),
  forbid(
    'every-import-is-found',
    { path: OURS },
    { couldNotResolve: true, path: '^\\.' },
    'An import that is not followed escapes every other rule.',
  ),
];

module.exports = {
  forbidden: [...shared, ...renderer, ...main, ...server, ...everywhere],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    preserveSymlinks: true,
    skipAnalysisNotInRules: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css'],
    },
  },
};
