import { parseArgs } from 'node:util';
import type { WorldSize } from '../world/world-scale.ts';
import { StartRefusal } from './start-refusal.ts';

export interface Flags {
  readonly help: boolean;
  /** Starts over: everything that earlier runs kept is removed. */
  readonly fresh: boolean;
  /** Of the desk in the browser. */
  readonly port: number;
  /** Whether a window or a browser may be opened. */
  readonly open: boolean;
  /** Where the practice system keeps its data. */
  readonly dir: string;
  readonly world: WorldSize;
}

export const USAGE = `npm start -- [flags]
  --fresh          start over with a new practice world
  --port N         port of the desk in the browser (4310)
  --no-open        open neither the desktop app nor a browser
  --dir FOLDER     where the data is kept (.practice)
  --world small    a small world, ready in seconds; with --fresh or on the first start
  --help           this text
`;

const DEFAULT_PORT = '4310';

/** Reads the launcher's flags; refuses what is not one. */
export function readFlags(args: readonly string[], defaultDir: string): Flags {
  const values = parsed(args);
  const port = Number(values.port);
  if (!/^[0-9]+$/.test(values.port) || port < 1 || port > 65_535) {
    throw new StartRefusal('wrong-flag', `--port takes a number from 1 to 65535, not "${values.port}".`);
  }
  if (values.world !== 'full' && values.world !== 'small') {
    throw new StartRefusal('wrong-flag', `--world takes full or small, not "${values.world}".`);
  }
  const { help, fresh, open, dir, world } = values;
  return { help, fresh, port, open, dir: dir ?? defaultDir, world };
}

function parsed(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        fresh: { type: 'boolean', default: false },
        port: { type: 'string', default: DEFAULT_PORT },
        open: { type: 'boolean', default: true },
        dir: { type: 'string' },
        world: { type: 'string', default: 'full' },
      },
    });
    return values;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('. ')[0] : 'Unknown flag';
    throw new StartRefusal('wrong-flag', `${why}. The flags are listed by "npm start -- --help".`, { cause });
  }
}
