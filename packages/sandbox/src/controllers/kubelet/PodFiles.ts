import { CoreV1Api } from '@kubernetes/client-node';
import path from 'node:path';
import { ContainerRecord, PodRecord } from './PodRecord';

type FileSource =
  | {
      readonly kind: 'token';
      readonly audience?: string;
      readonly expirationSeconds: number;
    }
  | {
      readonly kind: 'config-map';
      readonly name: string;
      readonly key: string;
    };

/** A token is renewed at this part of its time. Source: "Service Accounts", section "Token volume projection". */
const RENEW_AT = 0.8;

function findSource(
  pod: PodRecord,
  container: ContainerRecord,
  file: string,
): FileSource | undefined {
  for (const mount of container.volumeMounts) {
    const volume = pod.spec.volumes.find(
      candidate => candidate.name === mount.name,
    );
    const relative = path.posix.relative(mount.mountPath, file);
    if (volume && !relative.startsWith('..')) {
      const sources = volume.projected?.sources ?? [
        { configMap: volume.configMap, serviceAccountToken: undefined },
      ];
      for (const { serviceAccountToken: token, configMap } of sources) {
        if (token?.path === relative) {
          const { audience, expirationSeconds } = token;
          return {
            kind: 'token',
            expirationSeconds,
            ...(audience === undefined ? {} : { audience }),
          };
        }
        if (configMap) {
          const item = configMap.items?.find(
            candidate => candidate.path === relative,
          );
          if (item || !configMap.items) {
            return {
              kind: 'config-map',
              name: configMap.name,
              key: item?.key ?? relative,
            };
          }
        }
      }
    }
  }
  return undefined;
}

/**
 * The files that a container finds in its volumes: tokens of its service account, which the kubelet asks for and renews,
 * and keys of config maps.
 *
 * @public
 */
export class PodFiles {
  readonly #tokens = new Map<string, { token: string; renewAt: number }>();

  constructor(
    private readonly core: CoreV1Api,
    private readonly pod: PodRecord,
    private readonly clock: () => Date,
  ) {}

  /**
   * Reads a file.
   *
   * @throws Error when the container has no such file, or the cluster does not hand out its content
   */
  async read(container: ContainerRecord, file: string): Promise<string> {
    const source = findSource(this.pod, container, file);
    if (!source) {
      throw new Error(`${file} (No such file or directory)`);
    }
    const { namespace } = this.pod.metadata;
    if (source.kind === 'config-map') {
      const { data } = await this.core.readNamespacedConfigMap({
        namespace,
        name: source.name,
      });
      const content = data?.[source.key];
      if (content === undefined) {
        throw new Error(`${file} (No such file or directory)`);
      }
      return content;
    }
    const known = this.#tokens.get(file);
    if (known && this.clock().getTime() < known.renewAt) {
      return known.token;
    }
    return this.#requestToken(file, source.audience, source.expirationSeconds);
  }

  async #requestToken(
    file: string,
    audience: string | undefined,
    expirationSeconds: number,
  ): Promise<string> {
    const { namespace, name, uid } = this.pod.metadata;
    const { status } = await this.core.createNamespacedServiceAccountToken({
      namespace,
      name: this.pod.spec.serviceAccountName,
      body: {
        spec: {
          audiences: audience === undefined ? [] : [audience],
          expirationSeconds,
          boundObjectRef: { apiVersion: 'v1', kind: 'Pod', name, uid },
        },
      },
    });
    if (!status) {
      throw new Error(
        `the cluster handed out no token for ${namespace}/${this.pod.spec.serviceAccountName}`,
      );
    }
    this.#tokens.set(file, {
      token: status.token,
      renewAt: this.clock().getTime() + expirationSeconds * 1000 * RENEW_AT,
    });
    return status.token;
  }
}
