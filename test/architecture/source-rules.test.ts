import { describe, expect, it } from 'vitest';
import { SAMPLES } from './planted-sources.ts';
import { SOURCE_RULES, check } from './source-rules.ts';
import { PRODUCT_FOLDERS, REPOSITORY, type SourceFile, readSources } from './source-tree.ts';

const LONGEST_FILE = 300;
const MEDIAN_BELOW = 70;
const files = readSources(REPOSITORY, PRODUCT_FOLDERS);

describe.each(SOURCE_RULES)('$name', (rule) => {
  it('in the whole tree', () => {
    const { looked, findings } = check(rule, files);
    expect(looked, 'files looked at').toBeGreaterThan(0);
    expect(findings).toEqual([]);
  });

  const { bad = [], good = [] } = SAMPLES[rule.name] ?? {};

  it.each(bad)('notices: $path $text', (sample) => {
    expect(check(rule, [sample]).findings).not.toEqual([]);
  });

  it('is tried on a file that breaks it and on files that do not', () => {
    expect(bad.length).toBeGreaterThan(0);
    expect(good.length).toBeGreaterThan(0);
    expect(check(rule, good).findings).toEqual([]);
  });
});

function sizes(sources: readonly SourceFile[]): { longest: string[]; median: number } {
  const lines = sources.map(({ text }) => text.replace(/\n$/, '').split('\n').length);
  const sorted = lines.toSorted((a, b) => a - b);
  const longest = sources.filter((_, i) => (lines[i] ?? 0) > LONGEST_FILE).map(({ path }) => path);
  return { longest, median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN };
}

describe('files are short', () => {
  it('none over 300 lines, half of them under 70', () => {
    const { longest, median } = sizes(files);
    process.stdout.write(`${files.length} files, median ${median} lines\n`);
    expect(files.length).toBeGreaterThan(0);
    expect(longest).toEqual([]);
    expect(median).toBeLessThan(MEDIAN_BELOW);
  });

  it('which a file of 301 lines, or a tree of middling ones, breaks', () => {
    const file = (lines: number) => ({ path: `server/${lines}.ts`, text: 'a;\n'.repeat(lines) });
    expect(sizes([file(300), file(301)]).longest).toEqual(['server/301.ts']);
    expect(sizes([file(10), file(69), file(500)]).median).toBe(69);
    expect(sizes([file(10), file(70), file(500)]).median).toBe(70);
    expect(sizes([]).median).toBeNaN();
  });
});
