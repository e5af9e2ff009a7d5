import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv, { type AnySchemaObject } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

/** What is wrong with an object, a line for each; empty when nothing is. */
export type Validate = (object: unknown) => string[];

interface CustomResourceDefinition {
  spec: {
    group: string;
    names: { kind: string };
    versions: { name: string; schema: { openAPIV3Schema: AnySchemaObject } }[];
  };
}

/** The folder of published definitions; undefined when there is none on this machine. */
export function crdFolder(): string | undefined {
  const folder = process.env.CORRIDORS_CRD_DIR;
  return folder && existsSync(folder) ? folder : undefined;
}

/**
 * Validators of the definitions in a folder by `apiVersion kind`. Stricter than the server, which drops fields that it
 * does not know: here they are faults.
 */
export function crdValidators(folder: string): Map<string, Validate> {
  const validators = new Map<string, Validate>();
  for (const file of readdirSync(folder).filter(name =>
    name.endsWith('.yaml'),
  )) {
    const { spec }: CustomResourceDefinition = parse(
      readFileSync(path.join(folder, file), 'utf8'),
    );
    for (const version of spec.versions) {
      validators.set(
        `${spec.group}/${version.name} ${spec.names.kind}`,
        compile(version.schema.openAPIV3Schema),
      );
    }
  }
  return validators;
}

function compile(schema: AnySchemaObject): Validate {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    formats: { int32: true, int64: true, byte: true },
  });
  addFormats(ajv);
  const validate = ajv.compile(withoutUnknownFields(schema, true));
  return object =>
    validate(object)
      ? []
      : (validate.errors ?? []).map(
          error =>
            `${error.instancePath || '/'} ${error.message} ${JSON.stringify(
              error.params,
            )}`,
        );
}

/** Closes every object whose fields are listed; `metadata` is described by the server itself. */
function withoutUnknownFields(
  schema: AnySchemaObject,
  isRoot = false,
): AnySchemaObject {
  const isOpen =
    'additionalProperties' in schema ||
    schema['x-kubernetes-preserve-unknown-fields'] === true;
  const properties = Object.fromEntries(
    Object.entries<AnySchemaObject>(schema.properties ?? {}).map(
      ([name, property]) => [
        name,
        isRoot && name === 'metadata'
          ? property
          : withoutUnknownFields(property),
      ],
    ),
  );
  return {
    ...schema,
    ...(schema.properties ? { properties } : {}),
    ...(schema.properties && !isOpen ? { additionalProperties: false } : {}),
    ...(schema.items ? { items: withoutUnknownFields(schema.items) } : {}),
    ...(typeof schema.additionalProperties === 'object'
      ? {
          additionalProperties: withoutUnknownFields(
            schema.additionalProperties,
          ),
        }
      : {}),
  };
}
