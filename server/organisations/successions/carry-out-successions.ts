import { londonDay } from '../../../shared/local-date.ts';
import type { LpaReference } from '../../../shared/lpa-reference.ts';
import { recordAudit } from '../../audit/index.ts';
import { selectRows, write } from '../../platform/rows.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../../platform/run-command.ts';
import {
  lockParties,
  lockSuccession,
  moveSuccession,
  successionFacts,
  type Party,
  type Succession,
} from './succession.ts';
import { unbilledOf } from './unbilled-registrations.ts';

export const SUCCESSIONS_QUEUE = 'organisations.carry-out-successions';

/** What usage does for this slice, which stands to its left: registers LPAs with another organisation. */
export type MoveRegistrations = (
  scope: CommandScope,
  move: {
    readonly lpaReferences: readonly LpaReference[];
    readonly to: Pick<Party, 'id' | 'reference'>;
    readonly name: string;
  },
) => Promise<void>;

/** Carries out every merger and split that is agreed and whose day has come in London, each in a transaction of its own. */
export async function carryOutSuccessions(ctx: CommandContext, moveRegistrations: MoveRegistrations): Promise<void> {
  const due = await selectRows<{ id: number }>(
    ctx.em.fork(),
    `select id from organisation_succession where state = 'agreed' and effective_on <= ? order by effective_on, id`,
    [londonDay(ctx.clock.now())],
  );
  for (const { id } of due) {
    await runSystemChange(ctx, { id }, (scope, input) => carryOut(scope, input.id, moveRegistrations));
  }
}

async function carryOut(scope: CommandScope, id: number, moveRegistrations: MoveRegistrations): Promise<void> {
  const agreed = await lockSuccession(scope.tx, id);
  if (agreed.state !== 'agreed') return;
  const to = await survivorOf(scope, agreed.to);
  const succession: Succession = { ...agreed, to };
  if (agreed.from.status === 'closed' || to.status === 'closed' || to.id === agreed.from.id) {
    await drop(scope, agreed);
    return;
  }
  await moveSuccession(scope, id, { from: 'agreed', to: 'effective' });
  if (agreed.kind === 'merge') await closeMerged(scope, succession);
  else await makeBranch(scope, succession);
  const lpaReferences = await unbilledOf(
    scope.tx,
    agreed.from.id,
    agreed.kind === 'merge' ? null : agreed.lpaReferences,
  );
  const name = agreed.kind === 'merge' ? `Merger of ${agreed.from.reference}` : `Split of ${agreed.from.reference}`;
  await moveRegistrations(scope, { lpaReferences, to, name });
  await recordOn(scope, succession, lpaReferences.length);
}

/** Whoever took over from an organisation that was itself merged meanwhile. */
async function survivorOf(scope: CommandScope, party: Party): Promise<Party> {
  if (party.mergedIntoId === null) return party;
  const [survivor] = await lockParties(scope.tx, [party.mergedIntoId]);
  if (survivor === undefined) throw new Error('A survivor is gone');
  return survivor;
}

/** One of the two was closed since: nothing can be carried out, and the trail says so. */
async function drop(scope: CommandScope, succession: Succession): Promise<void> {
  await moveSuccession(scope, succession.id, { from: 'agreed', to: 'dropped' });
  await recordAudit(scope, {
    kind: 'organisation.succession-dropped',
    subject: `organisation:${succession.from.reference}`,
    organisationId: succession.from.id,
    facts: successionFacts(succession),
  });
}

/** Those that were merged into it before are pointed on, so that no merger leads to another. */
async function closeMerged({ tx }: CommandScope, { from, to }: Succession): Promise<void> {
  await write(tx, 'update organisation set merged_into_id = ?, version = version + 1 where merged_into_id = ?', [
    to.id,
    from.id,
  ]);
  await write(
    tx,
    `update organisation set status = 'closed', status_reason = ?, merged_into_id = ?, version = version + 1
     where id = ?`,
    [`Merged into ${to.name} (${to.reference})`, to.id, from.id],
  );
}

async function makeBranch({ tx }: CommandScope, { from, to }: Succession): Promise<void> {
  await write(
    tx,
    'update organisation set parent_id = ?, version = version + 1 where id = ? and parent_id is distinct from ?',
    [from.id, to.id, from.id],
  );
}

async function recordOn(scope: CommandScope, succession: Succession, registrations: number): Promise<void> {
  const facts = { ...successionFacts(succession), registrations };
  for (const { id, reference } of [succession.from, succession.to]) {
    const about = { subject: `organisation:${reference}`, organisationId: id, facts };
    await recordAudit(
      scope,
      succession.kind === 'merge'
        ? { kind: 'organisation.merged', ...about }
        : { kind: 'organisation.split-off', ...about },
    );
  }
}
