import type { InvoiceNumber } from '../../../shared/checked-reference.ts';
import { keepDocument, queueMessage, wakeSender } from '../../correspondence/index.ts';
import { violatesUnique } from '../../platform/database-errors.ts';
import { selectRows, write } from '../../platform/rows.ts';
import { runSystemChange, type CommandContext } from '../../platform/run-command.ts';
import { readInvoiceDocument } from '../documents/read-invoice-document.ts';
import { invoiceWords } from './invoice-words.ts';
import { deliverCreditNotes } from './deliver-credit-notes.ts';
import { sendableInvoice } from './sendable-invoice.ts';
import type { SendingDeps } from './sending-deps.ts';
import { whereToSend } from './where-to-send.ts';

export const DELIVER_INVOICES_QUEUE = 'billing.deliver-invoices';

const AT_ONCE = 20;

interface Undelivered {
  readonly id: number;
  readonly number: InvoiceNumber;
}

/**
 * Sends every invoice that was issued and not sent yet, however it came to be: what is to be sent is read from what is
 * missing, so that issuing a run of thousands does no work for it and a restart forgets nothing. One transaction for
 * each invoice; its document is made before. Credit notes go after the invoices, in the same way.
 */
export async function deliverInvoices(ctx: CommandContext, deps: SendingDeps): Promise<void> {
  const failed: number[] = [];
  for (;;) {
    const invoices = await undelivered(ctx, failed);
    for (const invoice of invoices) {
      try {
        await deliver(ctx, invoice, deps);
      } catch (error) {
        // The others do not wait for it; it is tried again with the next run of the job.
        deps.log.error({ err: error, invoice: invoice.number }, 'An invoice could not be sent');
        failed.push(invoice.id);
      }
    }
    if (invoices.length < AT_ONCE) break;
  }
  const allCredits = await deliverCreditNotes(ctx, deps);
  if (failed.length === 0 && allCredits) await noteAllDelivered(ctx);
}

async function undelivered(ctx: CommandContext, without: readonly number[]): Promise<Undelivered[]> {
  return selectRows<Undelivered>(
    ctx.em.fork(),
    `select invoice.id, number from invoice
     where issued_at >= (select delivered_before from invoice_delivery_progress)
       and not exists (select from invoice_delivery where invoice_id = invoice.id)
       and invoice.id not in (select value::int from jsonb_array_elements_text(?::jsonb))
     order by issued_at, invoice.id limit ${AT_ONCE}`,
    [JSON.stringify(without)],
  );
}

async function deliver(ctx: CommandContext, { id, number }: Undelivered, deps: SendingDeps): Promise<void> {
  const em = ctx.em.fork();
  const invoice = await readInvoiceDocument(em, number);
  const destination = await whereToSend(em, invoice.organisation.reference);
  const document = await sendableInvoice(em, invoice, destination.channel, deps.sender);
  try {
    await runSystemChange(ctx, {}, async (scope) => {
      const documentId = await keepDocument(scope, document);
      const words = invoiceWords(invoice, deps.sender);
      const message = { ...destination, ...words, kind: 'invoice', about: `invoice:${number}`, documentId };
      const messageId = await queueMessage(scope, message);
      await write(scope.tx, 'insert into invoice_delivery (invoice_id, message_id) values (?, ?)', [id, messageId]);
      await wakeSender(scope.tx, deps.jobs);
    });
  } catch (error) {
    // Another copy of the server was quicker: its message is the one, and this one is undone.
    if (!violatesUnique(error, 'invoice_delivery_pkey')) throw error;
  }
}

/** Longer than any transaction that issues invoices may take: one that commits later than it says is not passed over. */
const MARGIN_MS = 3_600_000;

/** All before that moment is delivered and need not be looked at again. */
async function noteAllDelivered(ctx: CommandContext): Promise<void> {
  await runSystemChange(ctx, {}, ({ tx, now }) =>
    write(
      tx,
      'update invoice_delivery_progress set delivered_before = ?::timestamptz where delivered_before < ?::timestamptz',
      Array.from({ length: 2 }, () => new Date(now.getTime() - MARGIN_MS).toISOString()),
    ),
  );
}
