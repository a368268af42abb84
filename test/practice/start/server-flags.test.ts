import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY } from './repository.ts';
import { SERVER_FLAGS } from './server-flags.ts';

test('the practice server is started with the flags of the server script', async () => {
  const manifest = JSON.parse(await readFile(join(REPOSITORY, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  expect(manifest.scripts['server']).toBe(`node ${SERVER_FLAGS.join(' ')} server/main.ts`);
});
