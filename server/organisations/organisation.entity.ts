import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import { BILL_CYCLES, ORGANISATION_KINDS, ORGANISATION_STATUSES } from '../../shared/contracts/organisations.ts';

/** A solicitor, will writer, charity or local authority that registers LPAs for its clients and is billed for them. */
export const Organisation = defineEntity({
  name: 'Organisation',
  tableName: 'organisation',
  properties: {
    id: p.integer().primary(),
    reference: p.string().$type<OrganisationReference>(),
    name: p.string(),
    kind: p.enum(ORGANISATION_KINDS),
    status: p.enum(ORGANISATION_STATUSES).default('active'),
    statusReason: p.string().nullable().default(null),
    addressLines: p.array(),
    town: p.string(),
    postcode: p.string(),
    contactName: p.string(),
    contactEmail: p.string(),
    contactPhone: p.string(),
    contactRole: p.string().default(''),
    creditTermsDays: p.integer().default(30),
    billingCycle: p.enum(BILL_CYCLES).default('monthly'),
    purchaseOrderRequired: p.boolean().default(false),
    purchaseOrder: p.string().nullable().default(null),
    mergedIntoId: p.integer().nullable().default(null),
    parentId: p.integer().nullable().default(null),
    createdAt: p.datetime(),
    version: p.integer().version().default(1),
  },
});
export type Organisation = InferEntity<typeof Organisation>;
