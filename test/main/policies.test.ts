import { describe, expect, test } from 'vitest';
import { decideCardNavigation } from '../../main/card-window-policy.ts';
import { decideExternalPage, decidePageNavigation } from '../../main/navigation-policy.ts';
import { isPageAddress } from '../../main/page-address.ts';

const PAY = 'https://www.payments.service.gov.uk';
const rules = {
  origins: [PAY, 'https://card.payments.service.gov.uk'],
  returnUrl: new URL('https://counterfoil.example/card-return'),
};

const HOSTILE = [
  'http://www.payments.service.gov.uk/x',
  'https://www.payments.service.gov.uk.evil.example/',
  'https://evil.example/?https://www.payments.service.gov.uk',
  'https://www.payments.service.gov.uk@evil.example/',
  'https://somebody@www.payments.service.gov.uk/',
  'https://www.payments.service.gov.uk:8443/',
  'https://www.payments.service.gov.uk./',
  'https://WWW.PAYMENTS.SERVICE.GOV.UK.evil.example',
  'https://payments.service.gov.uk/',
  'https://wwwxpayments.service.gov.uk/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,<h1>pay</h1>',
  `blob:${PAY}/0f0f`,
  `filesystem:${PAY}/temporary/x`,
  `view-source:${PAY}/`,
  '//evil.example',
  'chrome://gpu',
  'app://billing/',
  '\\\\server\\share',
  'ms-msdt:/id PCWDiagnostic',
  'smb://server/share',
  'https://www.payments.service.gov.uk\u0000.evil.example/',
  'https://www。payments.service.gov.uk.evil.example/',
  '',
  'about:blank',
];

describe('a card window', () => {
  test.each(HOSTILE)('does not go to %j', (address) => {
    expect(decideCardNavigation(address, rules).decision).toBe('refuse');
  });

  test.each([
    `${PAY}/secure/0f0f`,
    'https://card.payments.service.gov.uk/card_details/1?x=1',
    'https://WWW.payments.service.gov.uk:443/',
  ])('goes to the payment provider at %s', (address) => {
    expect(decideCardNavigation(address, rules)).toEqual({ decision: 'allow' });
  });

  test.each(['https://counterfoil.example/card-return', 'https://counterfoil.example/card-return/n0nce?x=1'])(
    'ends when it is sent back to %s',
    (address) => {
      expect(decideCardNavigation(address, rules)).toEqual({ decision: 'returned' });
    },
  );

  test.each([
    'https://counterfoil.example/card-returned',
    'https://counterfoil.example/other/card-return',
    'https://counterfoil.example.evil.example/card-return',
    'http://counterfoil.example/card-return',
    'https://counterfoil.example/card-return/../admin',
  ])('is not sent back by %s', (address) => {
    expect(decideCardNavigation(address, rules).decision).toBe('refuse');
  });

  test('may return to an origin that also serves its pages, as in practice', () => {
    const practice = { origins: ['http://127.0.0.1:4000'], returnUrl: new URL('http://127.0.0.1:4000/back/') };
    expect(decideCardNavigation('http://127.0.0.1:4000/back/x', practice).decision).toBe('returned');
    expect(decideCardNavigation('http://127.0.0.1:4000/card', practice).decision).toBe('allow');
    expect(decideCardNavigation('http://127.0.0.1:4001/card', practice).decision).toBe('refuse');
  });
});

test.each(HOSTILE)('the person’s own browser is not sent to %j', (address) => {
  expect(decideExternalPage(address, [PAY]).decision).toBe('refuse');
});

test('the person’s own browser is sent to exactly the named origins, and to none when none is named', () => {
  expect(decideExternalPage(`${PAY}/a?b#c`, [PAY])).toEqual({ decision: 'open' });
  expect(decideExternalPage(`${PAY}/a?b#c`, [])).toEqual({ decision: 'refuse', why: 'foreign-origin' });
});

test('the desk’s own window goes nowhere', () => {
  expect(decidePageNavigation()).toEqual({ decision: 'refuse', why: 'page-never-navigates' });
});

test('only the page’s own address is the page', () => {
  expect(['app://billing/', 'app://billing/organisations/1?x#y'].map(isPageAddress)).toEqual([true, true]);
  const others = [
    'app://billing.evil/',
    'app://evil/billing/',
    'app://x@billing/',
    'app://billing:1/',
    'https://billing/',
    'application://billing/',
    'about:blank',
    '',
  ];
  for (const address of others) expect(isPageAddress(address), address).toBe(false);
});
