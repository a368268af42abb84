import { checkDescription } from './contract/check-description.ts';

const path = process.argv[2];
if (path === undefined) {
  process.stderr.write('Name the OpenAPI file of GOV.UK Pay: node test/practice/govuk-pay/check-openapi.ts <file>\n');
  process.exitCode = 2;
} else {
  const { checked, known, differences } = await checkDescription(path);
  process.stdout.write(`${checked} answers compared.\nKnown faults of the description, met:\n`);
  for (const { why, times } of known) process.stdout.write(`  ${times} times: ${why}\n`);
  process.stdout.write(`Differences: ${differences.length}\n`);
  for (const { at, what } of differences) process.stdout.write(`  ${at} ${what}\n`);
  process.exitCode = differences.length > 0 || checked === 0 ? 1 : 0;
}
