import type { SignInOutcome } from '../shared/ipc-contract.ts';
import { askForAuthorisation, type Authorisation, type DeskClient } from './authorisation.ts';
import { openLoopbackListener, type LoopbackVisit } from './loopback-listener.ts';
import { plainPage } from './plain-page.ts';
import { closeServerSession, openServerSession } from './server-session.ts';
import type { SessionStore } from './session-store.ts';
import { signInFailure } from './sign-in-failure.ts';
import { signInWords } from './sign-in-words.ts';

export interface SignInOptions extends DeskClient {
  serverUrl: URL;
  sessionStore: SessionStore;
  practice: boolean;
  /** How long the person may take at the identity provider. */
  timeoutMs?: number;
}

export interface Attendance {
  /** Opens an address in the person's own browser. */
  openExternal: (address: URL) => Promise<void>;
  /** Where the browser goes once signed in; without it, it shows that the person is signed in. */
  returnTo?: string;
}

export interface SignIn {
  /** Never rejects. A sign-in begun while another is under way takes its place. */
  signIn(attendance: Attendance): Promise<SignInOutcome>;
  signOut(): Promise<void>;
  /** Gives up the sign-in under way, if there is one. */
  cancel(): void;
}

type Waited = LoopbackVisit | 'timed-out' | 'cancelled';

const PERSON_MAY_TAKE_MS = 120_000;

/** Signs people in by the system browser (RFC 8252) and keeps the server's session; the tokens of the identity provider are let go at once. */
export function createSignIn(options: SignInOptions): SignIn {
  let replaced = () => {};
  return {
    signIn: async (attendance) => {
      replaced();
      const cancelled = new Promise<'cancelled'>((resolve) => {
        replaced = () => resolve('cancelled');
      });
      return attend(options, attendance, cancelled);
    },
    cancel: () => replaced(),
    signOut: async () => {
      const session = await options.sessionStore.load();
      await options.sessionStore.clear();
      if (session) await closeServerSession(options.serverUrl, session.sessionToken);
    },
  };
}

async function attend(
  options: SignInOptions,
  attendance: Attendance,
  cancelled: Promise<'cancelled'>,
): Promise<SignInOutcome> {
  const listener = await openLoopbackListener();
  const patience = timer(options.timeoutMs ?? PERSON_MAY_TAKE_MS);
  try {
    const authorisation = await askForAuthorisation(options, listener.redirectUri);
    await attendance.openExternal(authorisation.address);
    const visit: Waited = await Promise.race([listener.visit, patience.over, cancelled]);
    if (typeof visit === 'string') return { outcome: visit };
    const outcome = await settle(options, authorisation, visit.url);
    answer(visit, outcome, { back: attendance.returnTo, practice: options.practice });
    return outcome;
  } catch (error) {
    return signInFailure(error);
  } finally {
    patience.stop();
    listener.close();
  }
}

async function settle(options: SignInOptions, authorisation: Authorisation, url: URL): Promise<SignInOutcome> {
  let accessToken: string;
  try {
    accessToken = await authorisation.accessToken(url);
  } catch (error) {
    return signInFailure(error);
  }
  const opened = await openServerSession(options.serverUrl, accessToken);
  if (opened.outcome === 'not-admitted') return opened;
  if (opened.outcome !== 'opened') return { outcome: 'failed', why: opened.outcome };
  const earlier = await options.sessionStore.load();
  await options.sessionStore.save(opened.session);
  // Nobody holds the earlier session any more; whether the server hears of its end now changes nothing here.
  if (earlier) void closeServerSession(options.serverUrl, earlier.sessionToken);
  return { outcome: 'signed-in' };
}

function answer(
  visit: LoopbackVisit,
  outcome: SignInOutcome,
  page: { back: string | undefined; practice: boolean },
): void {
  const done = outcome.outcome === 'signed-in';
  if (done && page.back !== undefined) visit.answer({ location: page.back });
  else visit.answer({ status: done ? 200 : 403, html: plainPage({ ...signInWords(outcome), ...page }) });
}

function timer(ms: number): { over: Promise<'timed-out'>; stop: () => void } {
  const { promise, resolve } = Promise.withResolvers<'timed-out'>();
  const handle = setTimeout(() => resolve('timed-out'), ms);
  return { over: promise, stop: () => clearTimeout(handle) };
}
