import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type { Forge, ForgeChange } from '../../forge';
import type { TestGithub } from '../../testing';
import { createGithubForge } from '../createGithubForge';

/** A change as most tests propose it. */
export const CHANGE: ForgeChange = {
  branch: 'corridors/gha1',
  base: 'main',
  basePath: '',
  title: 'Corridor gha1',
  body: 'Requested by Ada.',
  files: [
    { path: 'corridors/gha1/corridor.yaml', content: 'kind: Corridor\n' },
    {
      path: 'corridors/gha1/kubernetes/namespace.yaml',
      content: 'kind: Namespace\n',
    },
  ],
  remove: [],
  commitMessage: 'Add corridor gha1',
};

/** What branch main of the test repository holds. */
export const MAIN = {
  'README.md': '# Corridors\n',
  'corridors/old/corridor.yaml': 'kind: Corridor\n',
  'corridors/old/aws/role.yaml': 'kind: Role\n',
};

/** A forge of a test server, by default with the token that it lets in. */
export function connectTestForge(
  github: TestGithub,
  options: { token?: string; requestTimeoutMs?: number } = {},
): Forge {
  const { token = github.integration.token, requestTimeoutMs } = options;
  return createGithubForge({
    repoUrl: github.repoUrl,
    integrations: ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: { github: [{ ...github.integration, token }] },
      }),
    ),
    clock: () => new Date('2027-01-02T03:04:05Z'),
    requestTimeoutMs,
  });
}
