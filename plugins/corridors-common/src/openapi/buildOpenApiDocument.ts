import { z } from 'zod';
import { openApiComponents } from './components';
import { apiOperations } from './operations';
import type { ApiOperation, QueryParameter } from './operations';

/**
 * A JSON object whose members are not looked at.
 *
 * @public
 */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * An OpenAPI 3.1 document. `paths` by path and method, `components.schemas` by name.
 *
 * @public
 */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: {
    readonly title: string;
    readonly version: string;
    readonly description: string;
  };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, JsonObject>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonObject>>;
  };
}

const ERROR_DESCRIPTIONS = {
  400: 'The input is refused; the message names the field.',
  401: 'Nobody is signed in.',
  403: 'The reader may not do this.',
  404: 'There is no such thing, or the reader may not know of it.',
  409: 'Something else is in the way; the message names it.',
  503: 'What this rests on cannot be reached; the message names it.',
} as const;

/**
 * The OpenAPI document of the plugin's API, made from the schemas of this package. Deterministic.
 *
 * @public
 */
export function buildOpenApiDocument(): OpenApiDocument {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of apiOperations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: describeOperation(operation),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'corridors',
      version: '1',
      description:
        'Corridors: inventory, requests and verification. Times are RFC 3339.',
    },
    servers: [{ url: '/' }],
    paths,
    components: { schemas: componentSchemas() },
  };
}

function componentSchemas(): Record<string, JsonObject> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(openApiComponents)) {
    registry.add(schema, { id });
  }
  const { schemas } = z.toJSONSchema(registry, {
    uri: componentReference,
    io: 'output',
    override: ({ jsonSchema }) => {
      if (jsonSchema.format === 'date-time' || jsonSchema.format === 'uri') {
        delete jsonSchema.pattern;
      }
      delete jsonSchema.propertyNames;
    },
  });
  return Object.fromEntries(
    Object.entries(schemas).map(
      ([id, { $schema: _schema, $id: _id, ...schema }]) => [id, schema],
    ),
  );
}

function componentReference(id: string): string {
  return `#/components/schemas/${id}`;
}

function describeOperation(operation: ApiOperation): JsonObject {
  const {
    operationId,
    summary,
    path,
    query = [],
    body,
    success,
    errors = [],
  } = operation;
  const parameters = [
    ...pathParameters(path),
    ...query.map(describeQueryParameter),
  ];
  const statuses = [400, 401, 403, ...errors, 503] as const;
  return {
    operationId,
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: { $ref: componentReference(body) } },
        },
      },
    }),
    responses: {
      [success.status]: {
        description: 'Success',
        ...(success.location && {
          headers: {
            Location: {
              description: 'Where the new thing is',
              schema: { type: 'string' },
            },
          },
        }),
        content: Object.fromEntries(
          Object.entries(success.content).map(([mediaType, component]) => [
            mediaType,
            {
              schema: component
                ? { $ref: componentReference(component) }
                : { type: 'string' },
            },
          ]),
        ),
      },
      ...Object.fromEntries(
        statuses.map(status => [
          status,
          {
            description: ERROR_DESCRIPTIONS[status],
            content: {
              'application/json': {
                schema: { $ref: componentReference('ErrorAnswer') },
              },
            },
          },
        ]),
      ),
    },
  };
}

function pathParameters(path: string): JsonObject[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', minLength: 1, maxLength: 100 },
  }));
}

function describeQueryParameter({
  name,
  description,
  required,
  many,
  schema,
}: QueryParameter): JsonObject {
  return {
    name,
    in: 'query',
    description,
    required: required ?? false,
    // Entity references and scopes hold colons and slashes.
    allowReserved: true,
    schema: many ? { type: 'array', items: schema, maxItems: 20 } : schema,
  };
}
