import { modernisedReference, siriusReference, type LpaReference } from '../../../shared/lpa-reference.ts';

export type Register = 'sirius' | 'modernised';

// Steps without a factor in common with the sizes they walk through: no number comes twice before all have come.
const SIRIUS_NUMBERS = 10 ** 10;
const SIRIUS_STEP = 1_618_033_989;
const MODERNISED_NUMBERS = 10 ** 11;
const MODERNISED_STEP = 38_196_601_127;

/** Gives out LPA references with their right check digits, never the same one twice, spread over the whole range. */
export function lpaReferences(): (register: Register) => LpaReference {
  let sirius = 0;
  let modernised = 0;
  return (register) => {
    if (register === 'sirius') {
      sirius = (sirius + SIRIUS_STEP) % SIRIUS_NUMBERS;
      return siriusReference(`7${String(sirius).padStart(10, '0')}`);
    }
    modernised = (modernised + MODERNISED_STEP) % MODERNISED_NUMBERS;
    return modernisedReference(String(modernised).padStart(11, '0'));
  };
}
