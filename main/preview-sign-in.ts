import type { SignInOutcome } from '../shared/ipc-contract.ts';
import { plainAnswer } from './gateway-answers.ts';
import { COMMON_HEADERS } from './page-headers.ts';
import { PLAIN_PAGE_HEADERS, plainPage } from './plain-page.ts';
import type { SignIn } from './sign-in.ts';
import { signInWords } from './sign-in-words.ts';

/** Starts a sign-in and sends the browser to the identity provider, which in the end sends it back to `home`. */
export async function beginPreviewSignIn(desk: SignIn, home: string, practice: boolean): Promise<Response> {
  const next = await new Promise<URL | SignInOutcome>((resolve) => {
    const openExternal = async (address: URL) => resolve(address);
    void desk.signIn({ openExternal, returnTo: home }).then(resolve);
  });
  if (next instanceof URL) {
    const headers = { ...COMMON_HEADERS, 'cache-control': 'no-store', location: next.href };
    return new Response(null, { status: 302, headers });
  }
  const page = plainPage({ ...signInWords(next), back: home, practice });
  return new Response(page, { status: 502, headers: PLAIN_PAGE_HEADERS });
}

export async function endPreviewSession(desk: SignIn): Promise<Response> {
  await desk.signOut();
  return plainAnswer(204);
}
