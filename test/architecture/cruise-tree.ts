import { createRequire } from 'node:module';
import { type ICruiseOptions, type IForbiddenRuleType, cruise } from 'dependency-cruiser';

type Configuration = { readonly forbidden: readonly IForbiddenRuleType[]; readonly options: ICruiseOptions };
const configuration = createRequire(import.meta.url)('./import-rules.cjs') as Configuration;

export const RULE_NAMES = configuration.forbidden.map(({ name }) => name ?? 'unnamed');

export type Violation = { readonly rule: string; readonly from: string; readonly to: string };
export type Cruise = { readonly violations: readonly Violation[]; readonly modules: readonly string[] };

const FOLDERS = ['main', 'renderer', 'server', 'shared', 'test'];

/** Follows the imports of the tree under `root` and holds them against the rules. */
export async function cruiseTree(root: string): Promise<Cruise> {
  const { output } = await cruise(FOLDERS, {
    ...configuration.options,
    validate: true,
    ruleSet: { forbidden: [...configuration.forbidden] },
    baseDir: root,
  });
  if (typeof output === 'string') throw new Error('The cruise gave a report instead of its result');
  const violations = output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  const modules = output.modules.map(({ source }) => source);
  return { violations, modules: modules.filter((source) => FOLDERS.includes(source.split('/')[0] ?? '')) };
}
