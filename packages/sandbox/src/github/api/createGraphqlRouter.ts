import express, { Router } from 'express';
import { executeGraphql } from '../graphql/executeGraphql';
import type { Hosting } from '../hosting/Hosting';
import { answerError } from './answerError';
import { authenticate } from './authenticate';
import type { Urls } from './Urls';

/** `POST /api/graphql`, where GitHub Enterprise Server has it. */
export function createGraphqlRouter(hosting: Hosting, urls: Urls): Router {
  const router = Router();
  router.post('/', express.json(), (request, response, next) => {
    const answer = async () => {
      response.json(
        await executeGraphql(
          hosting,
          urls,
          authenticate(hosting, request),
          request.body,
        ),
      );
    };
    answer().catch(next);
  });
  router.use(answerError);
  return router;
}
