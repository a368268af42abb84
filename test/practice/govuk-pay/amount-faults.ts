export type CreateFault = 'slow' | 'refused-500' | 'created-then-lost' | 'created-then-500' | 'rate-limited';
export type ReadFault = 'first-reads-500' | 'first-reads-hang';
export type CancelFault = 'cancelled-then-lost' | 'cancelled-then-500';

/** How long a slow create takes and a hanging read hangs, on the Pay clock; and how many reads are at fault. */
export const SLOW_CREATE_MS = 8_000;
export const HANGING_READ_MS = 10_000;
export const FAULTY_READS: Record<ReadFault, number> = { 'first-reads-500': 3, 'first-reads-hang': 2 };

type AmountFault = { pence: number; create?: CreateFault; read?: ReadFault; cancel?: CancelFault; means: string };

/** Faults are asked for by ordinary values: the last two digits of the amount. Whole pounds never have one. */
export const AMOUNT_FAULTS: readonly AmountFault[] = [
  { pence: 71, cancel: 'cancelled-then-lost', means: 'Cancel works, then the connection drops without an answer' },
  { pence: 72, cancel: 'cancelled-then-500', means: 'Cancel works, then answers 500 P0598' },
  { pence: 81, read: 'first-reads-500', means: 'The first three reads of the payment answer 500 P0298' },
  { pence: 82, read: 'first-reads-hang', means: 'The first two reads of the payment take 10 seconds' },
  { pence: 91, create: 'slow', means: 'Create works at once but answers after 8 seconds' },
  { pence: 92, create: 'refused-500', means: 'Create answers 500 P0198 and makes nothing' },
  { pence: 93, create: 'created-then-lost', means: 'Create works, then the connection drops without an answer' },
  { pence: 94, create: 'created-then-500', means: 'Create works, then answers 500 P0198' },
  { pence: 95, create: 'rate-limited', means: 'Create answers 429 P0900 and makes nothing' },
];

/** The fault that an amount in pence asks for, if any. */
export function faultOf(amount: number): AmountFault | undefined {
  return AMOUNT_FAULTS.find((fault) => fault.pence === amount % 100);
}
