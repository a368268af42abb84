import type { EntityManager } from '@mikro-orm/postgresql';
import type { InvoiceNumber } from '../../../shared/checked-reference.ts';
import type { ChaseOutcome, ChasingRecord, ChasingStop, InvoiceHold } from '../../../shared/contracts/chasing.ts';
import type { LocalDate } from '../../../shared/local-date.ts';
import type { Pence } from '../../../shared/money.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { readInstant, selectRows } from '../../platform/rows.ts';
import { readChasingPlan, stepDay } from './chasing-plan.ts';
import { IS_BEING_PAID } from './why-stopped.ts';
import { readWorkingCalendar } from './working-calendar.ts';

interface Bill {
  readonly id: number;
  readonly due_on: LocalDate;
  readonly outstanding: Pence;
  readonly status: string;
  readonly being_paid: boolean;
}

interface HoldRow {
  readonly until: LocalDate;
  readonly reason: string;
  readonly by: string;
  readonly placed_at: string;
  readonly lifted_at: string | null;
  readonly lifted_by: string | null;
  readonly lifted_because: string | null;
}

/** What was done about an unpaid invoice, what will be and when, and what stops it. INVOICE_NOT_FOUND when there is none. */
export async function getChasing(em: EntityManager, number: InvoiceNumber, today: LocalDate): Promise<ChasingRecord> {
  const [bill] = await selectRows<Bill>(
    em,
    `select bill.id, bill.due_on, bill.outstanding, organisation.status, ${IS_BEING_PAID} as being_paid
     from invoice_standing bill join organisation on organisation.id = bill.organisation_id where bill.number = ?`,
    [number],
  );
  if (bill === undefined) throw new DomainError('INVOICE_NOT_FOUND', { number });
  const holds = await readHolds(em, bill.id);
  const live = holds.find(({ lifted_at, until }) => lifted_at === null && until >= today);
  return {
    steps: await readSteps(em, bill),
    stoppedBy: stopOf(bill, live !== undefined),
    hold: live === undefined ? null : toHold(live),
    pastHolds: holds.flatMap((hold) =>
      hold.lifted_at === null || hold.lifted_by === null || hold.lifted_because === null
        ? []
        : [
            {
              ...toHold(hold),
              ...{
                liftedAt: readInstant(hold.lifted_at),
                liftedBy: hold.lifted_by,
                liftedBecause: hold.lifted_because,
              },
            },
          ],
    ),
  };
}

async function readSteps(em: EntityManager, { id, due_on }: Bill): Promise<ChasingRecord['steps']> {
  const calendar = await readWorkingCalendar(em);
  const taken = await selectRows<{
    step: string;
    outcome: ChaseOutcome;
    at: string;
    owed: Pence;
    message_id: number | null;
  }>(em, 'select step, outcome, at, owed, message_id from chase where invoice_id = ?', [id]);
  return (await readChasingPlan(em)).map((planned) => {
    const { step, title, workingDays } = planned;
    const on = stepDay(planned, due_on, calendar);
    const done = taken.find((one) => one.step === step);
    return {
      ...{ step, title, workingDays, on, isProvisional: calendar.isProvisional(on) },
      done:
        done === undefined
          ? null
          : { outcome: done.outcome, at: readInstant(done.at), owed: done.owed, messageId: done.message_id },
    };
  });
}

function readHolds(em: EntityManager, invoiceId: number): Promise<HoldRow[]> {
  return selectRows<HoldRow>(
    em,
    `select held_until as until, reason, placer.name as by, placed_at, lifted_at, lifter.name as lifted_by, lifted_because
     from invoice_hold join staff placer on placer.id = placed_by left join staff lifter on lifter.id = lifted_by
     where invoice_id = ? order by invoice_hold.id desc`,
    [invoiceId],
  );
}

function toHold({ until, reason, by, placed_at }: HoldRow): InvoiceHold {
  return { until, reason, by, at: readInstant(placed_at) };
}

function stopOf(bill: Bill, isHeld: boolean): ChasingStop | null {
  if (bill.outstanding === 0) return 'paid';
  if (isHeld) return 'held';
  if (bill.status === 'on-hold' || bill.status === 'closed') return bill.status;
  return bill.being_paid ? 'being-paid' : null;
}
