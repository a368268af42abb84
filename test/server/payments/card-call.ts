import { afterAll, afterEach, beforeAll } from 'vitest';
import { getInvoice } from '../../../server/billing/list-invoices.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import type { InvoiceRecord, IssuedInvoice } from '../../../shared/contracts/billing.ts';
import { localDate } from '../../../shared/local-date.ts';
import { pence } from '../../../shared/money.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { openTelephone, type Telephone } from '../../support/telephone.ts';

/** An agent on the telephone with an organisation that has one invoice. */
export class CardCall {
  books!: Books;
  telephone!: Telephone;
  agent!: StaffActor;
  organisation!: OrganisationReference;
  invoice!: IssuedInvoice;

  /** Another organisation rings, with one invoice of lines of these amounts, in pence. */
  async billed(...amounts: number[]): Promise<void> {
    this.organisation = await this.books.organisation();
    await this.billedAgain(...amounts);
  }

  /** The same organisation gets one more invoice. */
  async billedAgain(...amounts: number[]): Promise<void> {
    this.invoice = await this.books.invoice(this.organisation, ...amounts);
  }

  /** Starts the payment of the whole invoice and gives the attempt's id. */
  startWhole(actor: StaffActor = this.agent): Promise<string> {
    const { organisation, invoice } = this;
    return this.telephone.start(actor, {
      organisation,
      invoices: [invoice.number],
      expectedAmount: pence(invoice.total),
    });
  }

  /** The invoice as the agent sees it now. */
  standing(): Promise<InvoiceRecord> {
    return getInvoice(this.books.orm.em.fork(), this.invoice.number, {
      staffId: this.agent.staffId,
      today: localDate('2026-11-24'),
    });
  }
}

/** One call for the tests of a file, with books of its own, which are proved in order after each test. */
export function useCardCall(): CardCall {
  const call = new CardCall();
  beforeAll(async () => {
    call.books = await openBooks();
    call.telephone = await openTelephone(call.books);
    call.agent = await call.books.staff('agent');
  });
  afterEach(() => expectBooksInOrder(call.books));
  afterAll(async () => {
    await call.telephone.close();
    await call.books.close();
  });
  return call;
}
