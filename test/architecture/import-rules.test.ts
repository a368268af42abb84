import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cruise, RULE_NAMES, cruiseTree } from './cruise-tree.ts';
import { type Edge, PLANTED, SLICES, SOUND } from './planted-imports.ts';
import { REPOSITORY } from './source-tree.ts';

const FEWEST_MODULES = 40;
const PACKAGES = ['electron', 'zod', 'temporal-polyfill', 'pg'];

describe('the tree', () => {
  it('imports nothing it may not import, types included', async () => {
    const { violations, modules } = await cruiseTree(REPOSITORY);
    expect(modules.length, 'modules cruised').toBeGreaterThanOrEqual(FEWEST_MODULES);
    expect(violations.map(({ rule, from, to }) => `${rule}: ${from} -> ${to}`).toSorted()).toEqual([]);
  }, 60_000);
});

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const isFile = (to: string) => /^[a-z]+\//.test(to);

function importLine({ from, to, isTypeOnly }: Edge): string {
  const specifier = isFile(to) ? `${'../'.repeat(from.split('/').length - 1)}${to}` : to;
  return isTypeOnly ? `import type { Thing } from '${specifier}';\n` : `import '${specifier}';\n`;
}

/** A tree with nothing in it but the imports of the edges, and packages that are only names. */
function plantTree(root: string, edges: readonly Edge[]): void {
  for (const folder of ['main', 'renderer', 'server', 'shared', 'test'])
    mkdirSync(join(root, folder), { recursive: true });
  for (const { to } of edges) if (isFile(to)) write(root, to, 'export {};\n');
  for (const [from, all] of Map.groupBy(edges, (edge) => edge.from)) write(root, from, all.map(importLine).join(''));
  const dependencies = Object.fromEntries(PACKAGES.map((name) => [name, '1.0.0']));
  write(root, 'package.json', JSON.stringify({ dependencies }));
  for (const name of PACKAGES) {
    write(root, `node_modules/${name}/index.js`, '');
    write(root, `node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
  }
}

describe('the rules', () => {
  const root = mkdtempSync(join(tmpdir(), 'counterfoil-imports-'));
  const wayBack: Edge = { from: 'server/usage/bad-trip.ts', to: 'server/usage/bad-round.ts' };
  let planted: Cruise;

  beforeAll(async () => {
    plantTree(root, [...PLANTED, ...SOUND, wayBack]);
    planted = await cruiseTree(root);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const noticed = (rule: string) => planted.violations.filter((found) => found.rule === rule).map(({ from }) => from);

  it.each(RULE_NAMES)('%s notices what is planted for it, and nothing else', (name) => {
    const expected = PLANTED.filter(({ rule }) => rule === name).map(({ from }) => from);
    expect(expected.length).toBeGreaterThan(0);
    expect(noticed(name).toSorted()).toEqual(expected.toSorted());
  });

  it('have nothing against what the architecture allows', () => {
    const sound = SOUND.map(({ from }) => from);
    expect(planted.modules).toEqual(expect.arrayContaining(sound));
    expect(planted.violations.filter(({ from }) => sound.includes(from))).toEqual([]);
  });

  it('know every slice and no other', () => {
    const leftwards = RULE_NAMES.filter((name) => name.endsWith('-imports-only-leftwards'));
    expect(leftwards).toEqual(SLICES.slice(0, -1).map((slice) => `${slice}-imports-only-leftwards`));
  });
});
