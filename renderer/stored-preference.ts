import { useSyncExternalStore } from 'react';

/** A preference kept on this machine: read, written, and followed by components. */
export interface Stored<Value extends string> {
  readonly get: () => Value;
  readonly set: (value: Value) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Makes a preference named `name`; `parse` returns undefined for text it does not know, and `fallback` is used. */
export function makeStored<Value extends string>(
  name: string,
  fallback: Value,
  parse: (text: string) => Value | undefined,
): Stored<Value> {
  const key = `counterfoil.${name}`;
  const listeners = new Set<() => void>();
  let value: Value | undefined;
  return {
    get: () => (value ??= parse(localStorage.getItem(key) ?? '') ?? fallback),
    set: (next) => {
      value = next;
      localStorage.setItem(key, next);
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The current value of a preference, following changes. */
export function useStored<Value extends string>(stored: Stored<Value>): Value {
  return useSyncExternalStore(stored.subscribe, stored.get);
}

/** A yes-or-no preference. */
export type Switch = Stored<'on' | 'off'>;

export function makeSwitch(name: string, fallback: 'on' | 'off'): Switch {
  return makeStored(name, fallback, (text) => (text === 'on' || text === 'off' ? text : undefined));
}
