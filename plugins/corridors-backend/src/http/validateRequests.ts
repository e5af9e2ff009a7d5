import { InputError } from '@backstage/errors';
import type { OpenApiDocument } from '@corridors/plugin-corridors-common';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import {
  error as validationErrors,
  middleware,
} from 'express-openapi-validator';

type ApiSpec = Exclude<Parameters<typeof middleware>[0]['apiSpec'], string>;

/** `/body/scope/kind` → `scope.kind`, `/query/state` → `state` */
function fieldOf(path: string): string {
  return path.split('/').filter(Boolean).slice(1).join('.') || path;
}

const toInputError: ErrorRequestHandler = (
  error,
  _request,
  _response,
  next,
) => {
  if (
    error instanceof validationErrors.BadRequest ||
    error instanceof validationErrors.UnsupportedMediaType
  ) {
    const details = error.errors.map(
      ({ path, message }) => `${fieldOf(path)}: ${message}`,
    );
    next(new InputError(details.join('; ') || error.message));
    return;
  }
  next(error);
};

/** Checks every request against its operation in the OpenAPI document; the error names the field. */
export function validateRequests(
  document: OpenApiDocument,
): (RequestHandler | ErrorRequestHandler)[] {
  return [
    ...middleware({
      // The validator may write into its copy.
      apiSpec: structuredClone(document) as unknown as ApiSpec,
      useRequestUrl: true,
      ignoreUndocumented: true,
      validateRequests: {
        coerceTypes: false,
        allowUnknownQueryParameters: false,
      },
      validateResponses: false,
      validateSecurity: false,
    }),
    toInputError,
  ];
}
