import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { LpaKind } from '../../shared/contracts/billing.ts';
import type { RegistrationChannel, RegistrationFeeKind, RowRefusal } from '../../shared/contracts/usage.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import type { LpaReference } from '../../shared/lpa-reference.ts';
import type { Pence } from '../../shared/money.ts';

/** What a source says of one registered LPA. */
export interface RegistrationFacts {
  readonly lpaReference: LpaReference;
  readonly organisation: OrganisationReference;
  readonly lpaKind: LpaKind;
  readonly receivedOn: LocalDate;
  readonly registeredOn: LocalDate;
  readonly feeKind: RegistrationFeeKind;
  readonly channel: RegistrationChannel;
  readonly donorKey: string;
  readonly ownReference: string | null;
}

/** A registration on its way in: its place in the delivery, and the event that brought it, if an event did. */
export interface NewRegistration {
  readonly row: number;
  /** Rows of a file are no events: they are told apart by their LPA reference alone. */
  readonly eventId: string | null;
  /** When it was so at the source: of the event, or when the file was received. */
  readonly occurredAt: string;
  readonly facts: RegistrationFacts;
  readonly statedFee: Pence | null;
}

/** What a correction says: the facts it names and no others. Both days always come together. */
export type CorrectedFacts = Partial<Omit<RegistrationFacts, 'lpaReference'>>;

/** A correction or withdrawal on its way in. */
export interface NewChange {
  readonly row: number;
  readonly eventId: string;
  readonly occurredAt: string;
  readonly lpaReference: LpaReference;
  readonly kind: 'correction' | 'withdrawal';
  readonly says: CorrectedFacts;
}

/** What a sentence about a row needs: names of columns, references, days. Never what stood in a cell of free text. */
export type RowFacts = Readonly<Record<string, string | number>>;

/** Why a row or event is refused. */
export interface Refusal {
  readonly reason: RowRefusal;
  readonly facts: RowFacts;
}

/** What became of a row that was not simply accepted. */
export interface RowResult {
  readonly row: number;
  readonly outcome: 'duplicate' | 'refused' | 'corrected' | 'withdrawn' | 'waiting';
  readonly refusal: Refusal | null;
  readonly facts: RowFacts;
  readonly lpaReference: LpaReference | null;
}
