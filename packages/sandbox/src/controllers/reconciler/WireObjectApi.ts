import {
  ApiException,
  createConfiguration,
  HttpMethod,
  KubeConfig,
  KubernetesObject,
  KubernetesObjectApi,
  PatchStrategy,
  ResponseContext,
  ServerConfiguration,
} from '@kubernetes/client-node';

/**
 * The client's API for objects of any kind, without its models. Those rename fields that are words of the language (`from`,
 * `default`) and so lose them from plain manifests; here JSON goes over the wire as it is.
 */
export class WireObjectApi extends KubernetesObjectApi {
  /** Connects as the configuration's current context says. */
  static connect(config: KubeConfig): WireObjectApi {
    const cluster = config.getCurrentCluster();
    if (!cluster) {
      throw new Error('the configuration names no cluster');
    }
    return new WireObjectApi(
      createConfiguration({
        baseServer: new ServerConfiguration(cluster.server, {}),
        authMethods: { default: config },
      }),
    );
  }

  /** Creates an object. */
  async createObject(
    object: KubernetesObject,
    fieldManager: string,
  ): Promise<unknown> {
    return this.#write(
      HttpMethod.POST,
      await this.specUriPath(object, 'create'),
      'application/json',
      object,
      fieldManager,
    );
  }

  /** Merges a patch, which names the object it is for, into it. */
  async mergeObject(
    patch: KubernetesObject,
    fieldManager: string,
  ): Promise<unknown> {
    return this.#write(
      HttpMethod.PATCH,
      await this.specUriPath(patch, 'patch'),
      PatchStrategy.MergePatch,
      patch,
      fieldManager,
    );
  }

  #write(
    method: HttpMethod,
    path: string,
    contentType: string,
    body: KubernetesObject,
    fieldManager: string,
  ): Promise<unknown> {
    const request = this.configuration.baseServer.makeRequestContext(
      path,
      method,
    );
    request.setHeaderParam('Accept', 'application/json');
    request.setHeaderParam('Content-Type', contentType);
    request.setQueryParam('fieldManager', fieldManager);
    request.setBody(JSON.stringify(body));
    return this.requestPromise(request);
  }

  /** The answer as it came. */
  protected override async processResponse<T extends KubernetesObject>(
    response: ResponseContext,
  ): Promise<T> {
    const text = await response.body.text();
    if (response.httpStatusCode < 200 || response.httpStatusCode > 299) {
      throw new ApiException(
        response.httpStatusCode,
        'the API server refused',
        text,
        response.headers,
      );
    }
    return JSON.parse(text);
  }
}
