import { z } from 'zod';
import type { Payment } from '../payment.ts';
import { readOptionalText, refuseLongText } from './field-readers.ts';
import type { JsonObject } from './json-body.ts';

type Prefilled = NonNullable<Payment['prefilled']>;

const objectSchema = z.record(z.string(), z.unknown());
const LONGEST = 255;
const LONGEST_POSTCODE = 25;

/** Reads `prefilled_cardholder_details`: a name and a billing address, each part a text or absent. */
export function readPrefilledDetails(value: unknown): Prefilled | undefined {
  const details = objectSchema.safeParse(value).data;
  if (!details) return undefined;
  const cardholderName = readOptionalText(details, 'cardholder_name');
  const address = objectSchema.safeParse(details['billing_address']).data;
  refuseLongText('cardholder_name', cardholderName, LONGEST);
  return {
    ...(cardholderName === undefined ? {} : { cardholderName }),
    ...(address === undefined ? {} : { billingAddress: readAddress(address) }),
  };
}

function readAddress(address: JsonObject): NonNullable<Prefilled['billingAddress']> {
  const read: NonNullable<Prefilled['billingAddress']> = {};
  for (const part of ['line1', 'line2', 'postcode', 'city', 'country'] as const) {
    const value = readOptionalText(address, part);
    refuseLongText(part, value, part === 'postcode' ? LONGEST_POSTCODE : LONGEST);
    if (value !== undefined) read[part] = value;
  }
  return read;
}
