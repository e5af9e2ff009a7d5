import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { ACCOUNT } from '../cells/Cell';
import { SigningKey } from './SigningKey';

/** Where the issuer of a cluster lives on its host, as EKS has it. */
const PATH = '/id/0123456789ABCDEF';

/** An OpenID Connect issuer of tokens: its discovery document and its keys, on loopback. */
export class TokenIssuer {
  /** The `iss` claim. */
  readonly url: string;
  readonly key: SigningKey;
  readonly #server: Server;

  private constructor(url: string, key: SigningKey, server: Server) {
    this.url = url;
    this.key = key;
    this.#server = server;
  }

  /** @param options - whether its key set holds the certificates of its keys; API servers publish none */
  static async start({
    withCertificates = true,
  }: { withCertificates?: boolean } = {}): Promise<TokenIssuer> {
    const key = await SigningKey.generate();
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address !== 'object' || !address) {
      throw new Error('a TCP server has an address with a port');
    }
    const url = `http://127.0.0.1:${address.port}${PATH}`;
    const documents = new Map<string, unknown>([
      [
        `${PATH}/.well-known/openid-configuration`,
        { issuer: url, jwks_uri: `${url}/keys` },
      ],
      [
        `${PATH}/keys`,
        { keys: [withCertificates ? key.jwk : { ...key.jwk, x5c: undefined }] },
      ],
    ]);
    server.on('request', (request, response) => {
      const document = documents.get(request.url ?? '');
      response.writeHead(document ? 200 : 404, {
        'content-type': 'application/json',
      });
      response.end(JSON.stringify(document ?? {}));
    });
    return new TokenIssuer(url, key, server);
  }

  /** The issuer without its scheme, as condition keys and provider ARNs name it. */
  get name(): string {
    return this.url.replace(/^https?:\/\//, '');
  }

  get providerArn(): string {
    return `arn:aws:iam::${ACCOUNT}:oidc-provider/${this.name}`;
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }
}
