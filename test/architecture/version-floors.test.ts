import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { REPOSITORY } from './source-tree.ts';
import { FLOORS } from './version-floors.ts';

const Versions = z.record(z.string(), z.string()).default({});
const Manifest = z.object({ dependencies: Versions, devDependencies: Versions, optionalDependencies: Versions });
const Entry = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  link: z.boolean().optional(),
});
const Lock = z.object({ packages: z.record(z.string(), Entry) });
type Lock = z.infer<typeof Lock>;

const read = (name: string): unknown => JSON.parse(readFileSync(join(REPOSITORY, name), 'utf8'));
const lock = Lock.parse(read('package-lock.json'));
const manifest = Manifest.parse(read('package.json'));

/** Whether `version` is at least `floor`. A prerelease of the floor itself comes before it. */
function isAtLeast(version: string, floor: string): boolean {
  const [core = '', prerelease] = version.replace(/\+.*/, '').split(/-(.*)/s);
  const have = core.split('.').map(Number);
  const want = floor.split('.').map(Number);
  for (const [i, part] of want.entries()) {
    if (have[i] !== part) return (have[i] ?? 0) > part;
  }
  return prerelease === undefined;
}

/** The packages in a lock file as name and version, nested ones too. */
function installed({ packages }: Lock): { name: string; version: string }[] {
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, { version }]) => ({ name: path.split('node_modules/').at(-1) ?? '', version: version ?? '' }));
}

function tooOld(packages: readonly { name: string; version: string }[]): string[] {
  return packages.flatMap(({ name, version }) =>
    FLOORS.filter((floor) => floor.packages.test(name) && !isAtLeast(version, floor.floor)).map(
      ({ floor, why }) => `${name} ${version} is below ${floor}: ${why}`,
    ),
  );
}

describe('package-lock.json', () => {
  it('holds no version with a known hole', () => {
    const packages = installed(lock);
    const guarded = packages.filter(({ name }) => FLOORS.some((floor) => floor.packages.test(name)));
    expect(guarded.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['electron', '@mikro-orm/core', 'fastify', '@trpc/server', 'ag-grid-community']),
    );
    expect(tooOld(packages)).toEqual([]);
  });

  it('names no registry, and proves what every package holds', () => {
    const entries = Object.entries(lock.packages).filter(([path, { link }]) => path !== '' && !link);
    expect(entries.length).toBeGreaterThan(100);
    expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
    expect(entries.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual([]);
  });
});

const inexact = (all: Record<string, string>) =>
  Object.entries(all).filter(([, version]) => !/^[0-9]+\.[0-9]+\.[0-9]+(?:-[0-9A-Za-z.-]+)?$/.test(version));

describe('package.json', () => {
  it('pins every dependency exactly', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    expect(Object.keys(all).length).toBeGreaterThan(20);
    expect(inexact(all)).toEqual([]);
  });

  it.each(['^1.0.0', '~1.0.0', '1.x', '>=1.0.0', '*', 'latest', 'file:../a', '1.0', ''])(
    'would not pass with %j',
    (version) => {
      expect(inexact({ some: version })).toHaveLength(1);
    },
  );
});

describe('the floors', () => {
  it('are noticed at any depth of the tree', () => {
    const packages = installed(
      Lock.parse({
        packages: {
          '': {},
          'node_modules/fastify': { version: '5.12.2' },
          'node_modules/a/node_modules/@mikro-orm/core': { version: '7.1.6' },
          'node_modules/electron': { version: '45.0.0-beta.1' },
          'node_modules/fast-xml-parser': { version: '5.9.9' },
        },
      }),
    );
    expect(tooOld(packages)).toHaveLength(4);
  });

  it.each([
    ['5.12.3', '5.12.3', true],
    ['5.12.10', '5.12.3', true],
    ['6.0.0', '5.12.3', true],
    ['5.9.99', '5.12.3', false],
    ['4.99.99', '5.12.3', false],
    ['5.12.3-rc.1', '5.12.3', false],
    ['5.12.4-rc.1', '5.12.3', true],
  ])('%s against %s', (version, floor, expected) => {
    expect(isAtLeast(version, floor)).toBe(expected);
  });
});
