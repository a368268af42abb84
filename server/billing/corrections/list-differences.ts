import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { InvoiceNumber, OrganisationReference } from '../../../shared/checked-reference.ts';
import { FEE_KINDS, type FeeKind } from '../../../shared/contracts/billing.ts';
import type { BilledDifference, ListDifferences } from '../../../shared/contracts/corrections.ts';
import type { LpaReference } from '../../../shared/lpa-reference.ts';
import { pence, type Pence } from '../../../shared/money.ts';
import { CursorId, cutPage, decodeCursor } from '../../platform/keyset.ts';
import { selectRows, type SqlValue } from '../../platform/rows.ts';
import { WAIVED } from './waived-charges.ts';

interface Row {
  readonly registration_id: number;
  readonly lpa_reference: LpaReference;
  readonly line_id: number;
  readonly invoice: InvoiceNumber;
  readonly billed_reference: OrganisationReference;
  readonly billed_name: string;
  readonly moved_reference: OrganisationReference;
  readonly moved_name: string;
  readonly moved: boolean;
  readonly withdrawn: boolean;
  readonly fee_kind: string;
  readonly billed_as: FeeKind;
  readonly charged: Pence;
  readonly price: Pence | null;
  readonly correction_id: number | null;
}

const Cursor = z.tuple([CursorId]);

/**
 * LPAs whose bill no longer says what their registration says: a fee decided anew, an organisation put right, a
 * registration withdrawn, each after it was billed. Worked out whenever it is looked at, so that nothing is missed and
 * nothing stays that has been put right.
 */
export async function listDifferences(
  em: EntityManager,
  input: z.output<typeof ListDifferences>,
): Promise<{ rows: BilledDifference[]; nextCursor: string | null }> {
  const params: SqlValue[] = [];
  let after = '';
  if (input.cursor !== null) {
    after = 'and difference.registration_id > ?';
    params.push(...decodeCursor(input.cursor, Cursor));
  }
  const rows = await selectRows<Row>(
    em,
    `select difference.registration_id, difference.lpa_reference, difference.line_id, invoice.number as invoice,
       billed.reference as billed_reference, billed.name as billed_name, registered.reference as moved_reference,
       registered.name as moved_name, difference.organisation_id <> difference.billed_to as moved,
       difference.withdrawn_at is not null as withdrawn, difference.fee_kind, difference.billed_as,
       difference.charged, difference.price, correction.id as correction_id
     from (select difference.*, ${WAIVED} as waived from registration_difference difference) difference
     join invoice on invoice.id = difference.invoice_id
     join organisation billed on billed.id = difference.billed_to
     join organisation registered on registered.id = difference.organisation_id
     left join correction on correction.invoice_id = difference.invoice_id
       and correction.state in ('waiting', 'returned')
     where (difference.withdrawn_at is not null or difference.organisation_id <> difference.billed_to
         or difference.price < difference.charged or difference.price > difference.charged + difference.waived) ${after}
     order by difference.registration_id limit ?`,
    [...params, input.limit + 1],
  );
  return cutPage(rows, input.limit, toRow, (row) => [row.registration_id]);
}

function toRow(row: Row): BilledDifference {
  const nowIs = FEE_KINDS.find((kind) => kind === row.fee_kind) ?? null;
  return {
    registrationId: row.registration_id,
    lpaReference: row.lpa_reference,
    lineId: row.line_id,
    invoice: row.invoice,
    organisation: { reference: row.billed_reference, name: row.billed_name },
    asks: asksFor(row),
    charged: row.charged,
    price: row.withdrawn ? pence(0) : (row.price ?? row.charged),
    billedAs: row.billed_as,
    nowIs,
    withdrawn: row.withdrawn,
    movedTo: row.moved && !row.withdrawn ? { reference: row.moved_reference, name: row.moved_name } : null,
    correctionId: row.correction_id,
  };
}

/** A withdrawal is credited whole; then it is put with the right organisation; then the fee is put right. */
function asksFor(row: Row): BilledDifference['asks'] {
  if (row.withdrawn) return 'credit';
  if (row.moved) return 'move';
  return row.price !== null && row.price > row.charged ? 'charge' : 'credit';
}
