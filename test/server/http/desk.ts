import { randomUUID } from 'node:crypto';
import { createAppRouter } from '../../../server/app-router.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { createCallerFactory } from '../../../server/platform/trpc.ts';
import type { Books } from '../../support/books.ts';
import { noPayments } from './no-payments.ts';

const log = createLogger('silent');
const callerOf = createCallerFactory(createAppRouter(noPayments(log)));

/** Every procedure, called as this member of staff: inputs, permissions and outputs are checked as for the page. */
export function desk(books: Books, actor: StaffActor): ReturnType<typeof callerOf> {
  return callerOf({ requestId: randomUUID(), actor, em: books.orm.em.fork(), clock: books.clock, log });
}
