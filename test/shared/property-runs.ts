import type { Parameters } from 'fast-check';

/** How often a property is tried: the full count when proving, a tenth of it otherwise. A failure prints its seed. */
export function runs(full: number): Pick<Parameters, 'numRuns'> {
  return { numRuns: process.env.PROVE === '1' ? full : Math.ceil(full / 10) };
}
