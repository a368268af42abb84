import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { approve, returnApproval } from '../../../server/approvals/index.ts';
import { recordReceipt, type Share } from '../../../server/billing/index.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
import { runCommand, runSystemChange } from '../../../server/platform/run-command.ts';
import { selectOne, write } from '../../../server/platform/rows.ts';
import { askForRefund } from '../../../server/refunds/ask-for-refund.ts';
import { refundApplier, settleDueRefunds } from '../../../server/refunds/index.ts';
import { getRefund } from '../../../server/refunds/list-refunds.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import type { RefundRow } from '../../../shared/contracts/refunds.ts';
import { localDate } from '../../../shared/local-date.ts';
import { pence } from '../../../shared/money.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { openTelephone, type Telephone } from '../../support/telephone.ts';

export interface Asked {
  readonly refundId: number;
  readonly approvalId: number;
}

/** Somebody who takes payments, somebody who asks for refunds, somebody who approves, and Pay. */
export class RefundOffice {
  books!: Books;
  telephone!: Telephone;
  agent!: StaffActor;
  asker!: StaffActor;
  organisation!: OrganisationReference;

  /** A captured card payment whose whole amount is credit: its bill was paid by transfer in the meantime. */
  async paidTwice(amount: number): Promise<string> {
    const { books, telephone } = this;
    this.organisation = await books.organisation();
    const { number } = await books.invoice(this.organisation, amount);
    const attemptId = await telephone.start(this.agent, {
      organisation: this.organisation,
      invoices: [number],
      expectedAmount: pence(amount),
    });
    const [line] = await books.rows<{ id: number; organisation_id: number }>(
      `select line.id, organisation_id from invoice_line line join invoice on invoice.id = invoice_id where number = ?`,
      [number],
    );
    if (line === undefined) throw new Error('The invoice has no line');
    await this.transfer(line.organisation_id, amount, [{ lineId: line.id, amount: pence(amount) }]);
    await telephone.payByCard(this.agent, attemptId);
    await telephone.pass({ seconds: 30 });
    await telephone.pass({ seconds: 30 });
    return attemptId;
  }

  /** The organisation sends more by transfer than it owes: all of it is credit. */
  async overpay(amount: number): Promise<void> {
    const [row] = await this.books.rows<{ id: number }>('select id from organisation where reference = ?', [
      this.organisation,
    ]);
    await this.transfer(row?.id ?? 0, amount, []);
  }

  /** Puts a bank transfer into the books, past the check that no card is being taken for its lines. */
  private async transfer(organisationId: number, amount: number, intended: readonly Share[]): Promise<void> {
    const bankedOn = localDate('2026-11-24');
    await runSystemChange(this.books.system, {}, async (scope) => {
      const { receiptId } = await recordReceipt(scope, {
        ...{ organisationId, channel: 'bank-transfer', source: `transfer:${randomUUID()}`, amount: pence(amount) },
        ...{ accountingDay: bankedOn, description: 'Bank transfer', intended },
      });
      const { id } = await selectOne<{ id: number }>(
        scope.tx,
        `insert into bank_transfer (payer, reference, amount, banked_on, recorded_by, recorded_at)
         values ('A Payer', ?, ?, ?, ?, ?) returning id`,
        [randomUUID().slice(0, 18), amount, bankedOn, this.asker.staffId, scope.now.toISOString()],
      );
      await write(scope.tx, 'insert into bank_transfer_receipt values (?, ?)', [id, receiptId]);
    });
  }

  async ask(attemptId: string, amount: number, by: StaffActor = this.asker): Promise<Asked> {
    const { refundId, approvalId } = await runCommand(
      this.books.as(by),
      'refunds.ask',
      {
        ...{ commandId: randomUUID(), attemptId, amount: pence(amount) },
        ...{ reason: 'paid-twice' as const, words: 'Paid by transfer on the same day' },
      },
      askForRefund,
    );
    return { refundId, approvalId: approvalId ?? 0 };
  }

  async approve({ approvalId }: Asked, given?: StaffActor): Promise<void> {
    // A sign-in must be fresh, and the clock moves much.
    const by = given ?? (await this.books.staff('finance-manager'));
    const [row] = await this.books.rows<{ hash: string }>('select subject_hash as hash from approval where id = ?', [
      approvalId,
    ]);
    const input = { commandId: randomUUID(), approvalId, subjectHash: row?.hash ?? '' };
    await approve(this.books.as(by), [refundApplier], input);
  }

  async sendBack({ approvalId }: Asked): Promise<void> {
    const input = { commandId: randomUUID(), approvalId, reason: 'Say which transfer' };
    const by = await this.books.staff('finance-manager');
    await runCommand(this.books.as(by), 'approvals.return', input, (scope, given) =>
      returnApproval(scope, [refundApplier], given),
    );
  }

  /** Asks and approves; what comes next is the watcher's. */
  async approved(attemptId: string, amount: number): Promise<Asked> {
    const asked = await this.ask(attemptId, amount);
    await this.approve(asked);
    return asked;
  }

  look(): Promise<number> {
    return settleDueRefunds(this.books.system, this.telephone.deps);
  }

  /** Moves the clocks on and looks. */
  async pass(by: { readonly minutes?: number; readonly seconds?: number }): Promise<void> {
    const { minutes = 0, seconds = 0 } = by;
    this.books.clock.advance({ minutes, seconds });
    this.telephone.pay.clock.advance(minutes * 60_000 + seconds * 1_000);
    await this.look();
  }

  get({ refundId }: Asked): Promise<RefundRow> {
    return getRefund(this.books.orm.em.fork(), refundId);
  }

  /** How many refunds Pay has of the payment that an attempt is, and for how much in all. */
  async atPay(attemptId: string): Promise<{ count: number; amount: number }> {
    const [row] = await this.books.rows<{ id: string }>('select pay_payment_id as id from card_payment where id = ?', [
      attemptId,
    ]);
    const refunds = this.telephone.pay.payments().find(({ id }) => id === row?.id)?.refunds ?? [];
    const made = refunds.filter(({ status }) => status !== 'error');
    return { count: made.length, amount: made.reduce((sum, { amount }) => sum + amount, 0) };
  }

  async credit(): Promise<number> {
    const [row] = await this.books.rows<{ credit: number }>(
      'select credit from organisation_balance where organisation_id = (select id from organisation where reference = ?)',
      [this.organisation],
    );
    return row?.credit ?? 0;
  }

  refundsSent(): number {
    return this.telephone.pay.requests().filter(({ method, path }) => method === 'POST' && path.endsWith('/refunds'))
      .length;
  }
}

/** One office for the tests of a file; its books are proved in order after each test. */
export function useRefundOffice(): RefundOffice {
  const office = new RefundOffice();
  beforeAll(async () => {
    office.books = await openBooks();
    office.telephone = await openTelephone(office.books);
    office.agent = await office.books.staff('agent');
    office.asker = await office.books.staff('finance');
  });
  afterEach(() => expectBooksInOrder(office.books));
  afterAll(async () => {
    await office.telephone.close();
    await office.books.close();
  });
  return office;
}
