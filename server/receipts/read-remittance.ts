import type { EntityManager } from '@mikro-orm/postgresql';
import type { AttachedFile, CheckedRemittance, LineRefusal, RemittanceLine } from '../../shared/contracts/receipts.ts';
import { parsePounds, pence, sumPence, ZERO_PENCE, type Pence } from '../../shared/money.ts';
import { readAttachedLines, type AttachedLine } from './attached-lines.ts';
import { findReferences, type FoundReference, type ReferenceAnswer } from './find-references.ts';
import type { Part } from './take-money.ts';

const COLUMNS = ['reference', 'amount'] as const;
type Column = (typeof COLUMNS)[number];

export interface ReadRemittance {
  readonly checked: CheckedRemittance;
  /** What the accepted lines say, organisation by organisation, in the order of the file. */
  readonly parts: readonly Part[];
}

/**
 * Reads a payer's remittance advice: `reference,amount`, where a reference is an organisation's, an invoice's or an
 * LPA's, and an amount is in pounds. Every line is accepted, or refused with a reason and what may have been meant.
 * Nothing of it is kept.
 */
export async function readRemittance(em: EntityManager, advice: AttachedFile): Promise<ReadRemittance> {
  const { refusal, lines } = await readAttachedLines(Buffer.from(advice.bytes, 'base64'), COLUMNS);
  if (refusal !== null) return { checked: { refusal, lines: [], total: ZERO_PENCE }, parts: [] };
  const answers = await findReferences(
    em,
    lines.map(({ cells }) => cells?.reference ?? ''),
  );
  const read = lines.map((line, at) => readLine(line, answers[at] ?? NOTHING));
  const accepted = read.flatMap(({ line, found }) =>
    found === null || line.amount === null || line.refusal !== null ? [] : [{ found, amount: line.amount }],
  );
  return {
    checked: {
      refusal: null,
      lines: read.map(({ line }) => line),
      total: sumPence(accepted.map(({ amount }) => amount)),
    },
    parts: partsOf(accepted),
  };
}

const NOTHING: ReferenceAnswer = { reference: null, found: null, perhaps: [] };

function readLine(
  { line, cells, refusal }: AttachedLine<Column>,
  { reference, found, perhaps }: ReferenceAnswer,
): { readonly line: RemittanceLine; readonly found: FoundReference | null } {
  const amount = cells === null ? undefined : parsePounds(cells.amount);
  return {
    found,
    line: {
      line,
      reference,
      organisation: found?.organisation ?? null,
      amount: amount ?? null,
      refusal: refusal ?? refusalOf(reference, found, amount),
      perhaps: [...perhaps],
    },
  };
}

function refusalOf(
  reference: string | null,
  found: FoundReference | null,
  amount: Pence | undefined,
): LineRefusal | null {
  if (reference === null) return 'not-a-reference';
  if (found === null) return 'unknown-reference';
  if (amount === undefined) return 'not-an-amount';
  return amount <= 0 ? 'not-more-than-nothing' : null;
}

function partsOf(accepted: readonly { readonly found: FoundReference; readonly amount: Pence }[]): Part[] {
  const byOrganisation = Map.groupBy(accepted, ({ found }) => found.organisation.reference);
  return [...byOrganisation].map(([organisation, its]) => ({
    organisation,
    targets: its.map(({ found: { invoices, lineIds }, amount }) => ({ amount: pence(amount), invoices, lineIds })),
  }));
}
