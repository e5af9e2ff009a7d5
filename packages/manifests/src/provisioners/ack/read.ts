import type { Environment } from '@corridors/model';
import type { AccessModel } from '@corridors/policy-engine';

import { policyLookup } from '../../declared/policyLookup';
import { readObjects } from '../../declared/readObjects';
import type { ManifestFile } from '../../files/manifestFile';
import { ManifestReadError } from '../ManifestReadError';
import { ackDeclarations } from './ackDeclarations';

/**
 * Reads ACK objects into roles and buckets, each policy with the file and line that a reader finds it at.
 *
 * @throws ManifestReadError for what cannot be understood: nothing is left out silently
 */
export function read(
  files: readonly ManifestFile[],
  environment: Environment,
): AccessModel {
  const readFiles = files
    .filter(({ path }) => /\.ya?ml$/.test(path))
    .map(({ path, content }) => readObjects(path, content));
  const objects = readFiles.flatMap(file => file.objects);
  const { policies, problems } = ackDeclarations.policies(objects, environment);
  const resources = ackDeclarations.resources(
    objects,
    environment,
    policyLookup(policies.map(({ value }) => value)),
  );
  const [error] = [
    ...readFiles.flatMap(file => file.problems),
    ...problems,
    ...resources.problems,
  ].filter(({ severity }) => severity === 'error');
  if (error) {
    throw new ManifestReadError(error.message, error.file ?? '', error.line);
  }
  return {
    roles: resources.roles.map(({ value }) => value),
    buckets: resources.buckets.map(({ value }) => value),
    oidcProviders: [],
  };
}
