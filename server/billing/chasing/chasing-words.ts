import type { InvoiceNumber, OrganisationReference } from '../../../shared/checked-reference.ts';
import { formatLocalDate, type LocalDate } from '../../../shared/local-date.ts';
import { formatPounds, type Pence } from '../../../shared/money.ts';
import type { InvoiceSender } from '../documents/invoice-document.ts';
import type { MessageWords } from '../sending/invoice-words.ts';
import type { PlannedStep } from './chasing-plan.ts';

interface Chased {
  readonly number: InvoiceNumber;
  readonly name: string;
  readonly reference: OrganisationReference;
  readonly dueOn: LocalDate;
  readonly owed: Pence;
  readonly step: PlannedStep;
}

/** What a reminder or a demand says: what is owed, since when, how to pay, and whom to tell when something is wrong. */
export function chasingWords(chased: Chased, sender: InvoiceSender): MessageWords {
  const { number, name, reference, dueOn, owed, step } = chased;
  const { bank } = sender;
  const owing = formatPounds(owed);
  const opening =
    step.kind === 'reminder'
      ? `Invoice ${number} is due on ${formatLocalDate(dueOn)}. ${owing} is still to pay. If you have paid it already, thank you; there is nothing more to do.`
      : `Invoice ${number} was due on ${formatLocalDate(dueOn)}, and ${owing} has not been paid. Please pay it now.`;
  return {
    subject: step.kind === 'reminder' ? `Invoice ${number} is due soon` : `${step.title}: invoice ${number} is overdue`,
    body: [
      `To ${name} (${reference})`,
      opening,
      `By bank transfer: ${bank.accountName}, sort code ${bank.sortCode}, account number ${bank.accountNumber}, payment reference ${number}.`,
      `By card: ring ${sender.paymentPhone}.`,
      `If you think that the invoice is wrong, ring ${sender.paymentPhone} and tell us. We send no more about it while we look into it.`,
    ].join('\n\n'),
  };
}
