import { compareWithSchema, type Difference } from './compare-with-schema.ts';
import { type Answered, driveFlows } from './drive-flows.ts';
import { KNOWN_DESCRIPTION_FAULTS } from './known-description-faults.ts';
import { type Description, readDescription } from './openapi-description.ts';

export type CheckResult = {
  /** How many answers were compared. */
  checked: number;
  /** Differences that are the description's own known faults: why, and how often each was met. */
  known: { why: string; times: number }[];
  /** Differences that are not; each once. */
  differences: Difference[];
};

/** Compares what the stand-in answers with Pay's OpenAPI description at `path`. */
export async function checkDescription(path: string): Promise<CheckResult> {
  const description = readDescription(path);
  const answered = await driveFlows();
  const all = answered.flatMap((answer) => compareAnswer(answer, description));
  const faultAt = ({ at }: Difference) => KNOWN_DESCRIPTION_FAULTS.find((fault) => fault.at.test(at));
  const differences = new Map(all.filter((one) => !faultAt(one)).map((one) => [`${one.at} ${one.what}`, one]));
  return {
    checked: answered.length,
    known: KNOWN_DESCRIPTION_FAULTS.map((fault) => ({
      why: fault.why,
      times: all.filter((one) => faultAt(one) === fault).length,
    })),
    differences: [...differences.values()],
  };
}

function compareAnswer({ operation, status, body }: Answered, description: Description): Difference[] {
  const [method = '', path = ''] = operation.split(' ');
  const answers = description.paths[path]?.[method.toLowerCase()]?.responses;
  const described = answers?.[String(status)];
  if (!described) return [{ at: `${operation} ${status}`, what: 'is not described' }];
  const schema = described.content?.['application/json']?.schema;
  if (schema) return compareWithSchema(body, schema, operation, description);
  return body === undefined ? [] : [{ at: `${operation} ${status}`, what: 'has a body that is not described' }];
}
