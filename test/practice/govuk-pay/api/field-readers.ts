import { type ApiRefusal, invalid, missing } from './api-refusal.ts';
import type { JsonObject } from './json-body.ts';

const NOT_ALLOWED = /[<>|]/;

/** Reads a mandatory text: not null, not blank, none of `<`, `>`, `|`. */
export function readMandatoryText(fields: JsonObject, field: string): string {
  const wrongFormat = invalid(400, field, 'Must be a valid string format');
  const value = readPresentText(fields[field], missing(field), wrongFormat);
  if (NOT_ALLOWED.test(value)) throw wrongFormat;
  return value;
}

/** Reads a text that may be absent or null. */
export function readOptionalText(
  fields: JsonObject,
  field: string,
  why = 'Field must be a string',
): string | undefined {
  const value = fields[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalid(400, field, why);
  return value;
}

/** Reads true or false; absent counts as false, null is refused. */
export function readFlag(fields: JsonObject, field: string): boolean {
  const value = fields[field];
  if (value === undefined) return false;
  if (typeof value !== 'boolean') throw invalid(400, field, 'Must be true or false');
  return value;
}

/** Reads one of a few words; absent counts as the first. Another type or a blank is 400, another word 422. */
export function readWord<Word extends string>(
  fields: JsonObject,
  field: string,
  words: readonly [Word, ...Word[]],
  why: string,
): Word {
  if (fields[field] === undefined) return words[0];
  const wrongType = invalid(400, field, why);
  const value = readPresentText(fields[field], wrongType, wrongType);
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) throw invalid(422, field, why);
  return word;
}

/** Refuses (422) a text over its length. */
export function refuseLongText(field: string, value: string | undefined, longest: number): void {
  if (value !== undefined && value.length > longest) {
    throw invalid(422, field, `Must be less than or equal to ${longest} characters length`);
  }
}

function readPresentText(value: unknown, absent: ApiRefusal, wrongType: ApiRefusal): string {
  if (value === undefined || value === null) throw absent;
  if (typeof value !== 'string') throw wrongType;
  if (value.trim() === '') throw absent;
  return value;
}
