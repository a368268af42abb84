import { createHash, randomUUID } from 'node:crypto';
import { answerBatch, receiveBatch, type BatchAnswer } from '../../../server/usage/index.ts';
import type { MachineActor } from '../../../server/platform/actor.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import { modernisedReference, type LpaReference } from '../../../shared/lpa-reference.ts';
import type { Books } from '../../support/books.ts';

let nextLpa = 70_000_000_000;

/** An LPA reference never used before in this process. */
export function newLpa(): LpaReference {
  return modernisedReference(String((nextLpa += 1)));
}

export interface RegisteredEvent {
  readonly kind: 'registered';
  readonly eventId: string;
  readonly occurredAt: string;
  readonly lpaReference: string;
  readonly organisation: string;
  readonly lpaKind: string;
  readonly receivedOn: string;
  readonly registeredOn: string;
  readonly feeKind: string;
  readonly channel: string;
  readonly donorKey: string;
  readonly ownReference: string | null;
}

/** A registration that is right in every respect. */
export function registered(
  organisation: OrganisationReference,
  with_: Partial<RegisteredEvent> | Record<string, string | null> = {},
): RegisteredEvent {
  return {
    kind: 'registered',
    eventId: randomUUID(),
    occurredAt: '2026-11-20T09:00:00Z',
    lpaReference: newLpa(),
    organisation,
    lpaKind: 'property-and-affairs',
    receivedOn: '2026-09-01',
    registeredOn: '2026-11-19',
    feeKind: 'full',
    channel: 'online',
    donorKey: 'donor-0001',
    ownReference: 'SMI/0042',
    ...with_,
  };
}

export function corrected(lpaReference: string, facts: Record<string, unknown>, with_: Record<string, unknown> = {}) {
  return {
    ...{ kind: 'corrected', eventId: randomUUID(), occurredAt: '2026-11-21T09:00:00Z', lpaReference, facts },
    ...with_,
  };
}

export function withdrawn(lpaReference: string, with_: Record<string, unknown> = {}) {
  return { kind: 'withdrawn', eventId: randomUUID(), occurredAt: '2026-11-22T09:00:00Z', lpaReference, ...with_ };
}

export type Feed = (...events: unknown[]) => Promise<BatchAnswer>;

/** Sends batches as the registration service does, and answers what it is told. */
export async function openFeed(books: Books): Promise<Feed> {
  const { staffId, name, roles } = await books.staff('usage-feed');
  const actor: MachineActor = { kind: 'machine', staffId, name, roles };
  return async (...events) => {
    const ctx = { em: books.orm.em.fork(), actor, clock: books.clock, requestId: randomUUID() };
    const body = Buffer.from(JSON.stringify({ events }));
    const sha256 = createHash('sha256').update(body).digest();
    return answerBatch(await receiveBatch(ctx, { sha256, byteCount: body.length, events }));
  };
}

/** Outcome and reason of each event, in order. */
export function outcomes(answer: BatchAnswer): string[] {
  return answer.events.map(({ outcome, reason }) => (reason === undefined ? outcome : `${outcome} ${reason}`));
}
