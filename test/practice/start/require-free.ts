import { freePort } from '../postgres/free-port.ts';
import { StartRefusal } from './start-refusal.ts';

/** Refuses when another program has one of the ports; 0 is any and always free. */
export async function requireFree(ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    if ((await freePort(port)) !== undefined) continue;
    const sentence = `Port ${port} is in use by another program. Choose another one: npm start -- --port ${port + 1}`;
    throw new StartRefusal('desk-port-in-use', sentence);
  }
}
