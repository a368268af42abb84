import { Staff, StaffRole } from './access/index.ts';
import { Organisation } from './organisations/index.ts';
import { CardPayment } from './payments/index.ts';

/** Every entity of every slice, for the ORM. Listed by hand: nothing is found by looking around. */
export const ENTITIES = [CardPayment, Organisation, Staff, StaffRole];
