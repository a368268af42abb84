import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLines, sniffEncoding, type TextLine } from '../../../server/platform/csv-lines.ts';
import { splitRecord } from '../../../server/platform/csv-record.ts';
import { arrayLiteral } from '../../../server/platform/array-literal.ts';
import { runs } from '../../shared/property-runs.ts';
import { openBooks, type Books } from '../../support/books.ts';

async function* inBlocks(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (let n = 0; at < bytes.length; n += 1) {
    const size = sizes[n % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function linesOf(bytes: Buffer, sizes: readonly number[]): Promise<TextLine[]> {
  const lines: TextLine[] = [];
  for await (const some of readLines(inBlocks(bytes, sizes))) lines.push(...some);
  return lines;
}

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });

describe('lines', () => {
  test('are the same however the bytes arrive', async () => {
    const text = fc.array(
      fc.string({ unit: 'grapheme', maxLength: 30 }).filter((line) => !/[\r\n]/.test(line)),
      {
        minLength: 1,
      },
    );
    await fc.assert(
      fc.asyncProperty(text, sizes, fc.constantFrom('\n', '\r\n'), async (lines, blocks, end) => {
        const read = await linesOf(Buffer.from(lines.map((line) => line + end).join('')), blocks);
        expect(read).toEqual(lines.map((line, index) => ({ number: index + 1, text: line, fault: null })));
      }),
      runs(2_000),
    );
  });

  test('a last line without an end counts', async () => {
    expect((await linesOf(Buffer.from('a\nb'), [1])).map(({ text }) => text)).toEqual(['a', 'b']);
  });

  test('bytes that are no UTF-8 spoil their own line only', async () => {
    const bytes = Buffer.concat([Buffer.from('one\n'), Buffer.from([0xe9, 0x0a]), Buffer.from('thrée\n')]);
    for (const size of [1, 5, 100]) {
      expect(await linesOf(bytes, [size])).toEqual([
        { number: 1, text: 'one', fault: null },
        { number: 2, text: null, fault: 'not-utf8' },
        { number: 3, text: 'thrée', fault: null },
      ]);
    }
  });

  test('a line too long spoils itself only, and is never held', async () => {
    const bytes = Buffer.from(`one\n${'x'.repeat(50_000)}\nthree\n`);
    for (const size of [7, 4_096, 100_000]) {
      expect((await linesOf(bytes, [size])).map(({ number, fault }) => [number, fault])).toEqual([
        [1, null],
        [2, 'too-long'],
        [3, null],
      ]);
    }
  });

  test('UTF-16 is told from UTF-8 by its first bytes', () => {
    expect(sniffEncoding(Buffer.from('lpa_reference,organisation', 'utf16le'))).toBe('utf-16');
    expect(sniffEncoding(Buffer.from('\uFEFFa', 'utf16le'))).toBe('utf-16');
    expect(sniffEncoding(Buffer.from([0xfe, 0xff, 0, 0x61]))).toBe('utf-16');
    expect(sniffEncoding(Buffer.from('\uFEFFa'))).toBe('utf-8-with-mark');
    expect(sniffEncoding(Buffer.from('a\0b'))).toBe('utf-8');
  });
});

describe('a record', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', ' ', 'é') });
  const written = (cells: readonly string[], quoteAll: boolean): string =>
    cells.map((text) => (quoteAll || /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',');

  test('is read back as RFC 4180 writes it', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), fc.boolean(), (cells, quoteAll) => {
        expect(splitRecord(written(cells, quoteAll))).toEqual(cells);
      }),
      runs(20_000),
    );
  });

  test.each(['"open', 'a"b', '"a"b', '"a""', 'a,"b" ,c', '"', 'a,"'])('%s has quotes that do not match', (line) => {
    expect(splitRecord(line)).toBeUndefined();
  });

  test.each([
    ['', ['']],
    [',', ['', '']],
    ['"",""', ['', '']],
    ['a,', ['a', '']],
    ['"a",', ['a', '']],
  ])('%j is %j', (line, cells) => {
    expect(splitRecord(line)).toEqual(cells);
  });
});

describe('the text of an array', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks();
  });
  afterAll(() => books.close());

  test('is what PostgreSQL reads as that array', async () => {
    const text = fc.oneof(
      fc.constantFrom('NULL', 'null', '', '"', '\\', '{', '}', ',', ' ', "'", '\t', '\n'),
      fc.string({ unit: 'grapheme' }).filter((given) => !given.includes('\0')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(text)), async (values) => {
        const [row] = await books.rows<{ back: unknown }>('select to_json(?::text[]) as back', [arrayLiteral(values)]);
        expect(row?.back).toEqual(values);
      }),
      runs(1_000),
    );
  });
});
