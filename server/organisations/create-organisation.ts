import { organisationReference, type OrganisationReference } from '../../shared/checked-reference.ts';
import type { BillCycle, OrganisationKind } from '../../shared/contracts/organisations.ts';
import { recordAudit } from '../audit/index.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { selectOne } from '../platform/rows.ts';
import { Organisation } from './organisation.entity.ts';

export interface CreateOrganisation {
  readonly commandId: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly addressLines: readonly string[];
  readonly town: string;
  readonly postcode: string;
  readonly billingContact: {
    readonly name: string;
    /** What they do there; unknown unless said. */
    readonly role?: string;
    readonly email: string;
    readonly phone: string;
  };
  readonly creditTermsDays: number;
  /** Monthly unless said. */
  readonly billingCycle?: BillCycle;
  readonly purchaseOrderRequired?: boolean;
  readonly purchaseOrder?: string | null;
}

/** Opens an organisation under the next reference. Its balance starts at nothing when its first bill is posted. */
export async function createOrganisation(
  scope: CommandScope,
  input: CreateOrganisation,
): Promise<{ reference: OrganisationReference }> {
  const { tx } = scope;
  const { billingContact } = input;
  const { number } = await selectOne<{ number: number }>(tx, `select nextval('organisation_number') as number`);
  const reference = organisationReference(number);
  const organisation = tx.create(Organisation, {
    reference,
    name: input.name,
    kind: input.kind,
    addressLines: [...input.addressLines],
    town: input.town,
    postcode: input.postcode,
    contactName: billingContact.name,
    contactRole: billingContact.role ?? '',
    contactEmail: billingContact.email,
    contactPhone: billingContact.phone,
    creditTermsDays: input.creditTermsDays,
    billingCycle: input.billingCycle ?? 'monthly',
    purchaseOrderRequired: input.purchaseOrderRequired ?? false,
    purchaseOrder: input.purchaseOrder ?? null,
    createdAt: scope.now,
  });
  await tx.flush();
  await recordAudit(scope, {
    kind: 'organisation.created',
    subject: `organisation:${reference}`,
    organisationId: organisation.id,
    facts: { reference, name: input.name },
  });
  return { reference };
}
