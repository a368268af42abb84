import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** Reads the page's built files. */
export interface PageFiles {
  /** `name` is a path below the build folder with forward slashes, such as `assets/index-3f2a.js`; undefined when there is no such file. */
  read(name: string): Promise<Buffer | undefined>;
}

// Only what the build writes: plain names, never starting with a dot, so that no name leads out of the folder.
const FILE_NAME = /^(?:[A-Za-z0-9_][A-Za-z0-9._-]*\/)*[A-Za-z0-9_][A-Za-z0-9._-]*$/;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** The files of one folder and nothing outside it. */
export function createPageFiles(dir: string): PageFiles {
  return {
    read: async (name) => {
      if (!FILE_NAME.test(name) || !contentTypeOf(name)) return undefined;
      try {
        return await readFile(join(dir, ...name.split('/')));
      } catch (error) {
        if (isAbsence(error)) return undefined;
        throw error;
      }
    },
  };
}

/** By the name's ending; undefined for kinds that the page never has. */
export function contentTypeOf(name: string): string | undefined {
  return CONTENT_TYPES[extname(name)];
}

function isAbsence(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOENT', 'EISDIR', 'ENOTDIR'].includes(String(error.code));
}
