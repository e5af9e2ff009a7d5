import type { Environment, Problem, RepositoryFile } from '@corridors/model';

import type { Declarations } from '../provisioners/provisioner';
import { problemAt } from './declaredResources';
import type { LocatedObject } from './locatedObject';
import { readObjects } from './readObjects';

const APPLIED =
  /^corridors\/(?<corridor>[^/]+)\/(?<folder>aws|kubernetes)\/.+\.(?:ya?ml|json)$/;

/** The files of a corridor that a GitOps controller applies, by folder. */
export interface AppliedFiles {
  readonly aws: readonly RepositoryFile[];
  readonly kubernetes: readonly RepositoryFile[];
}

/** The files of every corridor that a GitOps controller applies, by the name of its folder. */
export function appliedFiles(
  files: readonly RepositoryFile[],
): Map<string, AppliedFiles> {
  const byCorridor = new Map<
    string,
    { aws: RepositoryFile[]; kubernetes: RepositoryFile[] }
  >();
  for (const file of files) {
    const { corridor, folder } = APPLIED.exec(file.path)?.groups ?? {};
    if (corridor === undefined) {
      continue;
    }
    const own = byCorridor.get(corridor) ?? { aws: [], kubernetes: [] };
    byCorridor.set(corridor, own);
    (folder === 'aws' ? own.aws : own.kubernetes).push(file);
  }
  return byCorridor;
}

/** What a corridor's folder holds, as far as access is concerned. */
export interface CorridorObjects {
  /** Objects of the provisioner. */
  readonly aws: readonly LocatedObject[];
  readonly serviceAccounts: readonly LocatedObject[];
  /** Whether a file could not be read, so that something may be missing. */
  readonly isIncomplete: boolean;
  readonly problems: readonly Problem[];
}

/** Reads the objects of a corridor's folder that bear on access. */
export function readCorridorFolder(
  files: AppliedFiles,
  environment: Environment,
  declarations: Declarations,
): CorridorObjects {
  const read = [
    ...files.aws,
    ...files.kubernetes.filter(({ content }) =>
      mayConcernAccess(content, declarations),
    ),
  ].map(({ path, content }) => readObjects(path, content));
  const objects = read.flatMap(file => file.objects);
  const problems = read.flatMap(file => file.problems);
  const isIncomplete = problems.length > 0;
  const aws: LocatedObject[] = [];
  const serviceAccounts: LocatedObject[] = [];
  for (const object of objects) {
    if (declarations.isKnown(object)) {
      aws.push(object);
      problems.push(...namespaceProblems(object, environment));
    } else if (isServiceAccount(object)) {
      serviceAccounts.push(object);
    } else if (isUnknown(object, declarations)) {
      problems.push(unknownKind(object));
    }
  }
  return { aws, serviceAccounts, isIncomplete, problems };
}

/**
 * Whether a Kubernetes file can hold anything that bears on access: reading YAML takes long, and most files say nothing of it.
 * A backslash can spell any word.
 */
function mayConcernAccess(content: string, { mention }: Declarations): boolean {
  return (
    content.includes('ServiceAccount') ||
    content.includes(mention) ||
    content.includes('List') ||
    content.includes('\\')
  );
}

function isServiceAccount({ value }: LocatedObject): boolean {
  return value.apiVersion === 'v1' && value.kind === 'ServiceAccount';
}

/** Objects that may grant access, and are not read: of the provisioner's groups, and lists of objects. */
function isUnknown(
  { file, value }: LocatedObject,
  { mention }: Declarations,
): boolean {
  return (
    /^corridors\/[^/]+\/aws\//.test(file) ||
    String(value.apiVersion).includes(mention) ||
    String(value.kind).endsWith('List')
  );
}

function unknownKind(object: LocatedObject): Problem {
  const { apiVersion, kind } = object.value;
  return problemAt(
    object,
    ['kind'],
    'unknown-kind',
    `${String(kind)} of ${String(
      apiVersion,
    )} is not read, so what it grants is not known.`,
  );
}

function namespaceProblems(
  object: LocatedObject,
  { spec: { aws } }: Environment,
): Problem[] {
  const { metadata } = object.value;
  const namespace =
    typeof metadata === 'object' && metadata !== null && 'namespace' in metadata
      ? metadata.namespace
      : undefined;
  return namespace === aws.awsNamespace
    ? []
    : [
        problemAt(
          object,
          ['metadata', 'namespace'],
          'foreign-namespace',
          `metadata.namespace must be ${aws.awsNamespace}, which administrators alone write.`,
        ),
      ];
}
