import { Link } from '@tanstack/react-router';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { OrganisationRecord } from '../../shared/contracts/organisations.ts';
import { formatPounds } from '../../shared/money.ts';
import { useMay } from '../shell/staff.tsx';
import { Button } from '../ui/button.tsx';
import './merged-notice.css';

export interface MergedNoticeProps {
  readonly organisation: OrganisationRecord;
  /** Takes a card payment for the bills of one that was merged into this. */
  readonly onPay: (reference: OrganisationReference) => void;
}

type Merged = OrganisationRecord['mergedFrom'][number];

function MergedLine({ merged, onPay }: { readonly merged: Merged; readonly onPay: MergedNoticeProps['onPay'] }) {
  const mayTake = useMay('cardPayment.take');
  const { reference, name, receivable } = merged;
  return (
    <li className="merged">
      <span>
        <Link to="/organisations/$reference" params={{ reference }} search={{}}>
          {name}
        </Link>{' '}
        <span className="reference muted">{reference}</span> merged into this one and{' '}
        {receivable === 0 ? 'owes nothing any more.' : <>still owes {formatPounds(receivable)} on its own bills.</>}
      </span>
      {mayTake && receivable > 0 && (
        <Button aria-label={`Take card payment for bills of ${name}`} onPress={() => onPay(reference)}>
          Take card payment for them
        </Button>
      )}
    </li>
  );
}

/** Which organisation took over from this one, and which ones this took over from, with what those still owe. */
export function MergedNotice({ organisation: { mergedInto, mergedFrom }, onPay }: MergedNoticeProps) {
  if (mergedInto === null && mergedFrom.length === 0) return null;
  return (
    <ul className="merged-list">
      {mergedInto !== null && (
        <li className="merged">
          <span>
            What is registered now goes to{' '}
            <Link to="/organisations/$reference" params={{ reference: mergedInto.reference }} search={{}}>
              {mergedInto.name}
            </Link>{' '}
            <span className="reference muted">{mergedInto.reference}</span>. Bills that stand here are still paid here.
          </span>
        </li>
      )}
      {mergedFrom.map((merged) => (
        <MergedLine key={merged.reference} merged={merged} onPay={onPay} />
      ))}
    </ul>
  );
}
