import type { MikroORM } from '@mikro-orm/postgresql';
import type { PaymentsDeps } from '../../../server/payments/index.ts';
import { SYSTEM, type MachineActor, type StaffActor } from '../../../server/platform/actor.ts';
import type { Clock } from '../../../server/platform/clock.ts';
import type { CommandContext } from '../../../server/platform/run-command.ts';
import type { LpaReference } from '../../../shared/lpa-reference.ts';
import type { InvoiceNumber, OrganisationReference } from '../../../shared/checked-reference.ts';

/** The books of a world while it is being written, and what was made so far. */
export interface WorldBooks {
  readonly orm: MikroORM;
  /** Everything but Pay, which differs between past and present. */
  readonly payments: Omit<PaymentsDeps, 'pay' | 'cardPageOrigins'>;
  /** Who takes cards. */
  readonly agents: StaffActor[];
  /** The registration service. */
  feed: MachineActor | null;
  /** By place among the named organisations. */
  readonly organisations: Map<number, OrganisationReference>;
  /** By the bill's key in the plan. */
  readonly invoices: Map<number, InvoiceNumber>;
  /** What the plan has on each bill, in its order; a bill run orders lines its own way. */
  readonly lpas: Map<number, readonly LpaReference[]>;
  /** What the server noted as a fault. A world with any is no good. */
  readonly faults: string[];
}

/** To run commands as the system, at the moment that the clock shows. */
export function asSystem({ orm }: WorldBooks, clock: Clock): CommandContext {
  return { em: orm.em, actor: SYSTEM, clock, requestId: null };
}

/** To run commands as one of those who take cards; whoever's turn it is, counted round. */
export function asAgent(
  books: WorldBooks,
  clock: Clock,
  turn: number,
): CommandContext & { readonly actor: StaffActor } {
  const actor = books.agents[turn % books.agents.length];
  if (actor === undefined) throw new Error('Nobody takes cards yet');
  return { ...asSystem(books, clock), actor };
}

/** What was made under that key; it must have been. */
export function made<Key, Value>(all: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = all.get(key);
  if (value === undefined) throw new Error(`The world has no ${String(key)} yet`);
  return value;
}
