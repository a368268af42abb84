import { assemble, type PracticeSystem } from './start/assemble.ts';
import type { PracticeSystemOptions } from './start/assembly.ts';
import { createUnwinding } from './start/unwinding.ts';

export type { PracticeSystem, PracticeSystemOptions };

/**
 * Starts the whole system on this machine: PostgreSQL with a practice world, the identity provider, the stand-in for
 * GOV.UK Pay, the central server and as many desks as are asked for, each but the database a process of its own. None
 * of them outlives this process. Refuses with a StartRefusal; whatever was started by then is stopped again.
 */
export async function startPracticeSystem(options: PracticeSystemOptions): Promise<PracticeSystem> {
  const unwinding = createUnwinding();
  try {
    return await assemble(options, unwinding);
  } catch (error) {
    await unwinding.run();
    throw error;
  }
}
