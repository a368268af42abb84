/**
 * SQL for what was let off an LPA on purpose, pence: credits of the line aliased `line_id` of `difference`, and of those
 * that add to it, for any reason but that a lower fee is due. What was let off is not asked for again by itself.
 */
export const WAIVED = `(
  select coalesce(sum(its.amount), 0)::bigint from credit_note_line its
  join credit_note note on note.id = its.credit_note_id and note.reason <> 'fee-lowered'
  where its.invoice_line_id in (
    select difference.line_id union all
    select more.id from invoice_line more where more.corrects_line_id = difference.line_id))`;

/**
 * SQL for LPAs whose charge was credited whole on purpose, of organisations after one id up to and with another: a bill
 * run does not bill them again by itself. One credited since a lower fee is due, or moved away, is not among them.
 */
export const LET_OFF = `
  select line.lpa_reference from credit_note note
  join correction on correction.id = note.correction_id and correction.kind <> 'move-registration'
  join credit_note_line its on its.credit_note_id = note.id
  join invoice_line line on line.id = its.invoice_line_id and not line.live and line.corrects_line_id is null
  where note.organisation_id > ? and note.organisation_id <= ? and note.reason <> 'fee-lowered'`;
