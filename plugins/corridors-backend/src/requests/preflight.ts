import { renderCorridor, type ManifestFile } from '@corridors/manifests';
import {
  API_VERSION,
  checkCorridor,
  checkName,
  deriveNames,
  hasErrors,
  validateCorridor,
  type Corridor,
  type Environment,
  type Fleet,
  type Problem,
} from '@corridors/model';
import type {
  PredictedAccess,
  PreflightAnswer,
  PreflightBody,
} from '@corridors/plugin-corridors-common';
import { compareFiles } from './compareFiles';
import { filesDigest } from './filesDigest';
import { intendedAccess } from './intendedAccess';
import { predictChange } from './predictChange';

/** What a specification is checked against. */
export interface PreflightContext {
  readonly fleet: Fleet;
  /** Contents of the repository by path, relative to its configured folder. */
  readonly files: ReadonlyMap<string, string>;
  /** Whether a namespace exists that no corridor of ours has made. */
  readonly isForeignNamespace: (
    environment: string,
    namespace: string,
  ) => boolean;
  /** Problems with an owner, as far as the catalog and the requester are concerned. */
  readonly checkOwner: (owner: string) => Promise<readonly Problem[]>;
  /** Problems with a name that come from requests under way. */
  readonly checkOpenRequests: (name: string) => Promise<readonly Problem[]>;
  readonly now: Date;
}

/** A preflight of stage `full` without errors, with what it looked at. */
export interface AcceptedCorridor {
  readonly corridor: Corridor;
  readonly environment: Environment;
  readonly files: readonly ManifestFile[];
  readonly filesDigest: string;
  readonly prediction: PredictedAccess;
}

/** What a preflight came to: the answer, and the corridor when nothing forbids it. */
export interface PreflightResult {
  readonly answer: PreflightAnswer;
  readonly accepted?: AcceptedCorridor;
}

/** Checks a corridor that is asked for, by its name alone or as a whole. Writes nothing. */
export async function preflight(
  body: PreflightBody,
  context: PreflightContext,
): Promise<PreflightResult> {
  switch (body.stage) {
    case 'name':
      return { answer: await preflightName(body.spec, context) };
    case 'full':
      return preflightCorridor(body.spec, context);
    default: {
      const unknownStage: never = body.stage;
      throw new Error(`Unknown stage ${unknownStage}`);
    }
  }
}

async function preflightName(
  document: PreflightBody['spec'],
  context: PreflightContext,
): Promise<PreflightAnswer> {
  const name = readText(document.metadata, 'name');
  const environmentName = readText(document.spec, 'environment');
  const environment = findEnvironment(environmentName, context.fleet);
  if (name === undefined) {
    return refusal([
      error('required', 'metadata.name is missing.', 'metadata.name'),
    ]);
  }
  if (!environment) {
    return refusal([unknownEnvironment(environmentName, context.fleet)]);
  }
  const problems = [
    ...checkName(name, environment, context.fleet),
    ...namespaceProblems(name, environment, context),
    ...(await context.checkOpenRequests(name)),
  ];
  const buckets = readBucketNames(document.spec);
  return {
    ok: !hasErrors(problems),
    problems,
    names: deriveNames({ name, buckets }, environment),
  };
}

async function preflightCorridor(
  document: PreflightBody['spec'],
  context: PreflightContext,
): Promise<PreflightResult> {
  const parsed = validateCorridor({
    apiVersion: API_VERSION,
    kind: 'Corridor',
    ...document,
  });
  if (!parsed.ok) {
    return { answer: refusal(parsed.problems) };
  }
  const corridor = parsed.value;
  const { name } = corridor.metadata;
  const environment = findEnvironment(corridor.spec.environment, context.fleet);
  if (!environment) {
    return {
      answer: refusal([
        unknownEnvironment(corridor.spec.environment, context.fleet),
      ]),
    };
  }
  const problems = [
    ...checkCorridor(corridor, environment, context.fleet, {
      now: context.now,
    }),
    ...namespaceProblems(name, environment, context),
    ...(await context.checkOpenRequests(name)),
    ...(await context.checkOwner(corridor.spec.owner)),
  ];
  const names = deriveNames(
    { name, buckets: corridor.spec.buckets },
    environment,
  );
  if (hasErrors(problems)) {
    return { answer: { ok: false, problems, names } };
  }
  const files = renderCorridor(corridor, environment, context.fleet);
  const digest = filesDigest(files);
  const change = predictChange(corridor, environment, files, context);
  const ok = !hasErrors(change.problems);
  return {
    answer: {
      ok,
      problems: [...problems, ...change.problems],
      names,
      files,
      filesDigest: digest,
      access: intendedAccess(corridor, environment, context.fleet),
      changes: compareFiles(files, context.files, `corridors/${name}`),
      prediction: change.prediction,
    },
    accepted: ok
      ? {
          corridor,
          environment,
          files,
          filesDigest: digest,
          prediction: change.prediction,
        }
      : undefined,
  };
}

function refusal(problems: readonly Problem[]): PreflightAnswer {
  return { ok: false, problems };
}

function error(code: string, message: string, field: string): Problem {
  return { code, severity: 'error', message, field };
}

function findEnvironment(
  name: string | undefined,
  fleet: Fleet,
): Environment | undefined {
  return fleet.environments.find(
    environment => environment.metadata.name === name,
  );
}

function unknownEnvironment(name: string | undefined, fleet: Fleet): Problem {
  const field = 'spec.environment';
  const known =
    fleet.environments
      .map(environment => environment.metadata.name)
      .join(', ') || 'none';
  return name === undefined
    ? error('required', `${field} is missing; known: ${known}.`, field)
    : error(
        'unknown-environment',
        `${field} is "${name}", which does not exist; known: ${known}.`,
        field,
      );
}

function namespaceProblems(
  name: string,
  environment: Environment,
  context: PreflightContext,
): Problem[] {
  const { namespace } = deriveNames({ name, buckets: [] }, environment);
  return context.isForeignNamespace(environment.metadata.name, namespace)
    ? [
        error(
          'namespace-exists',
          `"${name}" cannot be used: namespace ${namespace} of ${environment.metadata.name} exists already and is not ` +
            'a corridor of this portal. It is never taken over; choose another name.',
          'metadata.name',
        ),
      ]
    : [];
}

function readText(container: unknown, key: string): string | undefined {
  const value = isRecord(container) ? container[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Names of buckets as far as they are there yet. */
function readBucketNames(spec: unknown): { readonly name: string }[] {
  const buckets =
    isRecord(spec) && Array.isArray(spec.buckets) ? spec.buckets : [];
  return buckets.flatMap(bucket => {
    const name = readText(bucket, 'name');
    return name ? [{ name }] : [];
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
