import { createTRPCClient, httpLink, TRPCClientError, type TRPCClient } from '@trpc/client';
import type { AppRouter } from '../../server/app-router.ts';
import type { DomainErrorCode } from '../../shared/domain-errors.ts';

/** One agent's calls to the server, over its real HTTP interface. */
export interface Desk {
  readonly api: TRPCClient<AppRouter>;
  /** What opening an attempt's card page answers: where it leads, when the status is 303. */
  openCardPage(attemptId: string): Promise<{ readonly status: number; readonly location: string | null }>;
  /** Follows an address of this server as the agent's browser does; returns the status. */
  follow(address: string): Promise<number>;
}

/** Longer than anything the server does to a call, Pay's time-outs included. */
const PATIENCE_MS = 40_000;

export function openDesk(serverUrl: string, sessionToken: string): Desk {
  const headers = { authorization: `Bearer ${sessionToken}` };
  const visit = (address: string, given: Record<string, string>): Promise<Response> =>
    fetch(address, { headers: given, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
  return {
    api: createTRPCClient<AppRouter>({ links: [httpLink({ url: `${serverUrl}/trpc`, headers })] }),
    openCardPage: async (attemptId) => {
      const response = await visit(`${serverUrl}/card-page/${attemptId}`, headers);
      await response.arrayBuffer();
      return { status: response.status, location: response.headers.get('location') };
    },
    follow: async (address) => {
      const response = await visit(address, {});
      await response.arrayBuffer();
      return response.status;
    },
  };
}

/** True when no answer came: the server is not there, or went away in the middle. */
export function isGone(error: unknown): boolean {
  const cause = error instanceof TRPCClientError ? error.cause : error;
  return cause instanceof TypeError;
}

/** The name of the refusal that this error is, if it is one. */
export function refusalOf(error: unknown): { code: DomainErrorCode; details: Record<string, unknown> } | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  const shape: { data?: { domain?: { code: DomainErrorCode; details: Record<string, unknown> } | null } } | undefined =
    error.shape ?? undefined;
  return shape?.data?.domain ?? undefined;
}

/** The HTTP status that this error was answered with; 0 where there was no answer. */
export function statusOf(error: unknown): number {
  const response = error instanceof TRPCClientError ? error.meta?.['response'] : undefined;
  return response instanceof Response ? response.status : 0;
}
