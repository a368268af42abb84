import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { organisationReference, type OrganisationReference } from '../../../shared/checked-reference.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { setStatus } from '../organisations/an-organisation.ts';
import { corrected, newLpa, openFeed, outcomes, registered, withdrawn, type Feed } from './feed-under-test.ts';

let books: Books;
let feed: Feed;
let organisation: OrganisationReference;
let closed: OrganisationReference;
beforeAll(async () => {
  books = await openBooks();
  feed = await openFeed(books);
  organisation = await books.organisation();
  closed = await books.organisation('Closed & Gone LLP');
  await setStatus(books, closed, 'closed', 'Ceased trading');
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

const stored = async (lpaReference: string) => {
  const [row] = await books.rows<Record<string, unknown>>('select * from registration where lpa_reference = ?', [
    lpaReference,
  ]);
  return row;
};

describe('a batch', () => {
  test('becomes one inbox row, one progress row and one audit event, with each registration once', async () => {
    const events = [registered(organisation), registered(organisation, { feeKind: 'hardship', channel: 'paper' })];
    const answer = await feed(...events);
    expect(outcomes(answer)).toEqual(['accepted', 'accepted']);
    expect(answer.events.map(({ eventId }) => eventId)).toEqual(events.map(({ eventId }) => eventId));
    const rows = await books.rows(
      `select fee_kind, channel, version, delivery_row, to_char(received_on, 'YYYY-MM-DD') as received
       from registration where delivery_id = ? order by delivery_row`,
      [answer.deliveryId],
    );
    expect(rows).toEqual([
      { fee_kind: 'full', channel: 'online', version: 1, delivery_row: 1, received: '2026-09-01' },
      { fee_kind: 'hardship', channel: 'paper', version: 1, delivery_row: 2, received: '2026-09-01' },
    ]);
    const audit = await books.rows('select kind, data from audit_event where subject = ?', [
      `usage-delivery:${answer.deliveryId}`,
    ]);
    expect(audit).toMatchObject([{ kind: 'usage.batch-received', data: { rows: 2, accepted: 2 } }]);
  });

  test('that is sent again changes nothing: every event is a duplicate', async () => {
    const lpa = newLpa();
    const events = [
      registered(organisation, { lpaReference: lpa }),
      corrected(lpa, { feeKind: 'half' }),
      withdrawn(lpa),
      corrected(newLpa(), { feeKind: 'half' }),
    ];
    expect(outcomes(await feed(...events))).toEqual(['accepted', 'corrected', 'withdrawn', 'waiting']);
    const before = await stored(lpa);
    expect(outcomes(await feed(...events))).toEqual(['duplicate', 'duplicate', 'duplicate', 'duplicate']);
    expect(await stored(lpa)).toEqual(before);
  });

  test('with the same event twice takes it once', async () => {
    const event = registered(organisation);
    const change = corrected(event.lpaReference, { feeKind: 'half' });
    expect(outcomes(await feed(event, event, change, change))).toEqual([
      'accepted',
      'duplicate',
      'corrected',
      'duplicate',
    ]);
  });

  test('with one bad event takes the others', async () => {
    const bad = registered(organisation, { feeKind: 'free' });
    expect(outcomes(await feed(registered(organisation), bad, registered(organisation)))).toEqual([
      'accepted',
      'refused VALUE_UNKNOWN',
      'accepted',
    ]);
  });
});

describe('an LPA that is known', () => {
  test('is a duplicate when another event says the same of it', async () => {
    const event = registered(organisation);
    await feed(event);
    expect(outcomes(await feed({ ...event, eventId: randomUUID() }))).toEqual(['duplicate']);
  });

  test('is refused with what differs when another event says otherwise, and stays as it was', async () => {
    const event = registered(organisation);
    await feed(event);
    const before = await stored(event.lpaReference);
    const other = { ...event, eventId: randomUUID(), feeKind: 'half', channel: 'paper' };
    const answer = await feed(other);
    expect(outcomes(answer)).toEqual(['refused LPA_REGISTERED_DIFFERENTLY']);
    expect(answer.events[0]?.sentence).toContain('fee kind, channel');
    expect(await stored(event.lpaReference)).toEqual(before);
  });

  test('is still a duplicate after it was corrected, by its first facts and by those of now', async () => {
    const event = registered(organisation);
    await feed(event, corrected(event.lpaReference, { feeKind: 'half' }));
    expect(outcomes(await feed({ ...event, eventId: randomUUID() }))).toEqual(['duplicate']);
    expect(outcomes(await feed({ ...event, eventId: randomUUID(), feeKind: 'half' }))).toEqual(['duplicate']);
  });

  test('is a duplicate, not a refusal, once its organisation has closed', async () => {
    const closing = await books.organisation('Closing Soon Ltd');
    const event = registered(closing);
    await feed(event);
    await setStatus(books, closing, 'closed', 'Ceased trading');
    expect(outcomes(await feed(event, { ...event, eventId: randomUUID() }))).toEqual(['duplicate', 'duplicate']);
  });

  test('lends its event id to no other', async () => {
    const event = registered(organisation);
    const change = withdrawn(event.lpaReference);
    await feed(event, change);
    const answer = await feed({ ...event, lpaReference: newLpa() }, { ...change, lpaReference: newLpa() });
    expect(outcomes(answer)).toEqual(['refused EVENT_ID_REUSED', 'refused EVENT_ID_REUSED']);
  });
});

describe('an event is refused', () => {
  test.each([
    ['a wrong check digit', { lpaReference: 'M-3779-9919-9528' }, 'LPA_CHECK_DIGIT_WRONG'],
    ['something else than a reference', { lpaReference: 'C-1234' }, 'LPA_REFERENCE_WRONG'],
    ['an organisation with a wrong check letter', { organisation: 'ORG104233A' }, 'ORGANISATION_REFERENCE_WRONG'],
    ['a day that does not exist', { receivedOn: '2026-02-30' }, 'DATE_WRONG'],
    ['a day in another form', { receivedOn: '01/09/2026' }, 'DATE_WRONG'],
    ['a day to come', { registeredOn: '2026-11-25' }, 'DATE_IN_FUTURE'],
    ['registered before received', { receivedOn: '2026-11-20' }, 'REGISTERED_BEFORE_RECEIVED'],
    ['an unknown kind of LPA', { lpaKind: 'epa' }, 'VALUE_UNKNOWN'],
    ['an unknown channel', { channel: 'fax' }, 'VALUE_UNKNOWN'],
    ['a name for a donor key', { donorKey: 'Mary Smith' }, 'DONOR_KEY_WRONG'],
    ['a card number as donor key', { donorKey: '4444333322221111' }, 'CARD_NUMBER'],
    ['a card number as reference', { ownReference: 'SMI 4444 3333 2222 1111' }, 'CARD_NUMBER'],
    ['a formula as reference', { ownReference: '=HYPERLINK("http://x")' }, 'FORMULA'],
    ['NUL in a reference', { ownReference: 'SMI\u00001' }, 'ROW_CONTROL_CHARACTERS'],
    ['an empty value', { donorKey: '' }, 'VALUE_MISSING'],
    ['a field too many', { donorName: 'Mary Smith' }, 'EVENT_MALFORMED'],
    ['no event id', { eventId: 'one' }, 'EVENT_MALFORMED'],
    ['a local time', { occurredAt: '2026-11-20T09:00:00+01:00' }, 'EVENT_MALFORMED'],
  ])('for %s', async (_what, given: Record<string, string>, reason) => {
    const answer = await feed(registered(organisation, given));
    expect(outcomes(answer)).toEqual([`refused ${reason}`]);
    expect(answer.events[0]?.sentence).toMatch(/\.$/);
    expect(JSON.stringify(answer)).not.toMatch(/Mary|4444|HYPERLINK/);
    const kept = await books.rows('select facts from usage_row_result where delivery_id = ?', [answer.deliveryId]);
    expect(JSON.stringify(kept)).not.toMatch(/Mary|4444|HYPERLINK/);
  });

  test('with what was likely meant, when one digit is wrong', async () => {
    const answer = await feed(registered(organisation, { lpaReference: '7000-0000-0225' }));
    expect(answer.events[0]?.sentence).toContain('7000-0000-0252');
  });

  test('the day of today is not to come, in London', async () => {
    books.clock.set('2026-06-30T23:30:00.000Z');
    const event = registered(organisation, { receivedOn: '2026-06-01', registeredOn: '2026-07-01' });
    expect(outcomes(await feed(event))).toEqual(['accepted']);
    books.clock.set('2026-11-24T10:00:00.000Z');
  });

  test('for an organisation that is unknown or closed', async () => {
    const answer = await feed(registered(closed), registered(organisationReference(1)));
    expect(outcomes(answer)).toEqual(['refused ORGANISATION_CLOSED', 'refused ORGANISATION_UNKNOWN']);
  });

  test('as a correction that says nothing, half a pair of days, or an organisation that cannot be billed', async () => {
    const event = registered(organisation);
    const answer = await feed(
      event,
      corrected(event.lpaReference, {}),
      corrected(event.lpaReference, { receivedOn: '2026-09-02' }),
      corrected(event.lpaReference, { organisation: closed }),
      corrected(event.lpaReference, { organisation: organisationReference(1) }),
      corrected(event.lpaReference, { receivedOn: '2026-09-02', registeredOn: '2026-09-01' }),
    );
    expect(outcomes(answer)).toEqual([
      'accepted',
      'refused CHANGE_EMPTY',
      'refused DATES_NOT_TOGETHER',
      'refused ORGANISATION_CLOSED',
      'refused ORGANISATION_UNKNOWN',
      'refused REGISTERED_BEFORE_RECEIVED',
    ]);
  });
});

describe('a correction or withdrawal', () => {
  test('that comes first waits, is applied when its registration comes, and leaves a trace of both', async () => {
    const event = registered(organisation);
    const change = corrected(event.lpaReference, { feeKind: 'half' });
    expect(outcomes(await feed(change))).toEqual(['waiting']);
    expect(outcomes(await feed(event))).toEqual(['accepted']);
    expect(await stored(event.lpaReference)).toMatchObject({ fee_kind: 'half', version: 2 });
    const changes = await books.rows('select kind, before, after from registration_change where event_id = ?', [
      change.eventId,
    ]);
    expect(changes).toMatchObject([{ kind: 'correction', before: { feeKind: 'full' }, after: { feeKind: 'half' } }]);
  });

  test('moves an LPA to another organisation and withdraws it as of the source', async () => {
    const other = await books.organisation('Right & Proper LLP');
    const event = registered(organisation);
    await feed(event, corrected(event.lpaReference, { organisation: other }), withdrawn(event.lpaReference));
    const [row] = await books.rows(
      `select organisation.reference, withdrawn_at, facts_as_of from registration
       join organisation on organisation.id = organisation_id where lpa_reference = ?`,
      [event.lpaReference],
    );
    const at = '2026-11-22 09:00:00+00';
    expect(row).toEqual({ reference: other, withdrawn_at: at, facts_as_of: at });
  });
});
