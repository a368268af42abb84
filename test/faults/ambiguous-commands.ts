import { issueInvoice } from '../../server/billing/index.ts';
import { cancelCardPayment, startCardPayment } from '../../server/payments/index.ts';
import { settleCardPayment } from '../../server/payments/settle-card-payment.ts';
import type { StaffActor } from '../../server/platform/actor.ts';
import { runCommand, type CommandContext } from '../../server/platform/run-command.ts';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import { pence } from '../../shared/money.ts';
import { aLine, type Books } from '../support/books.ts';
import type { Statement } from '../support/fault-proxy-postgres.ts';
import { VISA, type Telephone } from '../support/telephone.ts';

export interface Stage {
  readonly books: Books;
  readonly telephone: Telephone;
  readonly agent: StaffActor;
  readonly organisation: OrganisationReference;
}

/** A command ready to be run, again and again, under one id. */
export interface Prepared {
  run(ctx: CommandContext, commandId: string): Promise<unknown>;
  /** What it did, counted: the same after any number of runs as after one. */
  effect(): Promise<unknown>;
  readonly once: unknown;
  /** What the retry may find instead, where the first run was kept and its answer lost. */
  readonly onceWhenKept?: unknown;
}

export interface AmbiguousCommand {
  readonly name: string;
  /** Is in the transaction whose commit the connection is cut at. */
  readonly writes: (statement: Statement) => boolean;
  prepare(stage: Stage): Promise<Prepared>;
}

const AMOUNT = 9200;

const count = async ({ books, organisation }: Stage, what: string): Promise<unknown> =>
  (await books.rows(`select ${what} from organisation where organisation.reference = ?`, [organisation]))[0];

async function billedStart(stage: Stage) {
  const { number } = await stage.books.invoice(stage.organisation, AMOUNT);
  return {
    ...{ organisation: stage.organisation, invoices: [number], lineIds: [], amount: null },
    expectedAmount: pence(AMOUNT),
  };
}

const ATTEMPTS = `(select jsonb_agg(state) from card_payment where organisation_id = organisation.id) as states,
  (select count(*) from receipt where organisation_id = organisation.id) as receipts,
  (select count(*) from audit_event where organisation_id = organisation.id and kind = 'card-payment.cancel-asked') as asked`;

const issues: AmbiguousCommand = {
  name: 'issue an invoice',
  writes: ({ sql }) => /insert into invoice\b/.test(sql),
  prepare: async (stage) => {
    const lines = [aLine(AMOUNT), aLine(AMOUNT)];
    return {
      run: (ctx, commandId) =>
        runCommand(ctx, 'billing.issueInvoice', { commandId, organisation: stage.organisation, lines }, issueInvoice),
      effect: () =>
        count(
          stage,
          `(select count(*) from invoice where organisation_id = organisation.id) as invoices,
           (select receivable from organisation_balance where organisation_id = organisation.id) as receivable`,
        ),
      once: { invoices: 1, receivable: 2 * AMOUNT },
    };
  },
};

const starts: AmbiguousCommand = {
  name: 'start a payment',
  writes: ({ sql }) => /insert into "card_payment"/.test(sql),
  prepare: async (stage) => {
    const input = await billedStart(stage);
    return {
      run: (ctx, commandId) =>
        startCardPayment({ ...ctx, actor: stage.agent }, { commandId, ...input }, stage.telephone.deps),
      effect: () => count(stage, ATTEMPTS),
      once: { states: ['awaiting-card'], receipts: 0, asked: 0 },
      // Nobody knows whether its create was sent, so that it is never sent.
      onceWhenKept: { states: ['sending'], receipts: 0, asked: 0 },
    };
  },
};

async function started(stage: Stage): Promise<string> {
  return stage.telephone.start(stage.agent, await billedStart(stage));
}

const cancels: AmbiguousCommand = {
  name: 'cancel a payment',
  writes: ({ sql, values }) => /^update card_payment set state/.test(sql) && values.includes('cancelling'),
  prepare: async (stage) => {
    const attemptId = await started(stage);
    return {
      run: (ctx, commandId) =>
        cancelCardPayment({ ...ctx, actor: stage.agent }, { commandId, attemptId }, stage.telephone.deps),
      effect: () => count(stage, ATTEMPTS),
      once: { states: ['cancelled'], receipts: 0, asked: 1 },
    };
  },
};

const books: AmbiguousCommand = {
  name: 'book a payment',
  writes: ({ sql }) => /insert into receipt/.test(sql),
  prepare: async (stage) => {
    const attemptId = await started(stage);
    const page = await stage.telephone.cardPage(stage.agent, attemptId);
    await page.enterCard({ number: VISA });
    await page.confirm();
    return {
      run: (ctx) => settleCardPayment(ctx, attemptId, stage.telephone.deps),
      effect: () => count(stage, ATTEMPTS),
      once: { states: ['paid'], receipts: 1, asked: 0 },
    };
  },
};

export const AMBIGUOUS_COMMANDS: readonly AmbiguousCommand[] = [issues, starts, cancels, books];
