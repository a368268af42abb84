export interface AddressFault {
  /** What the part of an address before the @ is, or begins with and a hyphen. */
  readonly begins: string;
  readonly means: string;
  readonly ending?: string;
  readonly answer?: 'refuse' | 'fault' | 'busy' | 'hang-up-after';
}

/** Faults are asked for by ordinary data: the address that a message goes to. */
export const ADDRESS_FAULTS: readonly AddressFault[] = [
  { begins: 'perm-fail', means: 'there is no such address: permanent-failure', ending: 'permanent-failure' },
  { begins: 'temp-fail', means: 'the inbox is full: temporary-failure', ending: 'temporary-failure' },
  { begins: 'tech-fail', means: 'Notify itself fails: technical-failure', ending: 'technical-failure' },
  { begins: 'refused', means: 'refused, 400 BadRequestError; nothing is kept', answer: 'refuse' },
  { begins: 'down', means: 'a fault, 500; nothing is kept', answer: 'fault' },
  { begins: 'busy', means: 'too many calls, 429; nothing is kept', answer: 'busy' },
  { begins: 'lost', means: 'taken, and the answer is lost on its way', answer: 'hang-up-after' },
];

/** The fault that an address asks for, if any. */
export function faultOf(address: string): AddressFault | undefined {
  const name = address.split('@')[0]?.toLowerCase() ?? '';
  return ADDRESS_FAULTS.find(({ begins }) => name === begins || name.startsWith(`${begins}-`));
}
