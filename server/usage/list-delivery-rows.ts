import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type {
  DeliveryRowResult,
  ListDeliveryRows,
  RowRefusal,
  RowResultOutcome,
} from '../../shared/contracts/usage.ts';
import type { LpaReference } from '../../shared/lpa-reference.ts';
import { CursorId, cutPage, decodeCursor } from '../platform/keyset.ts';
import { selectRows, type SqlValue } from '../platform/rows.ts';
import { refusalSentence } from './refusal-sentences.ts';
import type { RowFacts } from './registration-facts.ts';

interface Row {
  readonly row_number: number;
  readonly outcome: RowResultOutcome;
  readonly reason: RowRefusal | null;
  readonly facts: RowFacts;
  readonly lpa_reference: LpaReference | null;
}

const SENTENCES: Readonly<Record<Exclude<RowResultOutcome, 'refused'>, string>> = {
  duplicate: 'Already known. Nothing was changed.',
  corrected: 'The registration was corrected.',
  withdrawn: 'The registration was withdrawn.',
  waiting: 'Its registration had not come yet. It is applied when it comes.',
};

const Cursor = z.tuple([CursorId]);

/** What became of those rows of a delivery that were not simply accepted, in its order. */
export async function listDeliveryRows(
  em: EntityManager,
  input: ListDeliveryRows,
): Promise<{ rows: DeliveryRowResult[]; nextCursor: string | null }> {
  const params: SqlValue[] = [input.deliveryId];
  const conditions = ['delivery_id = ?'];
  if (input.outcome !== null) {
    conditions.push('outcome = ?');
    params.push(input.outcome);
  }
  if (input.cursor !== null) {
    conditions.push('row_number > ?');
    params.push(...decodeCursor(input.cursor, Cursor));
  }
  const rows = await selectRows<Row>(
    em,
    `select row_number, outcome, reason, facts, lpa_reference from usage_row_result
     where ${conditions.join(' and ')} order by row_number limit ?`,
    [...params, input.limit + 1],
  );
  return cutPage(rows, input.limit, toResult, (row) => [row.row_number]);
}

function toResult({
  row_number: rowNumber,
  outcome,
  reason,
  facts,
  lpa_reference: lpaReference,
}: Row): DeliveryRowResult {
  const sentence = outcome === 'refused' ? (reason === null ? '' : refusalSentence(reason, facts)) : SENTENCES[outcome];
  return { rowNumber, outcome, reason, sentence, lpaReference };
}
