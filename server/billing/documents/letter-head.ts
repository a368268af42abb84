import type { InvoiceSender } from './invoice-document.ts';
import { mm, type TaggedPdf } from './tagged-pdf.ts';

/** Where a window envelope shows the address, and where the sender's own may stand. */
const ADDRESS = { x: mm(25), y: mm(40.5), width: mm(94), leading: 12.2, most: 6 };
const SENDER = { x: mm(126), y: mm(14), width: mm(69) };

/** Who it is from, at the top right. */
export function drawSender(pdf: TaggedPdf, sender: InvoiceSender): void {
  let y = pdf.text(pdf.root, 'P', sender.name, { ...SENDER, size: 10, bold: true });
  for (const line of sender.postalAddress) y = pdf.text(pdf.root, 'P', line, { ...SENDER, y, size: 9 });
}

/** In the window of an envelope. Six lines have a place there: of a longer address the middle is left out. */
export function drawAddress(pdf: TaggedPdf, address: readonly string[]): void {
  const lines =
    address.length <= ADDRESS.most ? address : [...address.slice(0, ADDRESS.most - 2), ...address.slice(-2)];
  for (const [index, line] of lines.entries()) {
    const y = ADDRESS.y + index * ADDRESS.leading;
    pdf.text(pdf.root, 'P', line, { x: ADDRESS.x, y, size: 9.5, width: ADDRESS.width });
  }
}
