import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { REPOSITORY } from './repository.ts';

const OUT = join(REPOSITORY, 'out');
const NOT_BUNDLED = ['electron', ...builtinModules, /^node:/];

/**
 * Builds the desktop app's own two programs, main and preload, beside the built page, where package.json says they
 * are. They take a moment, so they are built each time.
 */
export async function buildDesktop(): Promise<void> {
  await build(programConfig('main', join('main', 'electron', 'index.ts'), 'es', 'index.js'));
  await build(programConfig('preload', join('main', 'preload.ts'), 'cjs', 'preload.cjs'));
}

function programConfig(name: string, entry: string, format: 'es' | 'cjs', fileName: string): InlineConfig {
  return {
    configFile: false,
    root: REPOSITORY,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: join(REPOSITORY, entry),
      outDir: join(OUT, name),
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      rolldownOptions: { external: NOT_BUNDLED, output: { format, entryFileNames: fileName } },
    },
  };
}
