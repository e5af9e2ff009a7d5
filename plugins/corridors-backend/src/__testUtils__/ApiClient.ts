import { buildOpenApiDocument } from '@corridors/plugin-corridors-common';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Express } from 'express';
import request from 'supertest';
import { mockCredentials } from '@backstage/backend-test-utils';
import { people } from './TestPolicy';

const document = buildOpenApiDocument();
const ajv = addFormats(new Ajv2020({ strict: false }));
ajv.addSchema({ $id: 'openapi', components: document.components });

/** Who asks. */
export type Asker = keyof typeof people | 'service' | 'none';

/** Asks the API as somebody, and holds every answer against the OpenAPI document. */
export class ApiClient {
  readonly #app: Express;

  constructor(app: Express) {
    this.#app = app;
  }

  get(who: Asker, path: string) {
    return this.#send('get', who, path);
  }

  post(who: Asker, path: string, body: unknown) {
    return this.#send('post', who, path, body);
  }

  put(who: Asker, path: string, body: unknown) {
    return this.#send('put', who, path, body);
  }

  delete(who: Asker, path: string) {
    return this.#send('delete', who, path);
  }

  /** Milliseconds until the whole answer was there. */
  async time(who: Asker, path: string): Promise<number> {
    const call = request(this.#app)
      .get(path)
      .set('Authorization', authorization(who));
    const start = performance.now();
    await call.expect(200);
    return performance.now() - start;
  }

  async #send(
    method: 'get' | 'post' | 'put' | 'delete',
    who: Asker,
    path: string,
    body?: unknown,
  ) {
    const call = request(this.#app)
      [method](path)
      .set('Authorization', authorization(who));
    const response = await (body === undefined
      ? call
      : call.send(body as object));
    assertDocumented(
      method,
      path,
      response.status,
      response.type,
      response.body,
    );
    return response;
  }
}

function authorization(who: Asker): string {
  switch (who) {
    case 'service':
      return mockCredentials.service.header();
    case 'none':
      return mockCredentials.none.header();
    default:
      return mockCredentials.user.header(people[who].ref);
  }
}

function assertDocumented(
  method: string,
  path: string,
  status: number,
  type: string,
  body: unknown,
) {
  const [template, methods] =
    Object.entries(document.paths).find(([candidate]) =>
      new RegExp(`^${candidate.replace(/\{\w+\}/g, '[^/?]+')}(\\?.*)?$`).test(
        path,
      ),
    ) ?? [];
  const operation = methods?.[method] as
    | {
        responses: Record<
          string,
          { content: Record<string, { schema: Record<string, string> }> }
        >;
      }
    | undefined;
  const content = operation?.responses[String(status)]?.content[type];
  if (!content) {
    throw new Error(
      `${method} ${path} (${template}) answered ${status} ${type}, which is not documented: ${JSON.stringify(
        body,
      )}`,
    );
  }
  if (type === 'application/json') {
    const validate = ajv.compile({ $ref: `openapi${content.schema.$ref}` });
    if (!validate(body)) {
      throw new Error(
        `${method} ${path} answered ${status} with ${ajv.errorsText(
          validate.errors,
        )}`,
      );
    }
  }
}
