import { mkdtemp, chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { asSuperuser, prepareDatabase } from '../practice/database.ts';
import { startPostgres } from '../practice/postgres/start-postgres.ts';

export const TEMPLATE = 'counterfoil_template';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly postgresPort: number;
    readonly postgresPassword: string;
  }
}

/** One real PostgreSQL for the whole run, with one migrated template that each test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-tests-'));
  await chmod(folder, 0o755);
  const password = 'tests-only';
  const postgres = await startPostgres({
    dir: join(folder, 'data'),
    port: 0,
    password,
    fast: true,
    settings: { max_connections: '200', shared_buffers: '256MB', deadlock_timeout: '200ms' },
  });
  await prepareDatabase(postgres, TEMPLATE);
  await asSuperuser(postgres, 'postgres', [`alter database ${TEMPLATE} is_template true`]);
  project.provide('postgresPort', postgres.port);
  project.provide('postgresPassword', password);
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
