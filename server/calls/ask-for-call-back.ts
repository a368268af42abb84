import { containsCardNumber } from '../../shared/card-number-guard.ts';
import type { AskForCallBack } from '../../shared/contracts/call-backs.ts';
import { recordAudit } from '../audit/index.ts';
import { findOrganisation } from '../organisations/index.ts';
import { violatesUnique } from '../platform/database-errors.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { selectOne, selectRows } from '../platform/rows.ts';
import type { Tx } from '../platform/transaction.ts';
import { staffOf } from './staff-of.ts';

/**
 * Puts somebody of an organisation on the list of people to ring.
 *
 * Refuses ORGANISATION_NOT_FOUND, ORGANISATION_CONTACT_NOT_FOUND, CALL_BACK_ALREADY_OPEN where that person waits for a
 * call already, TEXT_HOLDS_CARD_NUMBER.
 */
export async function askForCallBack(scope: CommandScope, input: AskForCallBack): Promise<{ callBackId: number }> {
  const { tx, now } = scope;
  if (containsCardNumber(input.about)) throw new DomainError('TEXT_HOLDS_CARD_NUMBER');
  const { id: organisationId } = await findOrganisation(tx, input.organisation);
  if (input.contactId !== null) await requireContact(tx, organisationId, input.contactId);
  const callBackId = await insert(scope, organisationId, input, now);
  await recordAudit(scope, {
    kind: 'call-back.asked-for',
    subject: `call-back:${callBackId}`,
    organisationId,
    facts: { callBackId, bestTime: input.bestTime },
  });
  return { callBackId };
}

async function requireContact(tx: Tx, organisationId: number, contactId: number): Promise<void> {
  const found = await selectRows<{ id: number }>(
    tx,
    'select id from organisation_contact where id = ? and organisation_id = ? and removed_at is null',
    [contactId, organisationId],
  );
  if (found.length === 0) throw new DomainError('ORGANISATION_CONTACT_NOT_FOUND');
}

async function insert(
  scope: CommandScope,
  organisationId: number,
  { organisation, contactId, bestTime, about }: AskForCallBack,
  now: Date,
): Promise<number> {
  try {
    const { id } = await selectOne<{ id: number }>(
      scope.tx,
      `insert into call_back (organisation_id, contact_id, best_time, about, asked_by, asked_at)
       values (?, ?, ?, ?, ?, ?) returning id`,
      [organisationId, contactId, bestTime, about, staffOf(scope), now.toISOString()],
    );
    return id;
  } catch (error) {
    if (!violatesUnique(error, 'call_back_one_open')) throw error;
    throw new DomainError('CALL_BACK_ALREADY_OPEN', { organisation }, { cause: error });
  }
}
