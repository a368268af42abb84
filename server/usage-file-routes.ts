import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { FILE_PART_BYTES, MOST_FILE_BYTES } from '../shared/contracts/usage.ts';
import { isPermitted } from '../shared/permissions.ts';
import { openListFile } from './open-list-file.ts';
import { permittedFor } from './permitted-request.ts';
import type { RequestContexts } from './request-context.ts';
import { keepFilePart, openOriginal } from './usage/index.ts';

const PartParams = z.strictObject({
  fileId: z.uuid(),
  part: z
    .string()
    .regex(/^[0-9]{1,4}$/)
    .transform(Number)
    .refine((part) => part < MOST_FILE_BYTES / FILE_PART_BYTES),
});
const FileParams = z.strictObject({ fileId: z.uuid() });

/**
 * Files of registrations, on their way in and out.
 *
 * `PUT /files/usage/<fileId>/<part>` keeps one part, 256 KiB at most, of a file that the page is sending; sent again
 * it is kept once. Small parts keep each request short on a slow line, show how far it got, and go on after a break.
 * `GET /files/<fileId>` gives an original back, as it came: to who may send files, since an original can hold what its
 * sender should not have sent. Or a list that its reader asked to have as a file.
 */
export function addUsageFileRoutes(app: FastifyInstance, contexts: RequestContexts): void {
  void app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: FILE_PART_BYTES },
      async (_request: unknown, body: Buffer) => body,
    );
    scope.put('/files/usage/:fileId/:part', { bodyLimit: FILE_PART_BYTES }, async (request, reply) => {
      const params = PartParams.safeParse(request.params);
      const bytes = request.body;
      const ctx = await permittedFor('usage.upload', contexts, request, reply);
      if (ctx === undefined) return reply;
      if (!params.success || !Buffer.isBuffer(bytes) || bytes.length === 0) {
        return reply.code(400).send({ reason: 'NOT_A_PART' });
      }
      const kept = await keepFilePart(ctx, { ...params.data, bytes });
      return kept ? reply.code(204).send() : reply.code(409).send({ reason: 'NOT_YOUR_FILE' });
    });
  });

  app.get('/files/:fileId', async (request, reply) => {
    const params = FileParams.safeParse(request.params);
    const reader = await permittedFor('usage.read', contexts, request, reply);
    if (reader === undefined) return reply;
    const list = params.success ? await openListFile(reader, params.data.fileId) : undefined;
    if (list !== undefined) {
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment')
        .send(list);
    }
    if (!isPermitted(reader.actor.roles, 'usage.upload')) return reply.code(403).send({ reason: 'NOT_PERMITTED' });
    const ctx = reader;
    if (ctx === undefined) return reply;
    const file = params.success ? await openOriginal(ctx.em, params.data.fileId) : undefined;
    if (file === undefined) return reply.code(404).send({ reason: 'NO_SUCH_FILE' });
    return reply
      .header('content-type', 'application/octet-stream')
      .header('content-length', file.byteCount)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .send(file.bytes);
  });
}
