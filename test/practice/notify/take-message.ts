import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { faultOf } from './address-faults.ts';
import { json, refusal, type Answer } from './answer.ts';
import type { NotifyContext } from './notify-context.ts';
import type { SentMessage } from './sent-message.ts';

const MOST_FILE_BYTES = 2 * 1024 * 1024;
const MOST_LETTER_BYTES = 5 * 1024 * 1024;
const MOST_LETTER_PAGES = 10;

const File = z.object({ file: z.base64(), filename: z.string().nullable().optional() });
const EmailBody = z.object({
  template_id: z.string(),
  email_address: z.email(),
  reference: z.string().optional(),
  personalisation: z.record(z.string(), z.unknown()).default({}),
});
const LetterBody = z.object({ reference: z.string(), content: z.base64(), postage: z.string().optional() });

/** `POST /v2/notifications/email`. */
export function takeEmail(context: NotifyContext, value: unknown): Answer {
  const parsed = EmailBody.safeParse(value);
  if (!parsed.success) return refusal(400, 'ValidationError', z.prettifyError(parsed.error));
  const { template_id: templateId, email_address: to, reference = null, personalisation } = parsed.data;
  const fields = context.templates.get(templateId);
  if (fields === undefined) return refusal(400, 'BadRequestError', 'Template not found');
  const missing = fields.filter((field) => !(field in personalisation));
  if (missing.length > 0) return refusal(400, 'BadRequestError', `Missing personalisation: ${missing.join(', ')}`);
  const file = File.safeParse(personalisation['link_to_file']).data;
  if (fields.includes('link_to_file') && file === undefined) return refusal(400, 'BadRequestError', 'Not a file');
  if (file !== undefined && Buffer.from(file.file, 'base64').length > MOST_FILE_BYTES) {
    return refusal(400, 'BadRequestError', 'Uploaded file exceeds 2MB');
  }
  const fault = faultOf(to);
  if (fault?.answer === 'refuse') return refusal(400, 'BadRequestError', `Can’t send to this recipient: ${to}`);
  if (fault?.answer === 'fault') return refusal(500, 'Exception', 'Internal server error');
  if (fault?.answer === 'busy') return refusal(429, 'RateLimitError', 'Exceeded rate limit');
  const message: SentMessage = {
    ...{ id: randomUUID(), type: 'email', reference, createdAt: context.now(), to },
    subject: textOf(personalisation['subject']),
    body: textOf(personalisation['body']),
    file: file === undefined ? null : { name: file.filename ?? 'document.pdf', base64: file.file },
    ending: fault?.ending ?? 'delivered',
  };
  context.store.add(message);
  return fault?.answer === 'hang-up-after' ? 'hang-up' : created(context, message, templateId);
}

/** `POST /v2/notifications/letter`, of a finished PDF. */
export function takeLetter(context: NotifyContext, value: unknown): Answer {
  const parsed = LetterBody.safeParse(value);
  if (!parsed.success) return refusal(400, 'ValidationError', z.prettifyError(parsed.error));
  const pdf = Buffer.from(parsed.data.content, 'base64');
  if (pdf.subarray(0, 5).toString('latin1') !== '%PDF-')
    return refusal(400, 'BadRequestError', 'Letter content is not a valid PDF');
  if (pdf.length > MOST_LETTER_BYTES) return refusal(400, 'BadRequestError', 'Letter is larger than 5MB');
  const pages = pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
  const message: SentMessage = {
    ...{ id: randomUUID(), type: 'letter', reference: parsed.data.reference, createdAt: context.now(), to: null },
    ...{ subject: 'Pre-compiled PDF', body: '', file: { name: 'letter.pdf', base64: parsed.data.content } },
    ending: pages > MOST_LETTER_PAGES ? 'validation-failed' : 'received',
  };
  context.store.add(message);
  return json(201, { id: message.id, reference: message.reference, postage: parsed.data.postage ?? 'second' });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function created({ url }: NotifyContext, message: SentMessage, templateId: string): Answer {
  const { id, reference, subject, body } = message;
  return json(201, {
    ...{ id, reference, scheduled_for: null, uri: `${url}/v2/notifications/${id}` },
    content: { subject, body, from_email: 'practice@notifications.example' },
    template: { id: templateId, version: 1, uri: `${url}/v2/template/${templateId}` },
  });
}
