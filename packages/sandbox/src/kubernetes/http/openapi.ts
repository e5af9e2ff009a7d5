import { KindDefinition, KindRegistry } from '../kinds';
import { acceptedPatches } from '../patch';

function pathsOf(
  kinds: readonly KindDefinition[],
): Map<string, KindDefinition[]> {
  const byVersion = new Map<string, KindDefinition[]>();
  for (const kind of kinds) {
    const path = kind.group
      ? `apis/${kind.group}/${kind.version}`
      : `api/${kind.version}`;
    byVersion.set(path, [...(byVersion.get(path) ?? []), kind]);
  }
  return byVersion;
}

function queryParameter(name: string): Readonly<Record<string, unknown>> {
  return { name, in: 'query', schema: { type: 'string', uniqueItems: true } };
}

function groupVersionKind({
  group,
  version,
  kind,
}: KindDefinition): Readonly<Record<string, unknown>> {
  return { group, version, kind };
}

/** Operations of one kind. Strategic merge patches are left out: kubectl computes those from its own types. */
function operations(kind: KindDefinition): Readonly<Record<string, unknown>> {
  const extension = {
    'x-kubernetes-group-version-kind': groupVersionKind(kind),
  };
  const parameters = ['dryRun', 'fieldManager', 'fieldValidation'].map(
    queryParameter,
  );
  const answer = { responses: { '200': { description: 'OK' } } };
  const body = (types: readonly string[]) => ({
    requestBody: {
      content: Object.fromEntries(
        types.map(type => [type, { schema: { type: 'object' } }]),
      ),
    },
  });
  const patches = acceptedPatches(kind).filter(
    type => !type.includes('strategic'),
  );
  return {
    get: { 'x-kubernetes-action': 'get', ...extension, ...answer },
    put: {
      'x-kubernetes-action': 'put',
      ...extension,
      parameters,
      ...body(['application/json']),
      ...answer,
    },
    patch: {
      'x-kubernetes-action': 'patch',
      ...extension,
      parameters,
      ...body(patches),
      ...answer,
    },
    delete: {
      'x-kubernetes-action': 'delete',
      ...extension,
      parameters,
      ...answer,
    },
  };
}

function schemaName(kind: KindDefinition): string {
  const reversed = kind.group
    ? kind.group.split('.').reverse().join('.')
    : 'io.k8s.api.core';
  return `${reversed}.${kind.version}.${kind.kind}`;
}

function schemaOf(kind: KindDefinition): Readonly<Record<string, unknown>> {
  return {
    ...(kind.schema ?? {
      type: 'object',
      'x-kubernetes-preserve-unknown-fields': true,
    }),
    'x-kubernetes-group-version-kind': [groupVersionKind(kind)],
  };
}

/**
 * The OpenAPI document at a path, as far as kubectl reads it: which group versions there are, and that their kinds take
 * `fieldValidation`. Source: "The Kubernetes API", section "OpenAPI V3".
 *
 * @returns undefined when the path is none of them
 * @public
 */
export function describeOpenApi(path: string, kinds: KindRegistry): unknown {
  const info = { title: 'Kubernetes', version: 'unversioned' };
  const byVersion = pathsOf(kinds.all());
  if (path === '/openapi/v2') {
    return { swagger: '2.0', info, paths: {}, definitions: {} };
  }
  if (path === '/openapi/v3') {
    return {
      paths: Object.fromEntries(
        [...byVersion.keys()].map(name => [
          name,
          { serverRelativeURL: `/openapi/v3/${name}` },
        ]),
      ),
    };
  }
  const served = byVersion.get(path.replace(/^\/openapi\/v3\//, ''));
  if (!path.startsWith('/openapi/v3/') || !served) {
    return undefined;
  }
  const basePath = path.replace(/^\/openapi\/v3/, '');
  return {
    openapi: '3.0.0',
    info,
    paths: Object.fromEntries(
      served.map(kind => [
        `${basePath}/${kind.namespaced ? 'namespaces/{namespace}/' : ''}${
          kind.plural
        }/{name}`,
        operations(kind),
      ]),
    ),
    components: {
      schemas: Object.fromEntries(
        served.map(kind => [schemaName(kind), schemaOf(kind)]),
      ),
    },
  };
}
