import type { PracticePay } from '../world/write-present.ts';

/** Keys of the practice GOV.UK Pay. They open nothing but a stand-in on this machine. */
export const PAY_API_KEY = 'practice_moto_api_key';
const FORMER_API_KEY = 'practice_former_moto_api_key';

/** The accounts as the stand-in is told of them: the one in use, and one that is used no more. */
export const PAY_ACCOUNTS = JSON.stringify([
  { key: PAY_API_KEY, accountName: 'Card payments by phone' },
  { key: FORMER_API_KEY, accountName: 'Card payments by phone (before the move)' },
]);

/** Key and templates of the practice GOV.UK Notify. They open nothing but a stand-in on this machine. */
export const NOTIFY_API_KEY = 'practice-7f3b1c52-5f0e-4c3c-9d55-0a1b2c3d4e5f-2c9f6a10-8f7e-4d6b-b1a2-3c4d5e6f7a8b';
export const NOTIFY_TEMPLATES = {
  email: '5d6c1a0e-3f64-4b61-9a53-6a9de0a8a101',
  emailWithFile: '5d6c1a0e-3f64-4b61-9a53-6a9de0a8a102',
};

/** Key of the practice telephone system. It opens nothing but a stand-in on this machine. */
export const TELEPHONY_API_KEY = 'practice_telephony_key';

/** Secret of the practice registration service. It opens nothing but an identity provider on this machine. */
export const USAGE_FEED_SECRET = 'practice_usage_feed_secret';

/** How the world reaches the stand-in at that address. */
export function practicePay(apiUrl: string): PracticePay {
  return { apiUrl, apiKey: PAY_API_KEY, formerApiKey: FORMER_API_KEY };
}

/** What to type at a card page. */
export const CARDS_TO_USE =
  'Cards: 4444 3333 2222 1111 pays, 4000 0000 0000 0002 is declined; any expiry to come, any three digits.';
