import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { z } from 'zod';

/** What a PDF reader sees of a file: its texts page by page, its tags, and what it says of itself. */
export interface ReadPdf {
  readonly pages: readonly string[];
  /** The tags of each page in reading order, each with the texts under it. */
  readonly tags: readonly (readonly Tag[])[];
  readonly title: string;
  readonly language: string;
  readonly isTagged: boolean;
}

export interface Tag {
  readonly role: string;
  readonly text: string;
}

const Facts = z.object({ info: z.object({ Title: z.string(), Language: z.string().nullable() }) });

/** The texts of a PDF, page by page. Rejects for what is none. */
export async function readPdfTexts(bytes: Uint8Array): Promise<string[]> {
  const task = open(bytes);
  const document = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(
      items
        .map((item) => ('str' in item ? item.str : ''))
        .join(' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    );
    page.cleanup();
  }
  await task.destroy();
  return pages;
}

/** Reads a short PDF with its tags. Rejects for what is none. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const pages = await readPdfTexts(bytes);
  const task = open(bytes);
  const document = await task.promise;
  const { info } = Facts.parse(await document.getMetadata());
  const tags: Tag[][] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const texts = new Map<string, string>();
    const marked: (string | undefined)[] = [];
    for (const item of items) {
      if ('str' in item) {
        const id = marked.findLast((known) => known !== undefined);
        if (id !== undefined) texts.set(id, (texts.get(id) ?? '') + item.str);
      } else if (item.type === 'endMarkedContent') marked.pop();
      else marked.push('id' in item && typeof item.id === 'string' ? item.id : undefined);
    }
    tags.push(flatten(await page.getStructTree(), texts));
  }
  const marks: unknown = await document.getMarkInfo();
  const isTagged = marks instanceof Map && marks.get('Marked') === true;
  await task.destroy();
  return { pages, tags, title: info.Title, language: info.Language ?? '', isTagged };
}

function open(bytes: Uint8Array) {
  return getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
}

function flatten(node: unknown, texts: ReadonlyMap<string, string>): Tag[] {
  const parsed = z.object({ role: z.string(), children: z.array(z.unknown()) }).safeParse(node);
  if (!parsed.success) return [];
  const { role, children } = parsed.data;
  const text = children
    .map(
      (child) =>
        texts.get(z.object({ type: z.literal('content'), id: z.string() }).safeParse(child).data?.id ?? '') ?? '',
    )
    .join('');
  return [{ role, text: text.trim() }, ...children.flatMap((child) => flatten(child, texts))];
}
