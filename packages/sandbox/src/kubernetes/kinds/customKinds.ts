import { z } from 'zod';
import { StatusCause } from '../StatusError';
import { KubernetesObject } from '../objects';
import { AGE_COLUMN, NAME_COLUMN, pathColumn } from './columns';
import { Column, KindDefinition, StructuralSchema } from './KindDefinition';

const columnSchema = z.object({
  name: z.string(),
  type: z.enum(['string', 'integer', 'boolean', 'date', 'number']),
  jsonPath: z.string(),
  priority: z.number().optional(),
});

const versionSchema = z.looseObject({
  name: z.string(),
  served: z.boolean(),
  storage: z.boolean(),
  schema: z.looseObject({
    openAPIV3Schema: z.custom<StructuralSchema>(
      value => typeof value === 'object' && value !== null,
    ),
  }),
  subresources: z
    .looseObject({ status: z.looseObject({}).optional() })
    .optional(),
  additionalPrinterColumns: z.array(columnSchema).optional(),
  selectableFields: z.array(z.object({ jsonPath: z.string() })).optional(),
});

const definitionSchema = z.looseObject({
  group: z.string(),
  scope: z.enum(['Namespaced', 'Cluster']),
  names: z.looseObject({
    kind: z.string(),
    plural: z.string(),
    singular: z.string().optional(),
    shortNames: z.array(z.string()).optional(),
  }),
  versions: z.array(versionSchema).min(1),
});

function toColumn(column: z.infer<typeof columnSchema>): Column {
  return pathColumn(column.name, column.jsonPath, {
    type: column.type === 'number' ? 'string' : column.type,
    ...(column.priority === undefined ? {} : { priority: column.priority }),
  });
}

/**
 * What is wrong with a CustomResourceDefinition; empty when it can be served. One version per definition is served here:
 * none of the controllers that the sandbox stands in for needs conversion.
 *
 * @public
 */
export function checkDefinition(definition: KubernetesObject): StatusCause[] {
  const parsed = definitionSchema.safeParse(definition.spec);
  if (!parsed.success) {
    return parsed.error.issues.map(issue => ({
      reason: 'FieldValueInvalid',
      field: ['spec', ...issue.path].join('.'),
      message: `Invalid value: ${issue.message}`,
    }));
  }
  const { group, names, versions } = parsed.data;
  const causes: StatusCause[] = [];
  if (definition.metadata.name !== `${names.plural}.${group}`) {
    causes.push({
      reason: 'FieldValueInvalid',
      field: 'metadata.name',
      message: `Invalid value: "${definition.metadata.name}": must be spec.names.plural+"."+spec.group`,
    });
  }
  if (versions.filter(version => version.storage).length !== 1) {
    causes.push({
      reason: 'FieldValueInvalid',
      field: 'spec.versions',
      message:
        'Invalid value: must have exactly one version marked as storage version',
    });
  }
  if (versions.filter(version => version.served).length > 1) {
    causes.push({
      reason: 'FieldValueNotSupported',
      field: 'spec.versions',
      message:
        'Unsupported value: this server converts no custom resources, serve one version',
    });
  }
  return causes;
}

/**
 * The kind that a CustomResourceDefinition adds to the API, undefined when none of its versions is served.
 *
 * @throws ZodError when the definition has not passed {@link checkDefinition}
 * @public
 */
export function kindOfDefinition(
  definition: KubernetesObject,
): KindDefinition | undefined {
  const { group, names, scope, versions } = definitionSchema.parse(
    definition.spec,
  );
  const version = versions.find(candidate => candidate.served);
  if (!version) {
    return undefined;
  }
  const columns = version.additionalPrinterColumns?.map(toColumn) ?? [
    AGE_COLUMN,
  ];
  return {
    group,
    version: version.name,
    kind: names.kind,
    plural: names.plural,
    singular: names.singular ?? names.kind.toLowerCase(),
    shortNames: names.shortNames ?? [],
    namespaced: scope === 'Namespaced',
    subresources: version.subresources?.status ? ['status'] : [],
    countsGenerations: true,
    isBuiltIn: false,
    selectableFields: (version.selectableFields ?? []).map(field =>
      field.jsonPath.replace(/^\./, ''),
    ),
    columns: [NAME_COLUMN, ...columns],
    schema: version.schema.openAPIV3Schema,
  };
}
