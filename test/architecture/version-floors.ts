/** An oldest version that may be installed, and what is wrong with older ones. */
export type Floor = { readonly packages: RegExp; readonly floor: string; readonly why: string };

/** Dated November 2026. Where several lines of a package are mended, the floor is that of the line used here. */
export const FLOORS: readonly Floor[] = [
  {
    packages: /^electron$/,
    floor: '45.0.0',
    why: 'popups that lose their sandbox (CVE-2026-102674), Node in a webview worker (-102676), windows of different trust crossing (-34765)',
  },
  { packages: /^@mikro-orm\//, floor: '7.1.7', why: 'CVE-2026-34220, -34221, -84993' },
  {
    packages: /^fastify$/,
    floor: '5.12.3',
    why: 'validation skipped by a tab or space in Content-Type (-25223, -33806), forwarded headers believed (-3419, -3635), another path around authentication',
  },
  {
    packages: /^@trpc\/server$/,
    floor: '11.18.0',
    why: 'prototype pollution (CVE-2025-68130); batches unbounded before 11.18',
  },
  { packages: /^ag-grid-/, floor: '31.3.4', why: 'prototype pollution (CVE-2024-38996, -39001)' },
  {
    packages: /^fast-xml-parser$/,
    floor: '5.10.1',
    why: 'documents that never finish (-26278, -33036, -33349, -73569)',
  },
  { packages: /^electron-updater$/, floor: '6.3.0', why: 'signature check by-passed (CVE-2024-39698)' },
];
