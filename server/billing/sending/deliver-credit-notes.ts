import type { CreditNoteNumber } from '../../../shared/checked-reference.ts';
import type { CreditNoteRecord } from '../../../shared/contracts/corrections.ts';
import { formatLocalDate } from '../../../shared/local-date.ts';
import { formatPounds } from '../../../shared/money.ts';
import { keepDocument, queueMessage, wakeSender } from '../../correspondence/index.ts';
import { violatesUnique } from '../../platform/database-errors.ts';
import { selectRows, write } from '../../platform/rows.ts';
import { runSystemChange, type CommandContext } from '../../platform/run-command.ts';
import { getCreditNote } from '../corrections/list-credit-notes.ts';
import type { InvoiceSender } from '../documents/invoice-document.ts';
import type { MessageWords } from './invoice-words.ts';
import { sendableCreditNote } from './sendable-credit-note.ts';
import type { SendingDeps } from './sending-deps.ts';
import { whereToSend } from './where-to-send.ts';

interface Undelivered {
  readonly id: number;
  readonly number: CreditNoteNumber;
}

/** Sends every credit note that was issued and not sent yet, once; answers whether all of them could be. */
export async function deliverCreditNotes(ctx: CommandContext, deps: SendingDeps): Promise<boolean> {
  const notes = await selectRows<Undelivered>(
    ctx.em.fork(),
    `select id, number from credit_note
     where issued_at >= (select delivered_before from invoice_delivery_progress)
       and not exists (select from credit_note_delivery where credit_note_id = credit_note.id)
     order by issued_at, id`,
  );
  let all = true;
  for (const note of notes) {
    try {
      await deliver(ctx, note, deps);
    } catch (error) {
      // The others do not wait for it; it is tried again with the next run of the job.
      deps.log.error({ err: error, creditNote: note.number }, 'A credit note could not be sent');
      all = false;
    }
  }
  return all;
}

async function deliver(ctx: CommandContext, { id, number }: Undelivered, deps: SendingDeps): Promise<void> {
  const em = ctx.em.fork();
  const note = await getCreditNote(em, number);
  const destination = await whereToSend(em, note.organisation.reference);
  const document = await sendableCreditNote(em, note, destination.channel, deps.sender);
  try {
    await runSystemChange(ctx, {}, async (scope) => {
      const documentId = await keepDocument(scope, document);
      const words = creditNoteWords(note, deps.sender);
      const message = { ...destination, ...words, kind: 'credit-note', about: `credit-note:${number}`, documentId };
      const messageId = await queueMessage(scope, message);
      await write(scope.tx, 'insert into credit_note_delivery (credit_note_id, message_id) values (?, ?)', [
        id,
        messageId,
      ]);
      await wakeSender(scope.tx, deps.jobs);
    });
  } catch (error) {
    // Another copy of the server was quicker: its message is the one, and this one is undone.
    if (!violatesUnique(error, 'credit_note_delivery_pkey')) throw error;
  }
}

/** What the e-mail says that a credit note goes with. */
function creditNoteWords(note: CreditNoteRecord, sender: InvoiceSender): MessageWords {
  const { number, invoice, newInvoice, organisation } = note;
  const held =
    note.toAccount === 0
      ? []
      : [`${formatPounds(note.toAccount)} of it was paid already and is held for you in credit.`];
  const anew = newInvoice === null ? [] : [`What is right is on invoice ${newInvoice}, which comes by itself.`];
  return {
    subject: `Credit note ${number} from the ${sender.name}`,
    body: [
      `To ${organisation.name} (${organisation.reference})`,
      `Here is credit note ${number} of ${formatLocalDate(note.issuedOn)}. It takes ${formatPounds(note.total)} off invoice ${invoice}.`,
      ...[...held, ...anew],
      `If you think that something on it is wrong, ring ${sender.paymentPhone} and give the number of the credit note.`,
    ].join('\n\n'),
  };
}
