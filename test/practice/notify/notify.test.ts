import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotifyClient } from 'notifications-node-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startNotify, type Notify } from './start-notify.ts';

const SERVICE = '11111111-1111-4111-8111-111111111111';
const KEY = `practice-${SERVICE}-22222222-2222-4222-8222-222222222222`;
const TEMPLATES = {
  email: '33333333-3333-4333-8333-333333333333',
  emailWithFile: '44444444-4444-4444-8444-444444444444',
};
const WORDS = { subject: 'Hello', body: 'Words' };

let folder: string;
let notify: Notify;
let client: InstanceType<typeof NotifyClient>;
const start = () =>
  startNotify({ apiKey: KEY, templates: TEMPLATES, stateFile: join(folder, 'state', 'notify.jsonl') });
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'notify-'));
  notify = await start();
  client = new NotifyClient(notify.url, KEY);
});
afterEach(async () => {
  await notify.close();
  await rm(folder, { recursive: true });
});

const send = (to: string, reference = 'ours') =>
  client.sendEmail(TEMPLATES.email, to, { personalisation: WORDS, reference });
const statusOf = async (id: string) => (await client.getNotificationById(id)).data.status;

test('Notify’s own client sends an e-mail, finds it by reference, and sees it arrive', async () => {
  const { data } = await send('a@example.com');
  expect(await statusOf(data.id)).toBe('created');
  const { data: found } = await client.getNotifications(undefined, undefined, 'ours');
  expect(found.notifications).toMatchObject([{ id: data.id, reference: 'ours' }]);
  expect((await client.getNotifications(undefined, undefined, 'theirs')).data.notifications).toEqual([]);
  notify.advance(5_000);
  expect(await statusOf(data.id)).toBe('delivered');
});

test.each([
  ['perm-fail@example.com', 'permanent-failure'],
  ['temp-fail-2@example.com', 'temporary-failure'],
  ['tech-fail@example.com', 'technical-failure'],
  ['permanent@example.com', 'delivered'],
])('an e-mail to %s ends in %s', async (to, ending) => {
  const { data } = await send(to);
  notify.advance(5_000);
  expect(await statusOf(data.id)).toBe(ending);
});

test.each([
  ['refused@example.com', 400, 0],
  ['down@example.com', 500, 0],
  ['busy@example.com', 429, 0],
  ['lost@example.com', undefined, 1],
])('an e-mail to %s is answered %s and leaves %i message', async (to, status, kept) => {
  const error = await send(to).catch((reason: unknown) => reason);
  expect((error as { response?: { status: number } }).response?.status).toBe(status);
  expect(notify.messages()).toHaveLength(kept);
});

test('a letter is posted; one of more pages than the printer takes is not', async () => {
  const letter = async (pages: number) => {
    const pdf = Buffer.from(`%PDF-1.7${' /Type /Page '.repeat(pages)} /Type /Pages`);
    const { data } = await client.sendPrecompiledLetter('ours', pdf);
    return data.id;
  };
  const [good, long] = [await letter(10), await letter(11)];
  expect(await statusOf(good)).toBe('pending-virus-check');
  notify.advance(30_000);
  expect([await statusOf(good), await statusOf(long)]).toEqual(['received', 'validation-failed']);
  await expect(client.sendPrecompiledLetter('ours', Buffer.from('no PDF'))).rejects.toThrow('400');
});

test('a key of another service, a stale token or none at all is refused', async () => {
  const other = new NotifyClient(notify.url, `x-${SERVICE}-99999999-9999-4999-8999-999999999999`);
  await expect(other.getNotifications()).rejects.toThrow('403');
  expect((await fetch(`${notify.url}/v2/notifications`)).status).toBe(403);
});

test('the page shows what was sent, with its file, and runs nothing that was sent', async () => {
  const file = client.prepareUpload(Buffer.from('%PDF-1.7'), { filename: 'Invoice.pdf' });
  const personalisation = { subject: '<script>alert(1)</script>', body: 'a < b', link_to_file: file };
  const { data } = await client.sendEmail(TEMPLATES.emailWithFile, 'a@example.com', { personalisation });
  const front = await (await fetch(notify.url)).text();
  expect(front).toContain('&lt;script&gt;');
  expect(front).not.toContain('<script>');
  expect(await (await fetch(`${notify.url}/sent/${data.id}`)).text()).toContain('Open Invoice.pdf');
  const opened = await fetch(`${notify.url}/sent/${data.id}/file`);
  expect([opened.headers.get('content-type'), await opened.text()]).toEqual(['application/pdf', '%PDF-1.7']);
  expect((await fetch(`${notify.url}/sent/nothing`)).status).toBe(404);
});

test('it remembers what was sent when it is started again', async () => {
  const { data } = await send('a@example.com');
  await notify.close();
  notify = await start();
  client = new NotifyClient(notify.url, KEY);
  notify.advance(5_000);
  expect(await statusOf(data.id)).toBe('delivered');
});
