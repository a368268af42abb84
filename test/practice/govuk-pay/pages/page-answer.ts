import { randomBytes } from 'node:crypto';
import type { Answer } from '../http-exchange.ts';
import { type Html, html } from './html.ts';
import { PAGE_STYLE } from './page-style.ts';

type Page = {
  title: string;
  content: Html;
  status?: number;
  /** Loads the page anew after this long, for a page that waits. */
  reloadAfterMs?: number;
  headers?: Record<string, string>;
};

/**
 * A whole page: kept by no cache, framed by no other site, with nothing but its own style and script. Nothing limits
 * where its forms lead, since the answer to one of them is the way back to the service.
 */
export function pageAnswer({ title, content, status = 200, reloadAfterMs, headers = {} }: Page): Answer {
  const nonce = randomBytes(16).toString('base64');
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; frame-ancestors 'self'`;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      pragma: 'no-cache',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      ...headers,
    },
    body: `<!DOCTYPE html>\n${wholePage(title, content, nonce, reloadAfterMs).safe}`,
  };
}

function wholePage(title: string, content: Html, nonce: string, reloadAfterMs: number | undefined): Html {
  const reload = html`<script nonce="${nonce}">
    setTimeout(() => location.reload(), ${reloadAfterMs ?? 0});
  </script>`;
  return html`<html lang="en-GB">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${title} – practice payment pages</title>
      <style nonce="${nonce}">
        ${{ safe: PAGE_STYLE }}
      </style>
    </head>
    <body>
      <header>
        <p>Practice payments</p>
        <div class="practice"><p>PRACTICE – not GOV.UK Pay. No money moves here; never enter a real card.</p></div>
      </header>
      <main>${content}</main>
      <footer><p>A stand-in for GOV.UK Pay, for practice and tests.</p></footer>
      ${reloadAfterMs === undefined ? undefined : reload}
    </body>
  </html>`;
}

/** A redirect after a form, or to where the payment now stands. */
export function seeOther(location: string, headers: Record<string, string> = {}): Answer {
  return { status: 303, headers: { location, 'cache-control': 'no-store', ...headers } };
}
