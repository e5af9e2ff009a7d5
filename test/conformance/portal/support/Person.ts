import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import type { Response } from 'supertest';

type Server = Parameters<typeof request>[0];

/** Somebody who works with the portal's API. */
export class Person {
  readonly #server: Server;
  readonly #authorization: string;

  constructor(server: Server, name: string) {
    this.#server = server;
    this.#authorization = mockCredentials.user.header(`user:default/${name}`);
  }

  /** @param path - below `/api` */
  async get(path: string): Promise<Response> {
    return request(this.#server)
      .get(`/api${path}`)
      .set('Authorization', this.#authorization);
  }

  /** @param path - below `/api` */
  async post(path: string, body: object): Promise<Response> {
    return request(this.#server)
      .post(`/api${path}`)
      .set('Authorization', this.#authorization)
      .send(body);
  }
}
