import type { InvoiceSender } from './invoice-document.ts';
import { drawAddress, drawSender } from './letter-head.ts';
import { beginTaggedPdf, PAGE } from './tagged-pdf.ts';

export interface Letter {
  readonly heading: string;
  readonly address: readonly string[];
  readonly paragraphs: readonly string[];
  readonly at: Date;
}

/** A short letter as a tagged PDF of one page, with its address where window envelopes show it. */
export async function letterPdf(letter: Letter, sender: InvoiceSender): Promise<Buffer> {
  const pdf = beginTaggedPdf({ title: letter.heading, author: sender.name, at: letter.at });
  pdf.addPage();
  drawSender(pdf, sender);
  drawAddress(pdf, letter.address);
  const width = PAGE.right - PAGE.left;
  let y = pdf.text(pdf.root, 'H1', letter.heading, { x: PAGE.left, y: 220, size: 16, bold: true, width, wraps: true });
  for (const paragraph of letter.paragraphs) {
    y = pdf.text(pdf.root, 'P', paragraph, { x: PAGE.left, y: y + 10, size: 11, width, wraps: true });
  }
  return Buffer.concat(await pdf.end());
}
