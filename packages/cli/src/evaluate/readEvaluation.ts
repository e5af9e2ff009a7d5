import {
  compilePolicy,
  isAssumption,
  isConditionKey,
  PolicyParseError,
  type AccessRequest,
  type ApplicablePolicies,
  type CompiledPolicy,
  type DocumentKind,
} from '@corridors/policy-engine';
import { LineError } from './LineError';
import {
  describe,
  isObject,
  join,
  listOf,
  membersOf,
  required,
  textOf,
} from './members';
import { readPrincipal } from './readPrincipal';
import { withoutPath } from './withoutPath';

/** A request with the policies that apply to it. */
export interface Evaluation {
  readonly request: AccessRequest;
  readonly policies: ApplicablePolicies;
}

/**
 * Reads what a line asks, apart from its id.
 *
 * @throws {@link LineError} naming the member that is not understood
 */
export function readEvaluation(line: ReadonlyMap<string, unknown>): Evaluation {
  const request = membersOf(required(line, 'request', ''), 'request', [
    'principal',
    'action',
    'resource',
    'resourceAccount',
    'context',
  ]);
  const policies = membersOf(
    line.has('policies') ? line.get('policies') : {},
    'policies',
    ['identity', 'resource', 'boundary', 'session', 'scp'],
  );
  const context = readContext(request);
  const action = textOf(request, 'action', 'request');
  const principal = readPrincipal(required(request, 'principal', 'request'), {
    principalArn: principalArnOf(context),
    resourceDocument: policies.get('resource'),
  });
  return {
    request: {
      principal,
      action,
      resource: textOf(request, 'resource', 'request'),
      ...(request.has('resourceAccount') && {
        resourceAccount: textOf(request, 'resourceAccount', 'request'),
      }),
      context,
    },
    policies: readPolicies(
      policies,
      isAssumption(action.toLowerCase()) ? 'trust' : 'resource',
    ),
  };
}

function readContext(
  request: ReadonlyMap<string, unknown>,
): Record<string, string | string[]> {
  const path = 'request.context';
  const value = request.has('context') ? request.get('context') : {};
  if (!isObject(value)) {
    throw new LineError(
      'invalid-type',
      path,
      `Expected an object, got ${describe(value)}.`,
    );
  }
  const context = Object.entries(value).map(([key, values]) => {
    if (!isConditionKey(key)) {
      throw new LineError(
        'malformed-context-key',
        join(path, key),
        `"${key}" is not a condition key, such as "aws:SourceIp".`,
      );
    }
    return [key, readValues(values, join(path, key))] as const;
  });
  return Object.fromEntries(context);
}

function readValues(value: unknown, path: string): string | string[] {
  if (typeof value === 'string') {
    return value;
  }
  const items: readonly unknown[] = Array.isArray(value) ? value : [undefined];
  return items.map((item, i) => {
    if (typeof item !== 'string') {
      const isList = Array.isArray(value);
      throw new LineError(
        'invalid-type',
        isList ? `${path}[${i}]` : path,
        isList
          ? `Expected a string, got ${describe(item)}.`
          : `Expected a string or a list of strings, got ${describe(value)}.`,
      );
    }
    return item;
  });
}

function principalArnOf(
  context: Readonly<Record<string, string | string[]>>,
): string | undefined {
  const [, value] =
    Object.entries(context).find(
      ([key]) => key.toLowerCase() === 'aws:principalarn',
    ) ?? [];
  return typeof value === 'string' ? value : value?.[0];
}

/** What is absent, or a list without a document, does not exist; a level of SCPs without one allows nothing. */
function readPolicies(
  members: ReadonlyMap<string, unknown>,
  resourceKind: DocumentKind,
): ApplicablePolicies {
  const documents = (kind: 'identity' | 'boundary' | 'session') =>
    compileList(members.get(kind), kind, `policies.${kind}`, kind);
  const boundary = documents('boundary');
  const session = documents('session');
  return {
    identity: documents('identity'),
    ...(members.has('resource') && {
      resource: compile(members.get('resource'), {
        kind: resourceKind,
        name: 'resource',
      }),
    }),
    ...(boundary.length > 0 && { boundary }),
    ...(session.length > 0 && { session }),
    ...(members.has('scp') && {
      scp: listOf(members.get('scp'), 'policies.scp').map((level, i) =>
        compileList(level.value, 'scp', level.path, `scp[${i}]`),
      ),
    }),
  };
}

function compileList(
  value: unknown,
  kind: DocumentKind,
  path: string,
  name: string,
): CompiledPolicy[] {
  return listOf(value, path).map((item, i) =>
    compile(item.value, { kind, name: `${name}[${i}]` }),
  );
}

function compile(
  document: unknown,
  options: { kind: DocumentKind; name: string },
): CompiledPolicy {
  const path = `policies.${options.name}`;
  if (!isObject(document)) {
    throw new LineError(
      'invalid-type',
      path,
      `Expected a policy document as an object, got ${describe(document)}.`,
    );
  }
  try {
    return compilePolicy(document, options);
  } catch (error) {
    if (error instanceof PolicyParseError) {
      throw new LineError(
        error.code,
        join(path, error.path),
        withoutPath(error),
      );
    }
    throw error;
  }
}
