/** Organisations: who is billed, where they are, and what their status lets staff do. */
export { addContact } from './add-contact.ts';
export { askToCloseOrganisation } from './ask-to-close-organisation.ts';
export { createOrganisation, type CreateOrganisation } from './create-organisation.ts';
export { findOrganisation } from './find-organisation.ts';
export { organisationChangeApplier } from './organisation-change.applier.ts';
export { Organisation } from './organisation.entity.ts';
export { explainAllowed, requireAllowed } from './organisation-status.ts';
export { organisationsRouter } from './organisations.router.ts';
export { setBranchOf } from './set-branch-of.ts';
export { setOrganisationStatus, type SetOrganisationStatus } from './set-organisation-status.ts';
export { carryOutSuccessions, SUCCESSIONS_QUEUE } from './successions/carry-out-successions.ts';
export { PASS_ON_QUEUE, passOnRegistrations } from './successions/pass-on-registrations.ts';
export { successionApplier } from './successions/succession.applier.ts';
