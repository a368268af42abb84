import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { freePort } from '../postgres/free-port.ts';

const Ports = z.object({
  server: z.int(),
  govukPay: z.int(),
  identityProvider: z.int(),
  notify: z.int().default(0),
  bankHolidays: z.int().default(0),
  telephony: z.int().default(0),
});
export type Ports = z.infer<typeof Ports>;

/**
 * A port for each part: the one it had last time while that is free, else any. Payments that are under way name the
 * server's address as the one to return to, so it had better stay the same.
 */
export async function choosePorts(path: string): Promise<Ports> {
  const last = await readPorts(path);
  const ports: Ports = { server: 0, govukPay: 0, identityProvider: 0, notify: 0, bankHolidays: 0, telephony: 0 };
  for (const part of ['server', 'govukPay', 'identityProvider', 'notify', 'bankHolidays', 'telephony'] as const) {
    ports[part] = (await freePort(last?.[part] ?? 0)) ?? (await freePort(0)) ?? 0;
  }
  await writeFile(path, JSON.stringify(ports));
  return ports;
}

async function readPorts(path: string): Promise<Ports | undefined> {
  try {
    return Ports.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
