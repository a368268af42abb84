/** SQL for an open attempt to pay any line of the invoice aliased `bill`. */
export const IS_BEING_PAID = `exists (
  select from invoice_line line join payment_attempt_line held on held.invoice_line_id = line.id and held.is_open
  where line.invoice_id = bill.id)`;

/** SQL for a hold on the invoice aliased `bill` that holds on the day that is its one parameter. */
export const IS_HELD = `exists (
  select from invoice_hold hold where hold.invoice_id = bill.id and hold.lifted_at is null
    and hold.held_until >= ?::date)`;

/**
 * SQL for an invoice (`bill`, with its `organisation`) about which something may be sent: it is not paid or credited in
 * full, its organisation is neither on hold nor closed, nobody is paying it at this moment, and it is not held. Its one
 * parameter is the day.
 */
export const NOT_STOPPED = `bill.outstanding > 0 and organisation.status = 'active' and not ${IS_BEING_PAID} and not ${IS_HELD}`;
