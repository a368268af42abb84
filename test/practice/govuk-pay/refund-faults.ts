export type RefundFault =
  | 'submitted-then-success'
  | 'submitted-then-error'
  | 'made-then-lost'
  | 'made-then-500'
  | 'refused-500'
  | 'refused-412'
  | 'rate-limited'
  | 'error';

/** How long a refund that is not done at once stays `submitted`, on the Pay clock. */
export const SUBMITTED_FOR_MS = 24 * 60 * 60 * 1_000;

type RefundFaultRule = { pence: number; fault: RefundFault; means: string };

/** What becomes of a refund is asked for by the last two digits of its amount; any other is a success at once. */
export const REFUND_FAULTS: readonly RefundFaultRule[] = [
  { pence: 31, fault: 'submitted-then-success', means: 'The refund is submitted for a day, then a success' },
  { pence: 32, fault: 'submitted-then-error', means: 'The refund is submitted for a day, then an error' },
  { pence: 33, fault: 'made-then-lost', means: 'The refund is made, then the connection drops without an answer' },
  { pence: 34, fault: 'made-then-500', means: 'The refund is made, then answers 500 P0698' },
  { pence: 35, fault: 'refused-500', means: 'The refund answers 500 P0698 and makes nothing' },
  { pence: 36, fault: 'refused-412', means: 'The refund answers 412 P0604 and makes nothing' },
  { pence: 37, fault: 'rate-limited', means: 'The refund answers 429 P0900 and makes nothing' },
  { pence: 38, fault: 'error', means: 'The refund is an error at once' },
];

/** The fault that a refund of this many pence asks for, if any. */
export function refundFaultOf(amount: number): RefundFault | undefined {
  return REFUND_FAULTS.find(({ pence }) => pence === amount % 100)?.fault;
}
