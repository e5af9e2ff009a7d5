import type {
  GithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { InputError } from '@backstage/errors';
import { createGithubForge } from '../github';
import type { Forge } from './Forge';
import type { ForgeFactory } from './ForgeFactory';

/**
 * What {@link createForge} chooses from.
 *
 * @public
 */
export interface CreateForgeOptions {
  /** The `integrations` of app-config. */
  readonly integrations: ScmIntegrations;
  /** Defaults to the tokens and apps of the integrations. */
  readonly credentialsProvider?: GithubCredentialsProvider;
  /** Further kinds of forges; asked before GitHub. */
  readonly factories?: readonly ForgeFactory[];
}

/**
 * The forge of a repository, chosen by the host of its address.
 *
 * @param repoUrl - page of the repository, for example `https://github.com/platform/corridors-gitops`
 * @throws InputError when nothing is configured for the host; the message names the hosts that are
 * @public
 */
export function createForge(
  repoUrl: string,
  options: CreateForgeOptions,
): Forge {
  const host = hostOf(repoUrl);
  for (const factory of options.factories ?? []) {
    const forge = factory.create(repoUrl);
    if (forge) {
      return forge;
    }
  }
  if (options.integrations.github.byHost(host)) {
    return createGithubForge({ ...options, repoUrl });
  }
  throw new InputError(unsupported(repoUrl, host, options));
}

function hostOf(repoUrl: string): string {
  try {
    return new URL(repoUrl).host;
  } catch (error) {
    throw new InputError(
      `Repository address "${repoUrl}" is not a URL: give the address of its page, such as https://github.com/platform/corridors-gitops`,
      error,
    );
  }
}

function unsupported(
  repoUrl: string,
  host: string,
  options: CreateForgeOptions,
): string {
  const known = [
    `GitHub (${options.integrations.github
      .list()
      .map(integration => integration.config.host)
      .join(', ')})`,
    ...(options.factories ?? []).map(
      factory => `${factory.id} (${factory.hosts.join(', ')})`,
    ),
  ];
  const kind = options.integrations.byHost(host)?.type;
  const cause = kind
    ? `${host} is configured as ${kind}, and no forge of that kind is installed`
    : `no integration is configured for ${host}`;
  return `Cannot open pull requests in ${repoUrl}: ${cause}. Known are ${known.join(
    '; ',
  )}. Add ${host} to integrations.github in app-config, or install a forge for it`;
}
