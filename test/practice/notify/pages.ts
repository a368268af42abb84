import { ADDRESS_FAULTS } from './address-faults.ts';
import type { Answer } from './answer.ts';
import type { NotifyContext } from './notify-context.ts';
import { statusAt, type SentMessage } from './sent-message.ts';

const MOST_SHOWN = 200;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const safe = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:70rem;padding:1rem 1.5rem;color:#0b0c0c;background:#fff}
h1{font-size:1.75rem}table{border-collapse:collapse;width:100%}caption{font-weight:700;text-align:left;padding:.75rem 0}
th,td{border-bottom:1px solid #b1b4b6;padding:.4rem .75rem .4rem 0;text-align:left;vertical-align:top}
a{color:#1d5a8a}a:focus-visible{outline:3px solid #0b0c0c;outline-offset:2px}pre{white-space:pre-wrap;font:inherit;border-left:4px solid #b1b4b6;padding-left:1rem}`;

/** What was sent, newest first. */
export function frontPage(context: NotifyContext): Answer {
  const messages = context.store.all().toReversed();
  const rows = messages.slice(0, MOST_SHOWN).map((message) => row(context, message));
  const faults = ADDRESS_FAULTS.map(
    ({ begins, means }) => `<tr><td>${safe(begins)}@ or ${safe(begins)}-…@</td><td>${safe(means)}</td></tr>`,
  );
  const table =
    messages.length === 0
      ? '<p>Nothing has been sent yet.</p>'
      : `<table><caption>Newest first</caption><thead><tr><th scope="col">When</th><th scope="col">To</th>
        <th scope="col">What</th><th scope="col">Status</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return page(
    'Sent through this stand-in',
    `<p>Nothing leaves this machine. Messages in all: ${messages.length}.</p>${table}
     <table><caption>Faults, by the address</caption><thead><tr><th scope="col">Address</th><th scope="col">What happens</th></tr></thead>
     <tbody>${faults.join('')}</tbody></table>`,
  );
}

/** One message with its words and its file. */
export function messagePage(context: NotifyContext, id: string): Answer {
  const message = context.store.find(id);
  if (message === undefined) return notFound();
  const file =
    message.file === null ? '' : `<p><a href="/sent/${message.id}/file">Open ${safe(message.file.name)}</a></p>`;
  return page(
    message.subject,
    `<p>${message.type === 'email' ? `E-mail to ${safe(message.to ?? '')}` : 'Letter'}, ${status(context, message)}.
     Reference ${safe(message.reference ?? 'none')}.</p><pre>${safe(message.body)}</pre>${file}<p><a href="/">Everything that was sent</a></p>`,
  );
}

/** The file that went with a message. */
export function messageFile(context: NotifyContext, id: string): Answer {
  const file = context.store.find(id)?.file;
  if (file === undefined || file === null) return notFound();
  return { status: 200, headers: { 'content-type': 'application/pdf' }, body: Buffer.from(file.base64, 'base64') };
}

export function notFound(): Answer {
  return page('There is no such page', '<p><a href="/">Everything that was sent</a></p>', 404);
}

function row(context: NotifyContext, message: SentMessage): string {
  const when = new Date(message.createdAt).toISOString().replace('T', ' ').slice(0, 19);
  return `<tr><td>${when} UTC</td><td>${message.type === 'email' ? safe(message.to ?? '') : 'Letter'}</td>
    <td><a href="/sent/${message.id}">${safe(message.subject)}</a></td><td>${status(context, message)}</td></tr>`;
}

function status({ now, pace }: NotifyContext, message: SentMessage): string {
  return safe(statusAt(message, now(), pace));
}

function page(title: string, content: string, code = 200): Answer {
  const body = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>${safe(title)}, practice GOV.UK Notify</title>
    <meta name="viewport" content="width=device-width"><style>${STYLE}</style></head><body><main><h1>${safe(title)}</h1>${content}</main></body></html>`;
  return { status: code, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}
