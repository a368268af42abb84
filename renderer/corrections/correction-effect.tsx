import { Fragment } from 'react';
import type { CorrectionEffect, CorrectionPreview } from '../../shared/contracts/corrections.ts';
import type { DomainErrorCode } from '../../shared/domain-errors.ts';
import { formatPounds, type Pence } from '../../shared/money.ts';
import { refusalWords } from '../api/error-messages.ts';
import { FEE_WORDS } from '../billing/fee-words.ts';
import { counted } from '../grid/selection-bar.tsx';
import { Section } from '../ui/section.tsx';
import { Spoken } from '../ui/spoken.tsx';
import './corrections.css';

const LPA = ['LPA', 'LPAs'] as const;
const MOST_SHOWN = 50;

function Row({ what, before, after }: { readonly what: string; readonly before: Pence; readonly after: Pence }) {
  return (
    <tr>
      <th scope="row">{what}</th>
      <td className="figures-right figures">{formatPounds(before)}</td>
      <td className="figures-right figures">
        {before === after ? formatPounds(after) : <strong>{formatPounds(after)}</strong>}
      </td>
    </tr>
  );
}

function Balances({ effect }: { readonly effect: CorrectionEffect }) {
  return (
    <table className="plain-table correction-balances">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">What</span>
          </th>
          <th scope="col" className="figures-right">
            Now
          </th>
          <th scope="col" className="figures-right">
            Then
          </th>
        </tr>
      </thead>
      <tbody>
        {effect.balances.map(({ organisation, owesBefore, owesAfter, creditBefore, creditAfter }) => (
          <Fragment key={organisation.reference}>
            <Row what={`${organisation.name} owes`} before={owesBefore} after={owesAfter} />
            <Row what={`${organisation.name} has in credit`} before={creditBefore} after={creditAfter} />
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function more(listed: number, all: number): string | null {
  return all > listed ? `and ${counted(all - listed, LPA)} more` : null;
}

function Credits({ effect }: { readonly effect: CorrectionEffect }) {
  if (effect.creditLineCount === 0) return null;
  const shown = effect.credits.slice(0, MOST_SHOWN);
  return (
    <Section title={`Credit note of ${formatPounds(effect.credited)} for ${counted(effect.creditLineCount, LPA)}`}>
      <ul className="plain-list">
        {shown.map(({ lineId, lpaReference, amount, toAccount }) => (
          <li key={lineId}>
            <span className="reference">{lpaReference}</span>: {formatPounds(amount)}
            {toAccount > 0 && `, of it ${formatPounds(toAccount)} was paid and becomes credit on account`}
          </li>
        ))}
      </ul>
      <p className="muted">{more(shown.length, effect.creditLineCount)}</p>
    </Section>
  );
}

function Charges({ effect }: { readonly effect: CorrectionEffect }) {
  if (effect.chargeLineCount === 0) return null;
  const shown = effect.charges.slice(0, MOST_SHOWN);
  return (
    <Section title={`New invoice of ${formatPounds(effect.charged)} for ${counted(effect.chargeLineCount, LPA)}`}>
      <ul className="plain-list">
        {shown.map(({ lpaReference, feeKind, amount, change }) => (
          <li key={lpaReference}>
            <span className="reference">{lpaReference}</span>: {formatPounds(amount)},{' '}
            {FEE_WORDS[feeKind].toLowerCase()}
            {change !== null && <span className="muted">. {change}</span>}
          </li>
        ))}
      </ul>
      <p className="muted">{more(shown.length, effect.chargeLineCount)}</p>
    </Section>
  );
}

/** What a correction would do, to the balance first; or what stands in its way and what to do about it. */
export function CorrectionEffectView({ preview }: { readonly preview: CorrectionPreview }) {
  const { effect, refusal } = preview;
  if (refusal !== null) {
    const words = refusalWords(refusal.code as DomainErrorCode, refusal.details);
    return (
      <Spoken className="correction-refused">
        {words.what} {words.next}
      </Spoken>
    );
  }
  if (effect === null) return null;
  return (
    <>
      <Section title="What it does">
        <Balances effect={effect} />
      </Section>
      <Credits effect={effect} />
      <Charges effect={effect} />
    </>
  );
}
