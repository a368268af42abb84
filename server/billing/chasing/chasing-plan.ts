import type { EntityManager } from '@mikro-orm/postgresql';
import { addDays, compareLocalDates, type LocalDate } from '../../../shared/local-date.ts';
import { selectRows } from '../../platform/rows.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** One step of what is done about an unpaid invoice. */
export interface PlannedStep {
  readonly step: string;
  readonly place: number;
  /** After the due day; below nothing, before it. */
  readonly workingDays: number;
  readonly kind: 'reminder' | 'demand' | 'referral';
  readonly title: string;
}

/** The plan, in the order of its steps. */
export function readChasingPlan(em: EntityManager): Promise<PlannedStep[]> {
  return selectRows<PlannedStep>(
    em,
    `select step, place, working_days as "workingDays", kind, title from chasing_step order by place`,
  );
}

/** The working day on which a step falls due for an invoice that is due on `dueOn`. */
export function stepDay(
  step: Pick<PlannedStep, 'workingDays'>,
  dueOn: LocalDate,
  calendar: WorkingCalendar,
): LocalDate {
  return calendar.add(dueOn, step.workingDays);
}

/** The latest due day for which a step has fallen due by `today`. */
export function lastDueDay(step: PlannedStep, today: LocalDate, calendar: WorkingCalendar): LocalDate {
  // Working days are never fewer than days, so the search begins where it cannot have passed.
  let day = addDays(today, Math.max(0, -step.workingDays) * 3 + 10);
  while (compareLocalDates(stepDay(step, day, calendar), today) > 0) day = addDays(day, -1);
  return day;
}
