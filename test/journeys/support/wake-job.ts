import { PgBoss } from 'pg-boss';
import { JOBS_SCHEMA } from '../../../server/platform/jobs.ts';

/** What the server does by the clock it does now, as if its minute had come. */
export async function wakeJob(databaseUrl: string, ...queues: readonly string[]): Promise<void> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema: JOBS_SCHEMA,
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
    useListenNotify: true,
    max: 1,
  });
  await boss.start();
  try {
    for (const queue of queues) await boss.send(queue, {});
  } finally {
    await boss.stop({ graceful: false });
  }
}
