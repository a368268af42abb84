import { z } from 'zod';
import type { Payment } from '../payment.ts';
import { invalid } from './api-refusal.ts';

const MOST_KEYS = 15;
const LONGEST_KEY = 30;
const LONGEST_TEXT = 100;

const valueSchema = z.union([z.string(), z.number(), z.boolean()]);
const metadataSchema = z.record(z.string(), valueSchema);

type Metadata = NonNullable<Payment['metadata']>;

/** Reads `metadata`: up to 15 keys of 1 to 30 characters, text up to 100, no nesting, no null. Empty counts as absent. */
export function readMetadata(value: unknown): Metadata | undefined {
  if (value === null) throw invalid(422, 'metadata', 'Value must not be null');
  const read = z.record(z.string(), z.unknown()).safeParse(value);
  if (!read.success) throw invalid(422, 'metadata', 'Must be an object of JSON key-value pairs');
  const broken = brokenRules(read.data);
  if (broken.length > 0) throw invalid(422, 'metadata', broken.join('. '));
  const metadata = metadataSchema.parse(read.data);
  return Object.keys(metadata).length > 0 ? metadata : undefined;
}

function brokenRules(metadata: Record<string, unknown>): string[] {
  const keys = Object.keys(metadata);
  const values = Object.values(metadata);
  const broken: string[] = [];
  if (keys.length > MOST_KEYS) broken.push(`Cannot have more than ${MOST_KEYS} key-value pairs`);
  if (keys.some((key) => key.length < 1 || key.length > LONGEST_KEY)) {
    broken.push(`Keys must be between 1 and ${LONGEST_KEY} characters long`);
  }
  if (values.some((value) => value !== null && !valueSchema.safeParse(value).success)) {
    broken.push('Values must be of type String, Boolean or Number');
  }
  if (values.some((value) => typeof value === 'string' && value.length > LONGEST_TEXT)) {
    broken.push(`Values must be no greater than ${LONGEST_TEXT} characters long`);
  }
  if (values.includes(null)) broken.push('Must not have null values');
  if (new Set(keys.map((key) => key.toLowerCase())).size < keys.length) {
    broken.push('Must have case insensitive unique keys');
  }
  return broken;
}
