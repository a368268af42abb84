import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';

export const REPOSITORY = join(import.meta.dirname, '..', '..');
export const PRODUCT_FOLDERS = ['main', 'renderer', 'server', 'shared'];

/** One file of the tree; the path is relative to the root and has forward slashes. */
export type SourceFile = { readonly path: string; readonly text: string };

/** A node of the syntax tree, as far as it is looked at here. */
export type SyntaxNode = { readonly type: string; readonly start: number; readonly end: number } & {
  readonly [key: string]: unknown;
};

/** Every TypeScript file in the folders given, sorted by path. */
export function readSources(root: string, folders: readonly string[]): SourceFile[] {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, String(name))))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.[cm]?tsx?$/.test(path) && !path.includes('node_modules/'))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** All nodes of the file, each before what it holds. @throws when the file does not parse. */
export function nodesOf({ path, text }: SourceFile): SyntaxNode[] {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const nodes: SyntaxNode[] = [];
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) collect(one);
    if (!isNode(value)) return;
    nodes.push(value);
    for (const child of Object.values(value)) if (typeof child === 'object') collect(child);
  };
  collect(program);
  return nodes;
}

/** The specifiers a file imports or re-exports from, types included, static and dynamic. */
export function importsOf(file: SourceFile): { readonly from: string; readonly isTypeOnly: boolean }[] {
  return nodesOf(file).flatMap((node) => {
    const isRequire = node.type === 'CallExpression' && isNode(node['callee']) && node['callee']['name'] === 'require';
    const [argument] = Array.isArray(node['arguments']) ? node['arguments'] : [];
    const source = isRequire ? argument : node['source'];
    if (!isNode(source) || typeof source['value'] !== 'string') return [];
    const isTypeOnly = node['importKind'] === 'type' || node['exportKind'] === 'type' || node.type === 'TSImportType';
    return [{ from: source['value'], isTypeOnly }];
  });
}
