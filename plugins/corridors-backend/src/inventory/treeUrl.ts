import { NotImplementedError } from '@backstage/errors';
import type { ScmIntegrations } from '@backstage/integration';
import type { GitopsLocation } from '../configuration';

/**
 * Address of the repository's folder on its branch, as Backstage's URL reader takes it.
 *
 * @throws NotImplementedError when the kind of forge is not known here
 */
export function treeUrl(
  { repoUrl, branch, path }: GitopsLocation,
  integrations: ScmIntegrations,
): string {
  const type = integrations.byUrl(repoUrl)?.type;
  switch (type) {
    case 'github':
      return [repoUrl, 'tree', branch, ...path.split('/').filter(Boolean)].join(
        '/',
      );
    default:
      throw new NotImplementedError(
        `corridors.gitops.repoUrl is ${repoUrl}, which is ${
          type ? `configured as ${type}` : 'in no entry of integrations'
        }; supported: github. Add its host to integrations.github in app-config`,
      );
  }
}
