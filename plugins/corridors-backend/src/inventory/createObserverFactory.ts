import type { LoggerService } from '@backstage/backend-plugin-api';
import { AwsAccountObserver, ClusterObserver } from '@corridors/observer';
import type { AwsCredentialSources } from '../credentials';
import type { ObserverFactory } from './Observers';

/** Observers of real clusters and accounts, as app-config has them. */
export function createObserverFactory(options: {
  readonly credentials: AwsCredentialSources;
  readonly logger: LoggerService;
  readonly clock: () => Date;
}): ObserverFactory {
  const { credentials, logger: log, clock } = options;
  return {
    cluster: (environment, { cluster }, onChange) =>
      ClusterObserver.create({
        environment: environment.metadata.name,
        connection: cluster.connection,
        awsNamespace: environment.spec.aws.awsNamespace,
        clock,
        log,
        onChange,
      }),
    account: (environment, { aws }, onChange) => {
      const { accountId, region, partition } = environment.spec.aws;
      const source = credentials.forAccount(accountId);
      return (
        source &&
        AwsAccountObserver.create({
          accountId,
          endpoints: { region, ...aws.endpoints },
          credentials: source,
          partition,
          intervalSeconds: aws.frequencySeconds,
          clock,
          log,
          onChange,
        })
      );
    },
  };
}
