import { createHash, randomUUID } from 'node:crypto';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { LpaReference } from '../../shared/lpa-reference.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { selectOne, selectRows, write } from '../platform/rows.ts';
import { countColumns, countOutcomes, NO_COUNTS } from './delivery-counts.ts';
import type { NewChange } from './registration-facts.ts';
import { takeChanges } from './take-changes.ts';
import { writeRowResults } from './write-row-results.ts';

export interface MoveRegistrations {
  readonly lpaReferences: readonly LpaReference[];
  readonly to: { readonly id: number; readonly reference: OrganisationReference };
  /** What the delivery is called in the list of deliveries. */
  readonly name: string;
}

/**
 * Registers LPAs with another organisation on the authority of an approval: a correction like those of the feed, in a
 * delivery of its own, so that the facts can be worked out again from what was told. LPAs that have no registration, or
 * are with that organisation already, are passed over. The approval's command has recorded who and why.
 */
export async function moveRegistrations(scope: CommandScope, move: MoveRegistrations): Promise<void> {
  const { tx, now, actor } = scope;
  const moving = await selectRows<{ lpa_reference: LpaReference }>(
    tx,
    `select lpa_reference from registration
     where lpa_reference in (select value from jsonb_array_elements_text(?::jsonb) as given (value))
       and organisation_id <> ? order by lpa_reference`,
    [JSON.stringify(move.lpaReferences), move.to.id],
  );
  if (moving.length === 0) return;
  const changes: NewChange[] = moving.map(({ lpa_reference: lpaReference }, index) => ({
    ...{ row: index + 1, eventId: randomUUID(), occurredAt: now.toISOString(), lpaReference },
    ...{ kind: 'correction', says: { organisation: move.to.reference } },
  }));
  const text = JSON.stringify(changes);
  const { id } = await selectOne<{ id: number }>(
    tx,
    `insert into usage_delivery (channel, name, sha256, byte_count, staff_id, received_by, received_at)
     values ('desk', ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[move.name, createHash('sha256').update(text).digest(), Buffer.byteLength(text)],
      ...[actor.kind === 'staff' ? actor.staffId : null, actor.name, now.toISOString()],
    ],
  );
  const results = await takeChanges(tx, { id, at: now }, changes);
  if (results.some(({ outcome }) => outcome !== 'corrected')) throw new Error('A registration could not be moved');
  await writeRowResults(tx, id, results);
  await write(
    tx,
    `insert into usage_delivery_progress (delivery_id, state, state_since, bytes_read, row_count, accepted, duplicate,
       refused, corrected, withdrawn, waiting) values (?, 'done', ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[id, now.toISOString(), Buffer.byteLength(text), changes.length],
      ...countColumns(countOutcomes(NO_COUNTS, 0, results)),
    ],
  );
}
