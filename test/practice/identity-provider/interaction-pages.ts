import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Provider } from 'oidc-provider';
import { problemPage, signInPage } from './pages.ts';
import type { PracticePerson } from './practice-staff.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Answers /interaction/…: GET shows who there is to be, POST takes the choice back to the provider. */
export function interactionPages(provider: Provider, staff: readonly PracticePerson[]): Handler {
  return async (request, response) => {
    try {
      await provider.interactionDetails(request, response);
    } catch {
      return send(response, 400, (nonce) => problemPage('This sign-in has expired.', nonce));
    }
    if (request.method !== 'POST') return send(response, 200, (nonce) => signInPage(staff, nonce));
    const choice = new URLSearchParams(await text(request));
    if (choice.has('cancel')) {
      const refusal = { error: 'access_denied', error_description: 'The sign-in was cancelled.' };
      return provider.interactionFinished(request, response, refusal, { mergeWithLastSubmission: false });
    }
    const person = staff.find(({ sub }) => sub === choice.get('sub'));
    if (!person) return send(response, 400, (nonce) => problemPage('There is no such person.', nonce));
    await provider.interactionFinished(request, response, { login: { accountId: person.sub } });
  };
}

function send(response: ServerResponse, status: number, html: (nonce: string) => string): void {
  const nonce = randomBytes(16).toString('base64');
  // Chromium checks form-action against the redirect that follows, which goes to the desk's own loopback port.
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; form-action 'self' http://127.0.0.1:*; base-uri 'none'; frame-ancestors 'none'`;
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(html(nonce));
}
