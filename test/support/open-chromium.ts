import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
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
const LIBRARIES = 'al2023/lib';
const FONTS_CONFIGURATION = 'fonts.conf';
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
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args: QUIET });
  const folder = await unpackedPackage();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: QUIET,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, LIBRARIES),
      FONTCONFIG_FILE: join(folder, FONTS_CONFIGURATION),
    },
  });
}

/**
 * Unpacked once for each user and version: what another user unpacked cannot be run. Unpacked beside its place and then
 * put there whole, so that neither a second test that starts at the same time nor a killed one leaves half a browser.
 */
async function unpackedPackage(): Promise<string> {
  const folder = join(tmpdir(), `counterfoil-chromium-${userInfo().uid}-${await version()}`);
  if (!existsSync(join(folder, FONTS_CONFIGURATION))) await unpackInto(folder);
  return folder;
}

async function version(): Promise<string> {
  const text = await readFile(join(PROJECT, 'node_modules/@sparticuz/chromium/package.json'), 'utf8');
  return Package.parse(JSON.parse(text)).version;
}

async function unpackInto(folder: string): Promise<void> {
  const beside = await mkdtemp(`${folder}-`);
  // In a process of its own: the package unpacks into the temporary folder it was loaded with.
  await run(process.execPath, ['--input-type=module', '--eval', UNPACK], {
    cwd: PROJECT,
    env: { ...process.env, TMPDIR: beside, AWS_EXECUTION_ENV: PLATFORM },
  });
  await writeFile(join(beside, FONTS_CONFIGURATION), fontsOf(folder));
  try {
    await rename(beside, folder);
  } catch (error) {
    // Another test was quicker.
    await rm(beside, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

/** The package's own configuration looks for the fonts at a fixed place; without any font Chromium stops. */
function fontsOf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}
