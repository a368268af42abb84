import type { CardWindowRules } from './card-window-policy.ts';

export interface DeskConfig {
  serverUrl: URL;
  issuer: URL;
  clientId: string;
  audience: string;
  /** The practice system: the page frames itself in violet, and addresses on this machine need no TLS. */
  practice: boolean;
  /** Undefined where the office has not decided how cards are taken: then no card page opens in this app. */
  cardWindow: CardWindowRules | undefined;
}

export interface PreviewConfig extends DeskConfig {
  port: number;
  rendererDir: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Settings of the desk from its environment. Throws one sentence naming the first that is missing or not allowed. */
export function readDeskConfig(env: Environment = process.env): DeskConfig {
  return {
    serverUrl: safeAddress(env, 'DESK_SERVER_URL'),
    issuer: safeAddress(env, 'DESK_ISSUER'),
    clientId: env['DESK_CLIENT_ID'] ?? 'counterfoil-desk',
    audience: env['DESK_AUDIENCE'] ?? 'urn:counterfoil',
    practice: env['DESK_PRACTICE'] === '1',
    cardWindow: cardWindow(env),
  };
}

/** As for the desk, with the preview's own port on 127.0.0.1 and the folder of the built page. */
export function readPreviewConfig(env: Environment = process.env): PreviewConfig {
  const port = Number(env['DESK_PREVIEW_PORT'] ?? '0');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('DESK_PREVIEW_PORT is not a port number.');
  return { ...readDeskConfig(env), port, rendererDir: required(env, 'DESK_RENDERER_DIR') };
}

function cardWindow(env: Environment): CardWindowRules | undefined {
  if (!env['DESK_CARD_PAGE_ORIGINS']) return undefined;
  const addresses = env['DESK_CARD_PAGE_ORIGINS'].split(',').map((address) => address.trim());
  return {
    origins: addresses.map((address) => checked(address, 'DESK_CARD_PAGE_ORIGINS').origin),
    returnUrl: safeAddress(env, 'DESK_CARD_RETURN_URL'),
  };
}

function safeAddress(env: Environment, name: string): URL {
  return checked(required(env, name), name);
}

function checked(address: string, name: string): URL {
  const url = URL.parse(address);
  if (!url) throw new Error(`${name} is not an address.`);
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.includes(url.hostname));
  if (!safe) throw new Error(`${name} must start with https, unless it is on this machine.`);
  return url;
}

function required(env: Environment, name: string): string {
  const value = env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set.`);
  return value;
}
