import { useState } from 'react';
import { EMPTY_PART, type PartEntry } from './parts-entry.ts';

/** A part with what tells it from the others while everything else of it is typed. */
export interface TypedPart {
  readonly key: string;
  readonly entry: PartEntry;
}

export interface TypedParts {
  readonly typed: readonly TypedPart[];
  readonly add: () => void;
  readonly change: (key: string, to: Partial<PartEntry>) => void;
  readonly remove: (key: string) => void;
}

const anotherPart = (): TypedPart => ({ key: crypto.randomUUID(), entry: EMPTY_PART });

/** The parts of a payment as they are typed; one to begin with. */
export function useTypedParts(): TypedParts {
  const [typed, setTyped] = useState<readonly TypedPart[]>(() => [anotherPart()]);
  return {
    typed,
    add: () => setTyped((before) => [...before, anotherPart()]),
    change: (key, to) =>
      setTyped((before) => before.map((one) => (one.key === key ? { key, entry: { ...one.entry, ...to } } : one))),
    remove: (key) => setTyped((before) => before.filter((one) => one.key !== key)),
  };
}
