import type {
  AccessModel,
  AccessModelServiceAccount,
} from '@corridors/policy-engine';
import type { StatementDrift } from './statementDrift';

/**
 * Compares which roles ServiceAccounts ask for, in the namespaces that the repository declares ServiceAccounts of. When those of the
 * cluster were not read, nothing is compared.
 */
export function compareServiceAccounts(
  declared: AccessModel,
  configured: AccessModel,
): StatementDrift[] {
  const { serviceAccounts: wanted = [] } = declared;
  const { serviceAccounts: found, gaps = [] } = configured;
  const unread = new Map(
    gaps
      .filter(({ part }) => part === 'service-accounts')
      .map(gap => [gap.subject, gap]),
  );
  const unknown = [...new Set(wanted.map(({ cluster }) => cluster))].flatMap(
    (cluster): StatementDrift[] => {
      const gap = unread.get(cluster);
      return gap
        ? [
            {
              owner: cluster,
              part: 'service-account',
              change: 'unknown',
              summary: `The ServiceAccounts of ${cluster} are not compared: ${gap.message}.`,
            },
          ]
        : [];
    },
  );
  if (!found) {
    return unknown;
  }
  const isRead = ({ cluster }: AccessModelServiceAccount) =>
    !unread.has(cluster);
  const own = new Map(found.map(one => [ownerOf(one), one]));
  const names = new Set(wanted.map(ownerOf));
  const namespaces = new Set(wanted.map(namespaceOf));
  return [
    ...unknown,
    ...wanted
      .filter(isRead)
      .flatMap(one => compareOne(one, own.get(ownerOf(one)))),
    ...found
      .filter(
        one =>
          one.roleArn !== undefined &&
          isRead(one) &&
          namespaces.has(namespaceOf(one)) &&
          !names.has(ownerOf(one)),
      )
      .map(
        (one): StatementDrift => ({
          owner: ownerOf(one),
          part: 'service-account',
          change: 'added',
          summary: `The ServiceAccount ${ownerOf(one)} asks for ${
            one.roleArn
          }, and is not declared.`,
        }),
      ),
  ];
}

function compareOne(
  wanted: AccessModelServiceAccount,
  found: AccessModelServiceAccount | undefined,
): StatementDrift[] {
  const owner = ownerOf(wanted);
  if (!found) {
    return [
      {
        owner,
        part: 'service-account',
        change: 'missing',
        summary: `The ServiceAccount ${owner} is declared, and the cluster does not have it.`,
      },
    ];
  }
  return wanted.roleArn === found.roleArn
    ? []
    : [
        {
          owner,
          part: 'service-account',
          change: 'changed',
          summary: `The ServiceAccount ${owner} is declared to ask for ${
            wanted.roleArn ?? 'no role'
          }, and asks for ${found.roleArn ?? 'none'}.`,
        },
      ];
}

function ownerOf({
  cluster,
  namespace,
  name,
}: AccessModelServiceAccount): string {
  return `${cluster}/${namespace}/${name}`;
}

function namespaceOf({
  cluster,
  namespace,
}: AccessModelServiceAccount): string {
  return `${cluster}/${namespace}`;
}
