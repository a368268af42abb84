import type { EntityManager } from '@mikro-orm/postgresql';
import type { CorrectionEffect, CorrectionPreview, CorrectionRequest } from '../../../shared/contracts/corrections.ts';
import type { LocalDate } from '../../../shared/local-date.ts';
import { pence, type Pence } from '../../../shared/money.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { selectRows } from '../../platform/rows.ts';
import { chargedParty, type CorrectionPlan, type Party } from './correction-plan.ts';
import { planCorrection } from './plan-correction.ts';
import { totalsOf } from './plan-summary.ts';

const MOST_LISTED = 200;

/** What a correction would do as things stand, or what stands in its way. Decides nothing: asking decides again. */
export async function previewCorrection(
  em: EntityManager,
  request: CorrectionRequest,
  today: LocalDate,
): Promise<CorrectionPreview> {
  try {
    return { effect: await effectOf(em, await planCorrection(em, request, today)), refusal: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { effect: null, refusal: { code: error.code, details: { ...error.details } } };
  }
}

async function effectOf(em: EntityManager, plan: CorrectionPlan): Promise<CorrectionEffect> {
  const { credited, charged } = totalsOf(plan);
  return {
    ...{ credited, charged, creditLineCount: plan.credits.length, chargeLineCount: plan.charges.length },
    credits: plan.credits.slice(0, MOST_LISTED).map((credit) => ({ ...credit })),
    charges: plan.charges
      .slice(0, MOST_LISTED)
      .map(({ lpaReference, feeKind, amount, change }) => ({ lpaReference, feeKind, amount, change })),
    balances: await balancesOf(em, plan),
  };
}

async function balancesOf(em: EntityManager, plan: CorrectionPlan): Promise<CorrectionEffect['balances']> {
  const { offDebt, toAccount, charged } = totalsOf(plan);
  const parties = plan.to === null ? [plan.from] : [plan.from, plan.to];
  const kept = new Map(
    (
      await selectRows<{ id: number; receivable: Pence; credit: Pence }>(
        em,
        `select organisation_id as id, receivable, credit from organisation_balance
         where organisation_id in (select value::int from jsonb_array_elements_text(?::jsonb))`,
        [JSON.stringify(parties.map(({ id }) => id))],
      )
    ).map((row) => [row.id, row]),
  );
  const balanceOf = (party: Party): CorrectionEffect['balances'][number] => {
    const { receivable: owes, credit } = kept.get(party.id) ?? { receivable: pence(0), credit: pence(0) };
    const isFrom = party.id === plan.from.id;
    const more = party.id === chargedParty(plan).id ? charged : 0;
    return {
      organisation: { reference: party.reference, name: party.name },
      owesBefore: owes,
      owesAfter: pence(owes + more - (isFrom ? offDebt : 0)),
      creditBefore: credit,
      creditAfter: pence(credit + (isFrom ? toAccount : 0)),
    };
  };
  return parties.map(balanceOf);
}
