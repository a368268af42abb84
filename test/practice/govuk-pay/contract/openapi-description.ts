import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The parts of an OpenAPI 3.0 schema that Pay's description uses. */
const schemaNode = z.object({
  $ref: z.string().exactOptional(),
  type: z.string().exactOptional(),
  nullable: z.boolean().exactOptional(),
  enum: z.array(z.unknown()).exactOptional(),
  get properties() {
    return z.record(z.string(), schemaNode).exactOptional();
  },
  get items() {
    return schemaNode.exactOptional();
  },
  get additionalProperties() {
    return schemaNode.exactOptional();
  },
});

const answerNode = z.object({
  content: z.record(z.string(), z.object({ schema: schemaNode.exactOptional() })).exactOptional(),
});

const descriptionSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ responses: z.record(z.string(), answerNode) }))),
  components: z.object({ schemas: z.record(z.string(), schemaNode) }),
});

export type Schema = z.infer<typeof schemaNode>;
export type Description = z.infer<typeof descriptionSchema>;

/** Reads Pay's own OpenAPI file (JSON). */
export function readDescription(path: string): Description {
  return descriptionSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}
