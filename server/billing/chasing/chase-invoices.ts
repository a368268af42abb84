import type { InvoiceNumber, OrganisationReference } from '../../../shared/checked-reference.ts';
import { londonDay, type LocalDate } from '../../../shared/local-date.ts';
import type { Pence } from '../../../shared/money.ts';
import { recordAudit } from '../../audit/index.ts';
import { keepDocument, queueMessage, wakeSender } from '../../correspondence/index.ts';
import { violatesUnique } from '../../platform/database-errors.ts';
import { selectRows, write } from '../../platform/rows.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../../platform/run-command.ts';
import type { SendingDeps } from '../sending/sending-deps.ts';
import { whereToSend } from '../sending/where-to-send.ts';
import { chasingLetter } from './chasing-letter.ts';
import { lastDueDay, readChasingPlan, type PlannedStep } from './chasing-plan.ts';
import { chasingWords } from './chasing-words.ts';
import { NOT_STOPPED } from './why-stopped.ts';
import { readWorkingCalendar } from './working-calendar.ts';

export const CHASE_INVOICES_QUEUE = 'billing.chase-invoices';

const AT_ONCE = 50;

/** An unpaid invoice and the furthest step of the plan that has fallen due for it. */
interface Due {
  readonly id: number;
  readonly number: InvoiceNumber;
  readonly reference: OrganisationReference;
  readonly name: string;
  readonly organisation_id: number;
  readonly due_on: LocalDate;
  readonly outstanding: Pence;
  readonly place: number;
}

/**
 * On a working day, takes the step that has fallen due for each unpaid invoice. Of several that are due at once only the
 * furthest is taken, so that nobody who was not chased for long gets three messages in a day; the others are noted as
 * passed over. Each step is taken once for an invoice, whoever else chases at the same moment.
 */
export async function chaseInvoices(ctx: CommandContext, deps: SendingDeps): Promise<void> {
  const today = londonDay(ctx.clock.now());
  const em = ctx.em.fork();
  const calendar = await readWorkingCalendar(em);
  if (!calendar.isWorkingDay(today)) return;
  const plan = await readChasingPlan(em);
  const due = plan.map((step) => ({ place: step.place, last: lastDueDay(step, today, calendar), kind: step.kind }));
  for (let after = 0; ;) {
    const invoices = await selectRows<Due>(ctx.em.fork(), FALLEN_DUE, [JSON.stringify(due), today, after, today]);
    for (const invoice of invoices) await chase(ctx, { invoice, plan, today, deps });
    const last = invoices.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

/**
 * Steps that fell due as JSON, today, the last invoice before, today. A reminder is for what is not due yet. What is
 * stopped is left alone.
 */
const FALLEN_DUE = `
  with step as (select * from jsonb_to_recordset(?::jsonb) as step (place integer, last date, kind text))
  select bill.id, bill.number, organisation.reference, organisation.name, bill.organisation_id, bill.due_on,
    bill.outstanding, furthest.place
  from organisation join organisation_balance balance on balance.organisation_id = organisation.id
  join invoice_standing bill on bill.organisation_id = organisation.id
  cross join lateral (
    select max(place) as place from step
    where bill.due_on <= step.last and (kind <> 'reminder' or bill.due_on >= ?::date)) furthest
  where bill.id > ? and balance.receivable > 0 and furthest.place is not null and ${NOT_STOPPED}
    and not exists (select from chase join chasing_step on chasing_step.step = chase.step
      where chase.invoice_id = bill.id and chasing_step.place >= furthest.place)
  order by bill.id limit ${AT_ONCE}`;

interface Chase {
  readonly invoice: Due;
  readonly plan: readonly PlannedStep[];
  readonly today: LocalDate;
  readonly deps: SendingDeps;
}

async function chase(ctx: CommandContext, { invoice, plan, today, deps }: Chase): Promise<void> {
  const step = plan.find(({ place }) => place === invoice.place);
  if (step === undefined) throw new Error('A step has fallen due that is not in the plan');
  try {
    await runSystemChange(ctx, {}, async (scope) => {
      const owed = await stillOwed(scope, invoice.id, today);
      if (owed === null) return;
      await passOver(scope, invoice.id, step.place, owed);
      if (step.kind === 'referral') await refer(scope, invoice, step, owed);
      else await send(scope, { invoice, step, owed, deps });
    });
  } catch (error) {
    // Another copy of the server took the step: this one is undone with its message.
    if (!violatesUnique(error, 'chase_pkey')) throw error;
  }
}

/** Looked at again within the transaction: a payment or a hold may have come since the invoice was found. */
async function stillOwed({ tx }: CommandScope, invoiceId: number, today: LocalDate): Promise<Pence | null> {
  const [bill] = await selectRows<{ outstanding: Pence }>(
    tx,
    `select outstanding from invoice_standing bill join organisation on organisation.id = bill.organisation_id
     where bill.id = ? and ${NOT_STOPPED}`,
    [invoiceId, today],
  );
  return bill?.outstanding ?? null;
}

async function passOver({ tx, now }: CommandScope, invoiceId: number, place: number, owed: Pence): Promise<void> {
  await write(
    tx,
    `insert into chase (invoice_id, step, outcome, owed, at)
     select ?::integer, step, 'passed-over', ?::bigint, ?::timestamptz from chasing_step where place < ?
       and not exists (select from chase where chase.invoice_id = ? and chase.step = chasing_step.step)`,
    [invoiceId, owed, now.toISOString(), place, invoiceId],
  );
}

async function refer(scope: CommandScope, invoice: Due, { step }: PlannedStep, owed: Pence): Promise<void> {
  await write(scope.tx, `insert into chase (invoice_id, step, outcome, owed, at) values (?, ?, 'referred', ?, ?)`, [
    ...[invoice.id, step, owed, scope.now.toISOString()],
  ]);
  await recordAudit(scope, {
    kind: 'invoice.referred',
    subject: `invoice:${invoice.number}`,
    organisationId: invoice.organisation_id,
    facts: { invoiceNumber: invoice.number, amount: owed },
  });
}

async function send(
  scope: CommandScope,
  { invoice, step, owed, deps }: { invoice: Due; step: PlannedStep; owed: Pence; deps: SendingDeps },
): Promise<void> {
  const { tx, now } = scope;
  const destination = await whereToSend(tx, invoice.reference);
  const words = chasingWords({ ...invoice, dueOn: invoice.due_on, owed, step }, deps.sender);
  const documentId =
    destination.channel === 'letter'
      ? await keepDocument(
          scope,
          await chasingLetter({ ...words, recipient: destination.recipient, at: now }, deps.sender),
        )
      : null;
  const about = `invoice:${invoice.number}`;
  const messageId = await queueMessage(scope, { ...destination, ...words, kind: step.step, about, documentId });
  await write(
    tx,
    `insert into chase (invoice_id, step, outcome, owed, message_id, at) values (?, ?, 'sent', ?, ?, ?)`,
    [...[invoice.id, step.step, owed, messageId, now.toISOString()]],
  );
  await wakeSender(tx, deps.jobs);
}
