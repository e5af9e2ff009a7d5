import { parseAllDocuments, parseDocument } from 'yaml';
import { z } from 'zod';
import { RepositoryFile } from './GitHubRepository';

/** Kinds that the reconciler applies; a folder cannot bring anything else into a cluster. @public */
export const ALLOWED_KINDS: ReadonlySet<string> = new Set([
  'v1/Namespace',
  'v1/ServiceAccount',
  'v1/ConfigMap',
  'v1/ResourceQuota',
  'v1/LimitRange',
  'networking.k8s.io/v1/NetworkPolicy',
  'rbac.authorization.k8s.io/v1/Role',
  'rbac.authorization.k8s.io/v1/RoleBinding',
  's3.services.k8s.aws/v1alpha1/Bucket',
  'iam.services.k8s.aws/v1alpha1/Policy',
  'iam.services.k8s.aws/v1alpha1/Role',
]);

const manifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
});

/** An object as a file of the repository wants it. @public */
export type Manifest = z.infer<typeof manifestSchema>;

/** A manifest with the corridor and the file that it comes from. @public */
export interface SelectedManifest {
  readonly corridor: string;
  readonly file: string;
  readonly manifest: Manifest;
}

/** A file that is not applied, and why. @public */
export interface RefusedManifest {
  readonly corridor: string;
  readonly file: string;
  readonly reason:
    | 'InvalidManifest'
    | 'KindNotAllowed'
    | 'DestinationNotAllowed';
  readonly message: string;
}

/** What of a repository belongs into one cluster. @public */
export interface Selection {
  readonly manifests: readonly SelectedManifest[];
  readonly refused: readonly RefusedManifest[];
  /** Corridors whose folder cannot be read as a whole: nothing of theirs is pruned. */
  readonly unresolved: ReadonlySet<string>;
}

const FILE = /^corridors\/([^/]+)\/(kubernetes|aws)\/[^/]+\.ya?ml$/;
const SPEC = /^corridors\/([^/]+)\/corridor\.ya?ml$/;
const ENVIRONMENT = /^environments\/[^/]+\.ya?ml$/;

const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';

/** Namespaces first, then what others point to. */
const ORDER = [
  'Namespace',
  'ServiceAccount',
  'ResourceQuota',
  'LimitRange',
  'Role',
  'RoleBinding',
  'Policy',
];

/** Whether the reconciler reads a file of the repository at all. @public */
export function isRelevant(path: string): boolean {
  return FILE.test(path) || SPEC.test(path) || ENVIRONMENT.test(path);
}

const environmentSchema = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    kubernetes: z.looseObject({ cluster: z.string() }),
    aws: z.looseObject({ awsNamespace: z.string().default('corridors-aws') }),
  }),
});
const corridorSchema = z.looseObject({
  spec: z.looseObject({ environment: z.string() }),
});

type Environment = z.infer<typeof environmentSchema>;

/** The value of a file that holds one YAML document of a shape, undefined when it does not. */
function tryParse<T>(schema: z.ZodType<T>, content: string): T | undefined {
  const document = parseDocument(content);
  return document.errors.length > 0
    ? undefined
    : schema.safeParse(document.toJS()).data;
}

function environmentsOf(
  files: readonly RepositoryFile[],
): Map<string, Environment> {
  const environments = files
    .filter(({ path }) => ENVIRONMENT.test(path))
    .flatMap(({ content }) => tryParse(environmentSchema, content) ?? []);
  return new Map(
    environments.map(environment => [environment.metadata.name, environment]),
  );
}

/** Why a manifest is not applied, undefined when it is. */
function refusalOf(
  corridor: string,
  manifest: Manifest,
  environment: Environment,
): Pick<RefusedManifest, 'reason' | 'message'> | undefined {
  const { apiVersion, kind, metadata } = manifest;
  if (!ALLOWED_KINDS.has(`${apiVersion}/${kind}`)) {
    return {
      reason: 'KindNotAllowed',
      message: `kind ${kind} of ${apiVersion} is not applied for corridors`,
    };
  }
  const destination = kind === 'Namespace' ? metadata.name : metadata.namespace;
  const allowed = [corridor, environment.spec.aws.awsNamespace];
  return destination !== undefined && allowed.includes(destination)
    ? undefined
    : {
        reason: 'DestinationNotAllowed',
        message: `${kind} ${metadata.name} would go to namespace ${
          destination ?? '(none)'
        }, allowed are ${allowed.join(' and ')}`,
      };
}

type FileSelection = Omit<Selection, 'unresolved'>;

function readFile(
  corridor: string,
  file: RepositoryFile,
  environment: Environment,
): FileSelection {
  const { path, content } = file;
  const refuse = (
    reason: RefusedManifest['reason'],
    message: string,
  ): FileSelection => ({
    manifests: [],
    refused: [{ corridor, file: path, reason, message: `${path}: ${message}` }],
  });
  const parsed = parseAllDocuments(content);
  const documents = Array.isArray(parsed) ? parsed : [];
  const selections = documents.map(document => {
    const [error] = document.errors;
    if (error) {
      return refuse('InvalidManifest', error.message);
    }
    const manifest = manifestSchema.safeParse(document.toJS());
    if (!manifest.success) {
      const issue = manifest.error.issues[0];
      return refuse(
        'InvalidManifest',
        `${issue?.path.join('.') || 'document'}: ${issue?.message}`,
      );
    }
    const refusal = refusalOf(corridor, manifest.data, environment);
    return refusal
      ? refuse(refusal.reason, refusal.message)
      : {
          manifests: [{ corridor, file: path, manifest: manifest.data }],
          refused: [],
        };
  });
  return {
    manifests: selections.flatMap(selection => selection.manifests),
    refused: selections.flatMap(selection => selection.refused),
  };
}

/** Waves first, as Argo CD orders them ("Sync phases and waves"), then kinds. */
function inOrder(left: SelectedManifest, right: SelectedManifest): number {
  const wave = ({ manifest }: SelectedManifest) =>
    Number(manifest.metadata.annotations?.[SYNC_WAVE] ?? 0) || 0;
  const rank = ({ manifest }: SelectedManifest) => {
    const position = ORDER.indexOf(manifest.kind);
    return position < 0 ? ORDER.length : position;
  };
  return wave(left) - wave(right) || rank(left) - rank(right);
}

/** The environment of each corridor that has a folder; undefined where it cannot be found out. */
function corridorEnvironments(
  files: readonly RepositoryFile[],
): Map<string, Environment | undefined> {
  const environments = environmentsOf(files);
  const result = new Map<string, Environment | undefined>();
  for (const { path, content } of files) {
    const [, corridor] = /^corridors\/([^/]+)\//.exec(path) ?? [];
    if (corridor !== undefined) {
      const spec = SPEC.test(path)
        ? tryParse(corridorSchema, content)
        : undefined;
      const environment = spec && environments.get(spec.spec.environment);
      result.set(corridor, environment ?? result.get(corridor));
    }
  }
  return result;
}

/**
 * Picks the manifests of the corridors whose environment lies in a cluster, in the order in which they are applied. Only
 * `kubernetes/` and `aws/` of a corridor's folder are looked at.
 *
 * @public
 */
export function selectManifests(
  files: readonly RepositoryFile[],
  cluster: string,
): Selection {
  const corridors = corridorEnvironments(files);
  const selections = files.flatMap(file => {
    const [, corridor = ''] = FILE.exec(file.path) ?? [];
    const environment = corridors.get(corridor);
    return environment?.spec.kubernetes.cluster === cluster
      ? [readFile(corridor, file, environment)]
      : [];
  });
  const refused = selections.flatMap(selection => selection.refused);
  return {
    manifests: selections
      .flatMap(selection => selection.manifests)
      .sort(inOrder),
    refused,
    unresolved: new Set([
      ...[...corridors]
        .filter(([, environment]) => environment === undefined)
        .map(([name]) => name),
      ...refused.map(({ corridor }) => corridor),
    ]),
  };
}
