import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { z } from 'zod';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const run = promisify(execFile);
/** The package unpacks the libraries it needs only where it believes itself on that platform. */
const PLATFORM = 'AWS_Lambda_nodejs24.x';
const UNPACK = `await (await import('@sparticuz/chromium')).default.executablePath()`;
const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

const Package = z.object({ version: z.string().regex(/^[\d.]+$/) });

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless Chromium: the machine's own, or the one that ships in a package. */
export async function openChromium(): Promise<Browser> {
  const installed = INSTALLED.find((path) => existsSync(path));
  return chromium.launch({ executablePath: installed ?? (await packagedChromium()), args: QUIET });
}

/**
 * Unpacked once for each user and version: what another user unpacked cannot be run. Unpacked beside its place and then
 * put there whole, so that neither a second test that starts at the same time nor a killed one leaves half a browser.
 */
async function packagedChromium(): Promise<string> {
  const folder = join(tmpdir(), `counterfoil-chromium-${userInfo().uid}-${await version()}`);
  if (!existsSync(folder)) await unpackInto(folder);
  const { TMPDIR: usual } = process.env;
  process.env['TMPDIR'] = folder;
  try {
    process.env['AWS_EXECUTION_ENV'] ??= PLATFORM;
    const { default: packaged } = await import('@sparticuz/chromium');
    return await packaged.executablePath();
  } finally {
    if (usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usual;
  }
}

async function version(): Promise<string> {
  const text = await readFile(join(PROJECT, 'node_modules/@sparticuz/chromium/package.json'), 'utf8');
  return Package.parse(JSON.parse(text)).version;
}

async function unpackInto(folder: string): Promise<void> {
  const beside = await mkdtemp(`${folder}-`);
  // In a process of its own: the package keeps for good where its libraries were when it was loaded.
  await run(process.execPath, ['--input-type=module', '--eval', UNPACK], {
    cwd: PROJECT,
    env: { ...process.env, TMPDIR: beside, AWS_EXECUTION_ENV: PLATFORM },
  });
  try {
    await rename(beside, folder);
  } catch (error) {
    // Another test was quicker.
    await rm(beside, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}
