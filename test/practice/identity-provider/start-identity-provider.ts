import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { interactionPages } from './interaction-pages.ts';
import type { PracticePerson } from './practice-staff.ts';
import { providerConfiguration } from './provider-configuration.ts';
import { signingKeys } from './signing-keys.ts';

export interface IdentityProviderOptions {
  /** 0 picks a free one; the issuer carries it. */
  port: number;
  staff: readonly PracticePerson[];
  /** Where the signing key lives between runs; without it every run has its own. */
  keyFile?: string;
  /** Secret of the machine client `usage-feed`; without it there is none. */
  usageFeedSecret?: string;
}

/** Serves a real OpenID Connect provider on 127.0.0.1. Rejects when the port is in use. */
export async function startIdentityProvider(
  options: IdentityProviderOptions,
): Promise<{ issuer: string; close(): Promise<void> }> {
  const keys = await signingKeys(options.keyFile);
  const server = createServer().listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const { staff, usageFeedSecret } = options;
  const provider = new Provider(issuer, providerConfiguration({ port, staff, keys, usageFeedSecret }));
  const answer = provider.callback();
  const interaction = interactionPages(provider, staff);
  server.on('request', (request, response) => {
    void (request.url?.startsWith('/interaction/') ? interaction : answer)(request, response).catch(() => {
      response.writeHead(500).end();
    });
  });
  return { issuer, close: () => close(server) };
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
