import { useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { InvoiceNumber, OrganisationReference } from '../../shared/checked-reference.ts';
import { CardPaymentStatus } from './card-payment-status.tsx';
import { TakePaymentForm } from './take-payment-form.tsx';
import { useFocusBack } from './use-focus-back.ts';

export interface TakePaymentPaneProps {
  readonly organisation: OrganisationReference;
  readonly organisationName: string;
  readonly invoices: readonly InvoiceNumber[];
  readonly lineIds: readonly number[];
  readonly onClose: () => void;
}

/** The right pane that takes a card payment for what was chosen, then follows it until it is settled. */
export function TakePaymentPane(props: TakePaymentPaneProps) {
  const [attemptId, setAttemptId] = useState<string | null>(null);
  useFocusBack();
  const onDone = useBackToOrganisation(props.organisation, props.onClose);
  if (attemptId === null) return <TakePaymentForm {...props} onStarted={setAttemptId} />;
  return (
    <CardPaymentStatus key={attemptId} attemptId={attemptId} takesFocus onDone={onDone} onStartedAgain={setAttemptId} />
  );
}

/** Closes the pane, and goes to the organisation where the pane stood beside something else. */
function useBackToOrganisation(reference: OrganisationReference, onClose: () => void): () => void {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  return () => {
    onClose();
    if (pathname !== `/organisations/${reference}`) {
      void navigate({ to: '/organisations/$reference', params: { reference }, search: {} });
    }
  };
}
