import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { LiveTopic } from '../../shared/live-topics.ts';
import { LIVE_TOPIC_NAMES } from '../../shared/live-topics.ts';
import type { Logger } from './logger.ts';
import { write } from './rows.ts';
import type { Tx } from './transaction.ts';

const CHANNEL = 'counterfoil_live';
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
const MOST_FOLLOWERS = 1_000;
const MOST_OF_ONE_SESSION = 6;

/**
 * Says, when `tx` commits, that what a topic speaks of has changed. Every copy of the server hears it; only the topic's
 * name is told, and who follows it reads again what they may read.
 */
export async function announce(tx: Tx, topic: LiveTopic): Promise<void> {
  await write(tx, 'select pg_notify(?, ?)', [CHANNEL, topic]);
}

/** One desk that is told of changes. */
export interface Follower {
  /** The topics that changed since the last call, waiting up to `ms` for one; none when the time is up. Null once it has ended. */
  next(ms: number): Promise<LiveTopic[] | null>;
  end(): void;
}

/** Tells the desks at this copy of the server what changed at any copy. */
export interface Live {
  /** Null when this copy, or the session, has as many followers as it may have. */
  follow(sessionId: number): Follower | null;
  /** Ends every follower, then the connection. */
  stop(): Promise<void>;
}

interface Waiting extends Follower {
  readonly sessionId: number;
  tell(topics: readonly LiveTopic[]): void;
}

/**
 * Listens on one connection of its own. When that is lost it listens again, and every follower is told that everything
 * may have changed: what was announced in between was heard by nobody.
 */
export async function startLive(url: string, log: Logger): Promise<Live> {
  const followers = new Set<Waiting>();
  const stopping = new AbortController();
  const tellAll = (topics: readonly LiveTopic[]): void => {
    for (const follower of followers) follower.tell(topics);
  };
  let line = await listen(url, tellAll);
  const keeping = keep();
  return {
    follow: (sessionId) => {
      const ofSession = [...followers].filter((one) => one.sessionId === sessionId).length;
      if (followers.size >= MOST_FOLLOWERS || ofSession >= MOST_OF_ONE_SESSION) return null;
      const follower = newFollower(sessionId, () => followers.delete(follower));
      followers.add(follower);
      return follower;
    },
    stop: async () => {
      stopping.abort();
      for (const follower of [...followers]) follower.end();
      await line.client.end();
      await keeping;
    },
  };

  async function keep(): Promise<void> {
    for (;;) {
      await line.lost;
      const again = await listenAgain();
      if (again === undefined) return;
      line = again;
      tellAll(LIVE_TOPIC_NAMES);
    }
  }

  async function listenAgain(): Promise<Line | undefined> {
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return undefined;
      try {
        const again = await listen(url, tellAll);
        log.info('Listens for changes again');
        if (!stopping.signal.aborted) return again;
        await again.client.end();
        return undefined;
      } catch (error) {
        log.warn({ err: error }, 'Changes cannot be listened for yet');
      }
    }
  }
}

interface Line {
  readonly client: Client;
  readonly lost: Promise<void>;
}

async function listen(url: string, tell: (topics: readonly LiveTopic[]) => void): Promise<Line> {
  const client = new Client({ connectionString: url, keepAlive: true, application_name: 'counterfoil live' });
  // One loss is told more than once: by PostgreSQL's last words, then by the socket.
  const lost = new Promise<void>((resolve) => {
    client.on('error', () => resolve());
    client.on('end', () => resolve());
  });
  client.on('notification', ({ payload }) => tell(LIVE_TOPIC_NAMES.filter((topic) => topic === payload)));
  await client.connect();
  try {
    await client.query(`listen ${CHANNEL}`);
  } catch (error) {
    await client.end();
    throw error;
  }
  return { client, lost };
}

function newFollower(sessionId: number, forget: () => void): Waiting {
  const changed = new Set<LiveTopic>();
  let ended = false;
  let wake: () => void = () => undefined;
  return {
    sessionId,
    tell: (topics) => {
      for (const topic of topics) changed.add(topic);
      if (topics.length > 0) wake();
    },
    next: async (ms) => {
      if (changed.size === 0 && !ended) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      if (ended) return null;
      const topics = [...changed];
      changed.clear();
      return topics;
    },
    end: () => {
      ended = true;
      forget();
      wake();
    },
  };
}
