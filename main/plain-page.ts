import { createHash } from 'node:crypto';
import { COMMON_HEADERS } from './page-headers.ts';

/** A page that says one thing and what to do next. All of it is our own text: nothing is escaped. */
export interface PlainPage {
  title: string;
  next: string;
  /** Address of Counterfoil, where it is a page to go back to. */
  back?: string | undefined;
  practice: boolean;
}

const STYLE = `
  :root { color-scheme: light dark; }
  body { margin: 0; min-height: 100vh; box-sizing: border-box; display: grid; place-items: center; padding: 24px;
    background: light-dark(#f7f7f8, #17161c); color: light-dark(#1b1a20, #ececf1);
    font: 16px/1.5 system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif; }
  body.practice { border: 6px solid light-dark(#5b2a8c, #b48be0); }
  main { max-width: 34rem; }
  .mark { margin: 0 0 24px; color: light-dark(#5d5b66, #a9a7b4); font-size: 14px; }
  h1 { margin: 0 0 8px; font-size: 24px; line-height: 1.25; letter-spacing: -0.01em; }
  p { margin: 0 0 16px; }
  a { color: inherit; text-underline-offset: 3px; }
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

export const PLAIN_PAGE_HEADERS = {
  ...COMMON_HEADERS,
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'content-type': 'text/html; charset=utf-8',
} as const;

export function plainPage({ title, next, back, practice }: PlainPage): string {
  const link = back === undefined ? '' : `<p><a href="${back}">Back to Counterfoil</a></p>`;
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Counterfoil</title>
<style>${STYLE}</style>
</head>
<body${practice ? ' class="practice"' : ''}>
<main>
<p class="mark">Counterfoil${practice ? ', practice' : ''}</p>
<h1>${title}</h1>
<p>${next}</p>
${link}
</main>
</body>
</html>`;
}
