import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** The browser's own viewer shows a PDF as an object of the document; nothing else may be loaded by it or frame it. */
const SHOWN =
  "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export interface PdfToSend {
  readonly name: string;
  readonly bytes: Buffer | Readable;
  /** To be shown, for reading and printing, or to be saved. */
  readonly how: 'page' | 'file';
}

/** Answers with a PDF under its name. */
export function sendPdf(reply: FastifyReply, { name, bytes, how }: PdfToSend): FastifyReply {
  const disposition = how === 'page' ? 'inline' : 'attachment';
  if (how === 'page') reply.header('content-security-policy', SHOWN);
  return reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(bytes);
}
