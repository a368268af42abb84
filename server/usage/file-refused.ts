import type { FileRefusal } from '../../shared/contracts/usage.ts';
import type { RowFacts } from './registration-facts.ts';

/** A file that is not taken in at all. Thrown while it is read, so that whatever was written of it is rolled back. */
export class FileRefused extends Error {
  override name = 'FileRefused';
  readonly refusal: FileRefusal;
  readonly facts: RowFacts;

  constructor(refusal: FileRefusal, facts: RowFacts = {}) {
    super(refusal);
    this.refusal = refusal;
    this.facts = facts;
  }
}
