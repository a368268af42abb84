import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';

export type PayRequest = {
  method: string;
  path: string;
  /** The values of the `:named` parts of the route's path. */
  params: Record<string, string>;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
};

/** An answer as a value; `hang up` drops the connection without one. */
export type Answer = { status: number; headers?: Record<string, string>; body?: string } | 'hang up';

export type Route = {
  method: 'GET' | 'POST';
  path: string;
  answer: (request: PayRequest) => Answer | Promise<Answer>;
};

const LARGEST_BODY_BYTES = 100_000;

/** Serves routes; what none of them takes goes to `otherwise`. A bug is printed to stderr and answered with a bare 500. */
export function serve(routes: readonly Route[], otherwise: Route['answer']): RequestListener {
  const answerTo = async (incoming: IncomingMessage): Promise<Answer> => {
    const body = await readBody(incoming);
    if (body === undefined) return { status: 413, headers: { connection: 'close' } };
    const url = new URL(`http://localhost${incoming.url ?? '/'}`);
    const found = findRoute(routes, incoming.method ?? 'GET', url.pathname);
    const request: PayRequest = {
      method: incoming.method ?? 'GET',
      path: url.pathname,
      params: found?.params ?? {},
      query: url.searchParams,
      headers: incoming.headers,
      body,
    };
    return (found?.route.answer ?? otherwise)(request);
  };
  return (incoming, response) => {
    answerTo(incoming).then(
      (answer) => write(response, answer),
      (bug: unknown) => {
        // A browser that went away in the middle of its request is no bug, and nobody is left to answer.
        if (!incoming.complete) return;
        process.stderr.write(`${bug instanceof Error ? bug.stack : String(bug)}\n`);
        write(response, { status: 500 });
      },
    );
  };
}

function findRoute(routes: readonly Route[], method: string, path: string) {
  for (const route of routes) {
    const params = route.method === method ? matchPath(route.path, path) : undefined;
    if (params) return { route, params };
  }
  return undefined;
}

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return params;
}

async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > LARGEST_BODY_BYTES) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function write(response: ServerResponse, answer: Answer): void {
  if (answer === 'hang up') {
    response.destroy();
    return;
  }
  const { status, headers, body } = answer;
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...headers, ...length }).end(body);
}
