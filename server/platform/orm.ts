import { MikroORM, type EntityManager, type EntitySchema } from '@mikro-orm/postgresql';
import { types } from 'pg';

const INT8 = 20;

/** PostgreSQL's int8 as a JavaScript number; one that does not fit exactly is a bug and throws. */
function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('A database integer is too large to be exact');
  return value;
}

types.setTypeParser(INT8, parseSafeInteger);

export interface OrmOptions {
  /** `postgres://role:password@host:port/database` */
  readonly url: string;
  readonly poolSize: number;
  readonly applicationName: string;
}

/** Connects an ORM to an existing database. It never changes the schema: that is `migrate`, as the owner. */
export async function createOrm(entities: readonly EntitySchema[], options: OrmOptions): Promise<MikroORM> {
  return MikroORM.init({
    clientUrl: options.url,
    entities: [...entities],
    ensureDatabase: false,
    forceUtcTimezone: true,
    pool: { min: 0, max: options.poolSize },
    driverOptions: {
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      application_name: options.applicationName,
      options: '-c timezone=UTC',
    },
    debug: false,
    logger: () => undefined,
  });
}

export type { EntityManager, MikroORM };
