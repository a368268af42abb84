import { type SourceFile, type SyntaxNode, importsOf, isNode, nodesOf } from './source-tree.ts';

/** A rule about single files: where it holds, where it does not, and what breaks it. */
export type SourceRule = {
  readonly name: string;
  readonly scope: RegExp;
  readonly except: readonly (string | RegExp)[];
  /** What in the file breaks the rule, for the reader of a failure. */
  readonly find: (file: SourceFile) => string[];
};

const PRODUCT = /^(?:main|renderer|server|shared)\//;
const CONFIGS = ['server/config.ts', 'main/config.ts', 'renderer/config.ts'];
const CLOCKS = ['server/clock.ts', 'server/platform/clock.ts', 'main/clock.ts', 'renderer/clock.ts'];

function nameOf(value: unknown): unknown {
  return isNode(value) ? (value['name'] ?? value['value']) : undefined;
}

function isMember(node: SyntaxNode, object: string, property: string): boolean {
  const owner = node['object'];
  const ofGlobal = isNode(owner) && nameOf(owner['object']) === 'globalThis' ? owner['property'] : owner;
  return node.type === 'MemberExpression' && nameOf(ofGlobal) === object && nameOf(node['property']) === property;
}

function calls(node: SyntaxNode, name: string, type: 'CallExpression' | 'NewExpression'): boolean {
  const callee = node['callee'];
  return node.type === type && (nameOf(callee) === name || (isNode(callee) && isMember(callee, 'globalThis', name)));
}

function takesFrom(node: SyntaxNode, name: string, source: RegExp): boolean {
  const specifiers = Array.isArray(node['specifiers']) ? node['specifiers'].filter(isNode) : [];
  const isFrom = node.type === 'ImportDeclaration' && source.test(String(nameOf(node['source'])));
  return isFrom && specifiers.some((specifier) => nameOf(specifier['imported']) === name);
}

function readsEnvironment(node: SyntaxNode): boolean {
  if (isMember(node, 'process', 'env') || takesFrom(node, 'env', /^(?:node:)?process$/)) return true;
  const isMeta = isNode(node['object']) && node['object'].type === 'MetaProperty';
  if (node.type === 'MemberExpression' && isMeta && nameOf(node['property']) === 'env') return true;
  const properties = isNode(node['id']) && Array.isArray(node['id']['properties']) ? node['id']['properties'] : [];
  return nameOf(node['init']) === 'process' && properties.some((each) => isNode(each) && nameOf(each['key']) === 'env');
}

function readsClock(node: SyntaxNode): boolean {
  const hasArguments = Array.isArray(node['arguments']) && node['arguments'].length > 0;
  if (calls(node, 'Date', 'NewExpression') && !hasArguments) return true;
  if (calls(node, 'Date', 'CallExpression') || isMember(node, 'Date', 'now') || isMember(node, 'Temporal', 'Now'))
    return true;
  return node.type === 'ImportDeclaration' && nameOf(node['source']) === 'temporal-polyfill/fns/Now';
}

function exportsDefault(node: SyntaxNode): boolean {
  return (
    node.type === 'ExportDefaultDeclaration' ||
    (node.type === 'ExportSpecifier' && nameOf(node['exported']) === 'default')
  );
}

function assertsAny(node: SyntaxNode): boolean {
  const isAssertion = node.type === 'TSAsExpression' || node.type === 'TSTypeAssertion';
  return isAssertion && isNode(node['typeAnnotation']) && node['typeAnnotation'].type === 'TSAnyKeyword';
}

/** 'payingFirmId' and 'paying-firm' hold the word firm; 'confirm' does not. */
function hasBannedWord(name: string): boolean {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  return words.some((word) => ['customer', 'customers', 'firm', 'firms'].includes(word));
}

function hasBannedName(node: SyntaxNode): boolean {
  return /Identifier$/.test(node.type) && typeof node['name'] === 'string' && hasBannedWord(node['name']);
}

/** The lines holding a node of which `breaks` is true. */
function where(breaks: (node: SyntaxNode) => boolean): SourceRule['find'] {
  return (file) => {
    const lines = nodesOf(file)
      .filter(breaks)
      .map(({ start }) => file.text.slice(0, start).split('\n').length);
    return [...new Set(lines)].map((line) => `${file.path}:${line} ${file.text.split('\n')[line - 1]?.trim()}`);
  };
}

function electronImports(file: SourceFile): string[] {
  return importsOf(file)
    .filter(({ from }) => /^electron(?:$|\/)/.test(from))
    .map(() => file.path);
}

function badFileName({ path }: SourceFile): string[] {
  const [name = ''] = path.split('/').slice(-1);
  return /^(?:utils?|helpers?)\./.test(name) || hasBannedWord(path) ? [path] : [];
}

function silencedCompiler({ path, text }: SourceFile): string[] {
  return text
    .split('\n')
    .filter((line) => /@ts-(?:ignore|nocheck)\b/.test(line))
    .map((line) => `${path}: ${line.trim()}`);
}

const namesTrpcError = where((node) => node.type === 'Identifier' && node['name'] === 'TRPCError');
const callsFetch = where((node) => calls(node, 'fetch', 'CallExpression'));

export const SOURCE_RULES: readonly SourceRule[] = [
  { name: 'the environment is read in one file', scope: PRODUCT, except: CONFIGS, find: where(readsEnvironment) },
  { name: 'the clock is read in one file', scope: PRODUCT, except: CLOCKS, find: where(readsClock) },
  { name: 'TRPCError is made in one file', scope: PRODUCT, except: ['server/platform/trpc.ts'], find: namesTrpcError },
  {
    name: 'payments call each system outside in one file',
    scope: /^server\/payments\//,
    except: ['server/payments/govuk-pay/client.ts', 'server/payments/recording/http-telephony.ts'],
    find: callsFetch,
  },
  {
    name: 'electron is imported where it is wired up',
    scope: PRODUCT,
    except: [/^main\/electron\//, 'main/preload.ts'],
    find: electronImports,
  },
  { name: 'exports are named', scope: PRODUCT, except: [], find: where(exportsDefault) },
  { name: 'files are named for what they hold', scope: PRODUCT, except: [], find: badFileName },
  { name: 'an organisation is called that', scope: PRODUCT, except: [], find: where(hasBannedName) },
  { name: 'nothing is asserted to be any', scope: PRODUCT, except: [], find: where(assertsAny) },
  { name: 'the compiler is not silenced', scope: PRODUCT, except: [], find: silencedCompiler },
];

/** What breaks the rule in the files it holds for, and how many files were looked at. */
export function check(rule: SourceRule, files: readonly SourceFile[]): { looked: number; findings: string[] } {
  const isExcepted = (path: string) =>
    rule.except.some((one) => (typeof one === 'string' ? one === path : one.test(path)));
  const inScope = files.filter(({ path }) => rule.scope.test(path) && !isExcepted(path));
  return { looked: inScope.length, findings: inScope.flatMap((file) => rule.find(file)) };
}
