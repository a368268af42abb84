import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A headless Chromium: the machine's own, or the one from the package, unpacked for this run alone. */
export async function openBrowser(): Promise<{ browser: Browser; close(): Promise<void> }> {
  const installed = INSTALLED.find((path) => existsSync(path));
  const folder = mkdtempSync(join(tmpdir(), 'govuk-pay-browser-'));
  const executablePath = installed ?? (await unpackChromium(folder));
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  return {
    browser,
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function unpackChromium(folder: string): Promise<string> {
  // The package unpacks the libraries it needs only where it believes itself there, and into the temporary folder.
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs24.x';
  process.env['TMPDIR'] = folder;
  const { default: packaged } = await import('@sparticuz/chromium');
  return packaged.executablePath();
}
