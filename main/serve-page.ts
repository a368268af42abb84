import { randomBytes } from 'node:crypto';
import { plainAnswer } from './gateway-answers.ts';
import { contentTypeOf, type PageFiles } from './page-files.ts';
import { pageHeaders } from './page-headers.ts';
import { isPlainPath } from './path-safety.ts';

const STYLE_NONCE = '%STYLE_NONCE%';
// The build puts a hash of the content into the names of these.
const HASHED = 'assets/';

/** Answers one of the page's files, or `index.html` for the page's own routes, which are paths without a file ending. */
export async function servePage(request: Request, pathname: string, files: PageFiles): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return plainAnswer(405);
  if (!isPlainPath(pathname)) return plainAnswer(404);
  const name = pathname.slice(1);
  const body = isFileName(name) ? await files.read(name) : undefined;
  if (body) return fileAnswer(request, name, body);
  if (name.startsWith(HASHED) || isFileName(name)) return plainAnswer(404);
  const index = await files.read('index.html');
  return index ? fileAnswer(request, 'index.html', index) : plainAnswer(404);
}

function isFileName(name: string): boolean {
  return contentTypeOf(name) !== undefined;
}

function fileAnswer(request: Request, name: string, body: Buffer): Response {
  const styleNonce = randomBytes(16).toString('base64');
  const isIndex = name === 'index.html';
  const content = isIndex ? Buffer.from(body.toString('utf8').replaceAll(STYLE_NONCE, styleNonce)) : body;
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(content), {
    headers: {
      ...pageHeaders(styleNonce),
      'content-type': contentTypeOf(name) ?? 'application/octet-stream',
      'content-length': String(content.length),
      'cache-control': cacheRule(name, isIndex),
    },
  });
}

function cacheRule(name: string, isIndex: boolean): string {
  if (isIndex) return 'no-store';
  return name.startsWith(HASHED) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
