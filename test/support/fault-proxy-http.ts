import type { Cutter } from './fault-proxy.ts';

/** One request on its way over plain HTTP/1.1. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

const HEAD_ENDS = '\r\n\r\n';

/** Reads requests whose body, if any, has a declared length, as Node's `fetch` sends them. */
export function httpCutter(): Cutter<HttpRequest> {
  let rest = Buffer.alloc(0);
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    const whole: { message: HttpRequest; bytes: Buffer }[] = [];
    for (;;) {
      const headEnd = rest.indexOf(HEAD_ENDS);
      if (headEnd < 0) return whole;
      const head = rest.toString('latin1', 0, headEnd);
      const bodyStart = headEnd + HEAD_ENDS.length;
      const end = bodyStart + Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
      if (rest.length < end) return whole;
      const [method = '', path = ''] = head.split(' ', 2);
      const message = { method, path, body: rest.toString('utf8', bodyStart, end) };
      whole.push({ message, bytes: rest.subarray(0, end) });
      rest = rest.subarray(end);
    }
  };
}
