import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { isRunning } from './is-running.ts';
import type { PostgresStartCode } from './postgres-start-error.ts';
import { PostgresStartError } from './postgres-start-error.ts';
import { startPostgres, type PostgresOptions, type RunningPostgres } from './start-postgres.ts';

// Making a database takes a second, and much longer on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const isRoot = process.getuid?.() === 0;
const onLinux = process.platform === 'linux';
const started: RunningPostgres[] = [];
let folder: string;

async function newFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'start-postgres-'));
  await chmod(path, 0o755);
  return path;
}

beforeEach(async () => {
  folder = await newFolder();
});

afterEach(async () => {
  await stopAll();
  await rm(folder, { recursive: true, force: true });
});

async function stopAll(): Promise<void> {
  await Promise.all(started.splice(0).map((postgres) => postgres.stop()));
}

async function start(options: Partial<PostgresOptions> = {}): Promise<RunningPostgres> {
  const dir = join(folder, 'data');
  const postgres = await startPostgres({ dir, port: 0, password: 'p@ss w/rd', fast: true, ...options });
  started.push(postgres);
  return postgres;
}

async function query(postgres: RunningPostgres, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

async function refusal(attempt: Promise<unknown>): Promise<PostgresStartCode> {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(PostgresStartError);
  const { code, message } = error as PostgresStartError;
  expect(message).toMatch(/^[A-Z].*\.$/s);
  return code;
}

const settings =
  'fsync, full_page_writes, data_checksums, unix_socket_directories, listen_addresses, password_encryption';
const settingsSql = settings.replaceAll(/(\w+)/g, "current_setting('$1')");

test('a fresh start listens on 127.0.0.1 only, with SCRAM, no socket file and the given settings', async () => {
  const postgres = await start({ settings: { work_mem: '7MB' } });
  expect(await query(postgres, `select ${settingsSql}`)).toEqual([
    'off',
    'off',
    'off',
    '',
    '127.0.0.1',
    'scram-sha-256',
  ]);
  expect(
    await query(
      postgres,
      "select current_setting('work_mem'), datlocprovider, datlocale from pg_database where datname = 'postgres'",
    ),
  ).toEqual(['7MB', 'b', 'C.UTF-8']);
  expect(postgres.url('ledger', 'reader', 'a/b')).toBe(`postgres://reader:a%2Fb@127.0.0.1:${postgres.port}/ledger`);
  const refused = new Client({ connectionString: postgres.url('postgres', 'postgres', 'wrong') });
  await expect(refused.connect()).rejects.toMatchObject({ code: '28P01' });
});

test('a durable start keeps every safety on', async () => {
  const postgres = await start({ fast: false });
  expect((await query(postgres, `select ${settingsSql}`)).slice(0, 3)).toEqual(['on', 'on', 'on']);
});

test('a folder left half-written by a killed set-up is swept away and made again', async () => {
  const dead = spawn(process.execPath, ['-e', '']);
  await once(dead, 'exit');
  const leftover = join(folder, `data.unfinished-${dead.pid}-x`);
  await mkdir(leftover);
  await writeFile(join(leftover, 'PG_VERSION'), '18\n');
  await start();
  expect(await readdir(folder)).toEqual(['data']);
});

test('a folder that is not a complete database is refused and left as it is', async () => {
  await mkdir(join(folder, 'data'));
  await writeFile(join(folder, 'data', 'PG_VERSION'), '18\n');
  expect(await refusal(start())).toBe('folder-half-written');
  expect(await readdir(join(folder, 'data'))).toEqual(['PG_VERSION']);
});

test('a port in use is refused before anything is written', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const address = holder.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  expect(await refusal(start({ port }))).toBe('port-in-use');
  expect(await readdir(folder)).toEqual([]);
  holder.close();
});

test('of two copies started at the same moment one runs', async () => {
  const attempts = await Promise.allSettled([start(), start()]);
  const refused = attempts.filter((attempt) => attempt.status === 'rejected');
  expect(refused.map(({ reason }) => (reason as PostgresStartError).code)).toEqual(['already-running']);
  for (const first of started) expect(await query(first, 'select 1')).toEqual([1]);
});

test.runIf(isRoot && onLinux)('root may keep the data below a folder that only root can enter', async () => {
  await chmod(folder, 0o700);
  const first = await start();
  await query(first, 'create table kept as select 42 as answer');
  expect(await refusal(start())).toBe('already-running');
  process.kill(first.pid, 'SIGKILL');
  expect(await query(await start(), 'select answer from kept')).toEqual([42]);
});

test.runIf(!isRoot && onLinux)('a folder we may not write to is refused', async () => {
  await chmod(folder, 0o500);
  expect(await refusal(start())).toBe('no-write-permission');
  await chmod(folder, 0o700);
});

describe('on a database that exists', () => {
  let existing: string;

  beforeAll(async () => {
    existing = await newFolder();
    const first = await again();
    await query(first, 'create table kept as select 42 as answer');
    await stopAll();
  });
  afterAll(() => rm(existing, { recursive: true, force: true }));

  const again = (options: Partial<PostgresOptions> = {}) => start({ dir: join(existing, 'data'), ...options });
  const answer = async (postgres: RunningPostgres) => query(postgres, 'select answer from kept');

  test('a restart keeps what was written, stopping twice is harmless, and the log function hears the server', async () => {
    const lines: string[] = [];
    const postgres = await again({ log: (line) => lines.push(line) });
    expect(await answer(postgres)).toEqual([42]);
    await postgres.stop();
    await postgres.stop();
    expect(lines.join('\n')).toMatch(/ready to accept connections[\s\S]*shut down/);
  });

  test('a server killed outright is recovered by the next start', async () => {
    const first = await again();
    await query(first, 'update kept set answer = 43');
    process.kill(first.pid, 'SIGKILL');
    const second = await again();
    expect(await answer(second)).toEqual([43]);
    await query(second, 'update kept set answer = 42');
  });

  test.runIf(onLinux)('a lock file whose process id now belongs to another program does not bar the way', async () => {
    await writeFile(join(existing, 'data', 'postmaster.pid'), `${process.ppid}\n${existing}\n0\n5432\n`);
    expect(await answer(await again())).toEqual([42]);
  });

  test('a second copy is refused, and the first is left alone', async () => {
    const first = await again();
    expect(await refusal(again())).toBe('already-running');
    expect(await answer(first)).toEqual([42]);
  });

  test('another password than it was made with is refused', async () => {
    expect(await refusal(again({ password: 'another' }))).toBe('folder-of-other-password');
  });

  test('a setting that PostgreSQL refuses is reported with its own words', async () => {
    const attempt = again({ settings: { work_mem: 'plenty' } });
    await expect(attempt).rejects.toMatchObject({ code: 'start-failed', message: expect.stringContaining('work_mem') });
  });

  test('another version is refused', async () => {
    const versionFile = join(existing, 'data', 'PG_VERSION');
    await writeFile(versionFile, '17\n');
    expect(await refusal(again())).toBe('folder-of-other-version');
    await writeFile(versionFile, '18\n');
  });

  test.runIf(onLinux)('it works where setpriv is missing', async () => {
    vi.stubEnv('PATH', folder);
    try {
      const postgres = await again();
      expect(await answer(postgres)).toEqual([42]);
      await postgres.stop();
      expect(isRunning(postgres.pid)).toBe(false);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test.runIf(onLinux)('it dies with the process that started it', async () => {
    const script = `
      const { startPostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'start-postgres.ts'))});
      const dir = ${JSON.stringify(join(existing, 'data'))};
      const { pid } = await startPostgres({ dir, port: 0, password: 'p@ss w/rd', fast: true });
      console.log(pid);
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script]);
    const [output] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(output.toString());
    expect(isRunning(pid)).toBe(true);
    parent.kill('SIGKILL');
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 60_000 });
  });
});
