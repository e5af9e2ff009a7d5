import { NodeHttpHandler } from '@smithy/node-http-handler';
import { Agent } from 'node:https';

/**
 * Where pods of a cluster find AWS. In a cluster this is DNS and routing; here it is addresses on loopback.
 *
 * @public
 */
export interface AwsNetworkOptions {
  readonly region: string;
  readonly endpoints: { readonly s3: string; readonly sts: string };
  /** Certificate that the endpoints are trusted by, PEM. */
  readonly caPem?: string;
  /** `http://127.0.0.1:8184`; left out where pods cannot reach the metadata of their node. */
  readonly instanceMetadataUrl?: string;
}

/**
 * Makes options of AWS clients that reach these endpoints.
 *
 * @public
 */
export class AwsNetwork {
  readonly #handler: NodeHttpHandler;

  constructor(readonly options: AwsNetworkOptions) {
    this.#handler = new NodeHttpHandler({
      connectionTimeout: 5000,
      requestTimeout: 20_000,
      httpsAgent: new Agent({
        keepAlive: true,
        ...(options.caPem ? { ca: options.caPem } : {}),
      }),
    });
  }

  /** Options of a client. Three attempts, as the SDK makes by default. */
  clientOptions(service: 's3' | 'sts'): {
    region: string;
    endpoint: string;
    requestHandler: NodeHttpHandler;
    maxAttempts: number;
  } {
    const { region, endpoints } = this.options;
    return {
      region,
      endpoint: endpoints[service],
      requestHandler: this.#handler,
      maxAttempts: 3,
    };
  }

  /** Ends idle connections. */
  close(): void {
    this.#handler.destroy();
  }
}
