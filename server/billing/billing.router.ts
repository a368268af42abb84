import {
  ExplainInvoice,
  ExplainLine,
  Explanation,
  GetInvoice,
  InvoiceLinePage,
  InvoicePage,
  InvoiceRecord,
  IssuedInvoice,
  IssueInvoice,
  ListInvoiceLines,
  ListInvoices,
} from '../../shared/contracts/billing.ts';
import { BillForecast, ReadForecast } from '../../shared/contracts/forecast.ts';
import { GetStatement, StatementOfAccount } from '../../shared/contracts/statements.ts';
import { londonDay } from '../../shared/local-date.ts';
import { runCommand } from '../platform/run-command.ts';
import { permitted, router, type PermittedContext } from '../platform/trpc.ts';
import { explainInvoice } from './explain/explain-invoice.ts';
import { explainLine } from './explain/explain-line.ts';
import { readForecast } from './forecast/read-forecast.ts';
import { issueInvoice } from './issue-invoice.ts';
import { listInvoiceLines } from './list-invoice-lines.ts';
import { getInvoice, listInvoices } from './list-invoices.ts';
import { statementOfAccount } from './statement-of-account.ts';

const readerOf = (ctx: PermittedContext) => ({ staffId: ctx.actor.staffId, today: londonDay(ctx.clock.now()) });

export const billingRouter = router({
  listInvoices: permitted('invoice.read')
    .input(ListInvoices)
    .output(InvoicePage)
    .query(({ ctx, input }) => listInvoices(ctx.em, input, readerOf(ctx))),
  getInvoice: permitted('invoice.read')
    .input(GetInvoice)
    .output(InvoiceRecord)
    .query(({ ctx, input }) => getInvoice(ctx.em, input.number, readerOf(ctx))),
  listInvoiceLines: permitted('invoice.read')
    .input(ListInvoiceLines)
    .output(InvoiceLinePage)
    .query(({ ctx, input }) => listInvoiceLines(ctx.em, input, ctx.actor.staffId)),
  explainLine: permitted('invoice.read')
    .input(ExplainLine)
    .output(Explanation)
    .query(({ ctx, input }) => explainLine(ctx.em, input.lineId)),
  explainInvoice: permitted('invoice.read')
    .input(ExplainInvoice)
    .output(Explanation)
    .query(({ ctx, input }) => explainInvoice(ctx.em, input.number)),
  readForecast: permitted('usage.read')
    .input(ReadForecast)
    .output(BillForecast)
    .query(({ ctx, input }) => readForecast(ctx.em, input.organisation)),
  statementOfAccount: permitted('invoice.read')
    .input(GetStatement)
    .output(StatementOfAccount)
    .query(({ ctx, input }) => statementOfAccount(ctx.em, input)),
  issueInvoice: permitted('invoice.issue')
    .input(IssueInvoice)
    .output(IssuedInvoice)
    .mutation(({ ctx, input }) => runCommand(ctx, 'billing.issueInvoice', input, issueInvoice)),
});
