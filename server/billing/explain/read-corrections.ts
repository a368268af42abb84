import type { EntityManager } from '@mikro-orm/postgresql';
import { selectRows } from '../../platform/rows.ts';
import { REASON_WORDS } from '../../../shared/correction-reasons.ts';
import type { CorrectionReason } from '../../../shared/contracts/corrections.ts';
import type { LineCorrections } from './correction-sentences.ts';

/** Credits of a line, and the lines it has to do with, each with who asked and who approved. */
export async function readCorrections(em: EntityManager, lineId: number): Promise<LineCorrections> {
  const credits = await selectRows<Omit<LineCorrections['credits'][number], 'reason'> & { reason: CorrectionReason }>(
    em,
    `select note.number, note.issued_on as on, its.amount, its.became_credit as "toAccount", note.reason, note.words,
       asker.name as "askedBy", approver.name as "approvedBy"
     from credit_note_line its join credit_note note on note.id = its.credit_note_id
     join correction on correction.id = note.correction_id
     join staff asker on asker.id = correction.asked_by join staff approver on approver.id = correction.approved_by
     where its.invoice_line_id = ? order by note.id`,
    [lineId],
  );
  const links = await selectRows<LineCorrections['links'][number]>(
    em,
    `select other.link, invoice.number as invoice, other.amount, organisation.name as organisation,
       organisation.id <> (select organisation_id from invoice join invoice_line on invoice_line.invoice_id = invoice.id
         where invoice_line.id = ?) as "isElsewhere"
     from (select 'corrects' as link, before.amount, before.invoice_id from invoice_line line
         join invoice_line before on before.id = line.corrects_line_id where line.id = ?
       union all select 'corrected-by', amount, invoice_id from invoice_line where corrects_line_id = ?
       union all select 'replaces', before.amount, before.invoice_id from invoice_line line
         join invoice_line before on before.id = line.replaces_line_id where line.id = ?
       union all select 'replaced-by', amount, invoice_id from invoice_line where replaces_line_id = ?) other
     join invoice on invoice.id = other.invoice_id join organisation on organisation.id = invoice.organisation_id
     order by other.link, invoice.id`,
    [lineId, lineId, lineId, lineId, lineId],
  );
  return { credits: credits.map((credit) => ({ ...credit, reason: REASON_WORDS[credit.reason] })), links };
}
