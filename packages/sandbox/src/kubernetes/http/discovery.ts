import { KindDefinition, KindRegistry } from '../kinds';
import { virtualKinds } from './virtualKinds';

const VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

/** Verbs of the subresources that are served. */
const SUBRESOURCES: Readonly<
  Record<
    string,
    { kind?: string; group?: string; version?: string; verbs: string[] }
  >
> = {
  status: { verbs: ['get', 'patch', 'update'] },
  log: { verbs: ['get'] },
  binding: { kind: 'Binding', verbs: ['create'] },
  token: {
    kind: 'TokenRequest',
    group: 'authentication.k8s.io',
    version: 'v1',
    verbs: ['create'],
  },
};

interface GroupVersion {
  readonly group: string;
  readonly version: string;
}

function groupsOf(kinds: KindRegistry): GroupVersion[] {
  const seen = new Map<string, GroupVersion>();
  for (const { group, version } of [...kinds.all(), ...virtualKinds]) {
    seen.set(`${group}/${version}`, { group, version });
  }
  return [...seen.values()].filter(({ group }) => group !== '');
}

function versionEntry({ group, version }: GroupVersion): {
  groupVersion: string;
  version: string;
} {
  return { groupVersion: `${group}/${version}`, version };
}

function groupEntry(
  group: string,
  versions: readonly GroupVersion[],
): Readonly<Record<string, unknown>> {
  const entries = versions.map(versionEntry);
  return { name: group, versions: entries, preferredVersion: entries[0] };
}

function subresourceEntries(
  kind: KindDefinition,
): Readonly<Record<string, unknown>>[] {
  return kind.subresources.flatMap(subresource => {
    const served = SUBRESOURCES[subresource];
    return served
      ? [
          {
            name: `${kind.plural}/${subresource}`,
            singularName: '',
            namespaced: kind.namespaced,
            kind: served.kind ?? kind.kind,
            ...(served.group
              ? { group: served.group, version: served.version }
              : {}),
            verbs: served.verbs,
          },
        ]
      : [];
  });
}

function resourceEntries(
  kinds: KindRegistry,
  wanted: GroupVersion,
): Readonly<Record<string, unknown>>[] {
  const isWanted = ({ group, version }: GroupVersion) =>
    group === wanted.group && version === wanted.version;
  const stored = kinds.all().filter(isWanted);
  return [
    ...stored.flatMap(kind => [
      {
        name: kind.plural,
        singularName: kind.singular,
        namespaced: kind.namespaced,
        kind: kind.kind,
        verbs: VERBS,
        ...(kind.shortNames.length > 0 ? { shortNames: kind.shortNames } : {}),
      },
      ...subresourceEntries(kind),
    ]),
    ...virtualKinds.filter(isWanted).map(kind => ({
      name: kind.plural,
      singularName: kind.kind.toLowerCase(),
      namespaced: kind.namespaced,
      kind: kind.kind,
      verbs: ['create'],
    })),
  ];
}

/**
 * The discovery document at a path, undefined when the path is none. Source: "The Kubernetes API", section "Unaggregated
 * discovery".
 *
 * @public
 */
export function discover(path: string, kinds: KindRegistry): unknown {
  const [root, group, version, ...rest] = path
    .split('/')
    .filter(step => step !== '');
  if (rest.length > 0) {
    return undefined;
  }
  if (root === 'api') {
    if (group === undefined) {
      return {
        kind: 'APIVersions',
        versions: ['v1'],
        serverAddressByClientCIDRs: [],
      };
    }
    return group === 'v1' && version === undefined
      ? {
          kind: 'APIResourceList',
          groupVersion: 'v1',
          resources: resourceEntries(kinds, { group: '', version: 'v1' }),
        }
      : undefined;
  }
  if (root !== 'apis') {
    return undefined;
  }
  const groups = groupsOf(kinds);
  if (group === undefined) {
    const names = [...new Set(groups.map(entry => entry.group))];
    return {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: names.map(name =>
        groupEntry(
          name,
          groups.filter(entry => entry.group === name),
        ),
      ),
    };
  }
  const versions = groups.filter(entry => entry.group === group);
  if (version === undefined) {
    return versions.length > 0
      ? { kind: 'APIGroup', apiVersion: 'v1', ...groupEntry(group, versions) }
      : undefined;
  }
  return versions.some(entry => entry.version === version)
    ? {
        kind: 'APIResourceList',
        apiVersion: 'v1',
        groupVersion: `${group}/${version}`,
        resources: resourceEntries(kinds, { group, version }),
      }
    : undefined;
}
