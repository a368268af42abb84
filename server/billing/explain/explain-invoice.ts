import type { EntityManager } from '@mikro-orm/postgresql';
import type { InvoiceNumber } from '../../../shared/checked-reference.ts';
import type { InvoiceKind } from '../../../shared/contracts/billing.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { selectRows } from '../../platform/rows.ts';
import { changeSentences, type InvoiceMake } from './change-sentences.ts';

/** An invoice outside the run of bills, which has none before it to be compared with. */
const OF_ITS_OWN: Readonly<Partial<Record<InvoiceKind, string>>> = {
  correction: 'This invoice puts earlier bills right, so it is not compared with the last one.',
  'one-off': 'This invoice was made by hand, outside every bill run, so it is not compared with the last one.',
};

/**
 * What changed since the organisation's bill before this one; nothing for its first. Corrections and what was made by
 * hand are no bills to compare with, nor is what was written anew since. INVOICE_NOT_FOUND when there is none.
 */
export async function explainInvoice(em: EntityManager, number: InvoiceNumber): Promise<{ sentences: string[] }> {
  const invoices = await selectRows<Omit<InvoiceMake, 'lines'> & { id: number; kind: InvoiceKind }>(
    em,
    `select earlier.id, earlier.number, earlier.kind, earlier.issued_on as "issuedOn", earlier.total
     from invoice asked join invoice earlier on earlier.organisation_id = asked.organisation_id
       and (earlier.issued_on, earlier.id) <= (asked.issued_on, asked.id)
       and (earlier.id = asked.id or earlier.kind in ('bill', 'reissue') and not exists (
         select from invoice later where later.replaces_invoice_id = earlier.id))
     where asked.number = ? order by earlier.issued_on desc, earlier.id desc limit 2`,
    [number],
  );
  const [now, before] = invoices;
  if (now === undefined) throw new DomainError('INVOICE_NOT_FOUND', { number });
  const ofItsOwn = OF_ITS_OWN[now.kind];
  if (ofItsOwn !== undefined) return { sentences: [ofItsOwn] };
  if (before === undefined) return { sentences: [] };
  return { sentences: changeSentences(await makeOf(em, now), await makeOf(em, before)) };
}

async function makeOf(em: EntityManager, invoice: Omit<InvoiceMake, 'lines'> & { id: number }): Promise<InvoiceMake> {
  const lines = await selectRows<InvoiceMake['lines'][number]>(
    em,
    `select coalesce(rule.amount, line.amount) as "fullFee", line.amount, count(*)::int as count
     from invoice_line line left join fee_rule_period rule on rule.fee_kind = 'full'
       and rule.received_from <= line.received_on
       and (rule.received_before is null or line.received_on < rule.received_before)
     where line.invoice_id = ? group by 1, 2`,
    [invoice.id],
  );
  return { ...invoice, lines };
}
