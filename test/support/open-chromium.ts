import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

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

/** Unpacked once for each user of the machine: what another user unpacked cannot be run. */
async function packagedChromium(): Promise<string> {
  const { TMPDIR: usual } = process.env;
  const folder = join(tmpdir(), `counterfoil-chromium-${userInfo().uid}`);
  await mkdir(folder, { recursive: true });
  // The package unpacks the libraries it needs only where it believes itself on that platform.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs24.x';
  process.env['TMPDIR'] = folder;
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    return await packaged.executablePath();
  } finally {
    if (usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usual;
  }
}
