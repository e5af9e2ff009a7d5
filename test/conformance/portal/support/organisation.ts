import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';

const FILE = path.resolve(
  __dirname,
  '../../../../packages/sandbox/seed/organisation/catalog-info.yaml',
);

/** The people and groups of the sandbox, as the catalog knows them. */
export const ENTITIES: readonly Entity[] = parseAllDocuments(
  readFileSync(FILE, 'utf8'),
).map(document => document.toJS());

/** Everything that a user is, as sign-in would find it in the catalog. */
export function claimsOf(userEntityRef: string): string[] {
  const user = ENTITIES.find(
    ({ kind, metadata }) =>
      kind === 'User' && `user:default/${metadata.name}` === userEntityRef,
  );
  const groups = user?.spec?.memberOf;
  return [
    userEntityRef,
    ...(Array.isArray(groups) ? groups : []).map(
      group => `group:default/${group}`,
    ),
  ];
}
