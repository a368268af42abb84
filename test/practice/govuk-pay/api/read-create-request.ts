import { type Account, HIGHEST_AMOUNT } from '../accounts.ts';
import type { Payment } from '../payment.ts';
import { ApiRefusal, blocked, invalid, missing, unexpected } from './api-refusal.ts';
import { readFlag, readMandatoryText, readOptionalText, readWord, refuseLongText } from './field-readers.ts';
import { refuseBlockedText } from './firewall.ts';
import type { JsonBody, JsonObject } from './json-body.ts';
import { readMetadata } from './metadata-rules.ts';
import { readPrefilledDetails } from './prefilled-details.ts';
import { isReturnUrl } from './return-url-rules.ts';

export type CreateRequest = Pick<
  Payment,
  | 'amount'
  | 'reference'
  | 'description'
  | 'returnUrl'
  | 'language'
  | 'moto'
  | 'delayedCapture'
  | 'email'
  | 'metadata'
  | 'prefilled'
>;

const LARGEST_INT = 2 ** 31 - 1;
const AGREEMENT_ID_LENGTH = 26;

/**
 * Reads the body of a create, in the order in which Pay looks at it: the firewall, then the JSON type of each field
 * (400), then lengths and ranges (422), then what the account allows.
 */
export function readCreateRequest(body: JsonBody, account: Account): CreateRequest {
  refuseBlockedText(body.fields);
  const { fields } = body;
  const amount = readAmount(body);
  const reference = readMandatoryText(fields, 'reference');
  const description = readMandatoryText(fields, 'description');
  const returnUrl = readOptionalText(fields, 'return_url', 'Must be a valid URL format');
  const moto = readFlag(fields, 'moto');
  refuseOtherAuthorisation(fields, returnUrl);
  const language = readWord(fields, 'language', ['en', 'cy'], 'Must be "en" or "cy"');
  const delayedCapture = readFlag(fields, 'delayed_capture');
  const email = readOptionalText(fields, 'email');
  const prefilled = readPrefilledDetails(fields['prefilled_cardholder_details']);
  const metadata = 'metadata' in fields ? readMetadata(fields['metadata']) : undefined;

  refuseAmountOutOfRange(amount, account);
  refuseLongText('reference', reference, 255);
  refuseLongText('description', description, 255);
  refuseLongText('email', email, 254);
  refuseLongText('return_url', returnUrl, 2_000);
  if (moto && !account.allowMoto) throw motoNotEnabled();
  return {
    ...{ amount, reference, description, language, moto, delayedCapture },
    returnUrl: checkedReturnUrl(returnUrl, account),
    ...(email === undefined ? {} : { email }),
    ...(prefilled === undefined ? {} : { prefilled }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

function readAmount({ fields, isWrittenAsInteger }: JsonBody): number {
  const { amount } = fields;
  if (amount === undefined || amount === null) throw missing('amount');
  if (typeof amount !== 'number' || !isWrittenAsInteger('amount') || Math.abs(amount) > LARGEST_INT) {
    throw invalid(400, 'amount', 'Must be a valid numeric format');
  }
  return amount;
}

function refuseAmountOutOfRange(amount: number, account: Account): void {
  const highest = Math.min(account.maxAmount, HIGHEST_AMOUNT);
  if (amount < 1) throw invalid(422, 'amount', 'Must be greater than or equal to 1');
  if (amount > HIGHEST_AMOUNT) throw invalid(422, 'amount', `Must be less than or equal to ${HIGHEST_AMOUNT}`);
  if (amount > highest) throw invalid(422, 'amount', `Must be less than or equal to ${highest}`);
}

/** This service takes payments on Pay's pages alone: no `moto_api`, no agreements. */
function refuseOtherAuthorisation(fields: JsonObject, returnUrl: string | undefined): void {
  const modes = ['web', 'moto_api', 'agreement'] as const;
  const mode = readWord(fields, 'authorisation_mode', modes, `Must be one of ${modes.join(', ')}`);
  const { set_up_agreement: setUpAgreement } = fields;
  if ('agreement_id' in fields && mode !== 'agreement') throw unexpected('agreement_id');
  if ('agreement_payment_type' in fields && setUpAgreement === undefined && mode !== 'agreement') {
    throw unexpected('agreement_payment_type');
  }
  if (mode === 'moto_api' && returnUrl !== undefined) throw unexpected('return_url');
  if (mode === 'moto_api') {
    const description = 'Using authorisation_mode of moto_api is not allowed for this account';
    throw new ApiRefusal(422, { code: 'P0195', description });
  }
  if (mode === 'agreement') {
    const description =
      'Recurring payments are currently disabled for this service. Contact support with your error code';
    throw new ApiRefusal(422, { code: 'P0942', description });
  }
  if (typeof setUpAgreement === 'string') refuseAgreement(setUpAgreement);
}

function refuseAgreement(setUpAgreement: string): never {
  if (setUpAgreement.length !== AGREEMENT_ID_LENGTH) {
    throw invalid(422, 'set_up_agreement', `Field [set_up_agreement] length must be ${AGREEMENT_ID_LENGTH}`);
  }
  const description = 'Invalid attribute value: set_up_agreement. Agreement ID does not exist';
  throw new ApiRefusal(400, { field: 'set_up_agreement', code: 'P0103', description });
}

function checkedReturnUrl(returnUrl: string | undefined, account: Account): string {
  if (returnUrl === undefined || returnUrl.trim() === '') throw missing('return_url');
  if (!isReturnUrl(returnUrl)) throw invalid(422, 'return_url', 'Must be a valid URL format');
  if (account.live && !returnUrl.toLowerCase().startsWith('https://')) throw blocked(422, 'return_url');
  return returnUrl;
}

function motoNotEnabled(): ApiRefusal {
  const description =
    'MOTO payments are not enabled for this account. Please contact support if you would like to process MOTO payments';
  return new ApiRefusal(422, { code: 'P0196', description });
}
