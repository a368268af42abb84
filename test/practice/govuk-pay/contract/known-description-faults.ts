/** Where Pay's description is known to be wrong about Pay itself; differences there are printed, not counted. */
export const KNOWN_DESCRIPTION_FAULTS: readonly { at: RegExp; why: string }[] = [
  { at: /^ExternalMetadata\./, why: 'Pay answers metadata as a flat object; the description wraps it in another one' },
  { at: /^PostLink\.params\./, why: 'the parameters of a link are texts; the description has objects of objects' },
  { at: /^CreatePaymentResult\.authorisation_mode$/, why: 'Pay answers it on create as well' },
  {
    at: /^CardDetails(FromResponse)?\.(billing_address|card_brand|card_type|cardholder_name|expiry_date|(first|last)_digits_card_number|wallet_type)$/,
    why: 'Pay answers null for what it does not know of a card, and the wallet on create as well',
  },
  { at: /^GET \/v1\/payments 404$/, why: 'a page beyond the last is answered 404 P0402' },
  { at: /^GET \/v1\/refunds 404$/, why: 'a page of refunds beyond the last is answered 404 P1100' },
  {
    at: /^POST \/v1\/payments\/\{paymentId\}\/refunds (202|400|412|422)$/,
    why: 'a refund made or refused is answered with a body, and what is refused for its value with 400 or 422',
  },
];
