import Ajv, { ErrorObject, ValidateFunction } from 'ajv';
import { StatusCause } from '../StatusError';
import { StructuralSchema } from '../kinds';
import { KubernetesObject, fieldAt } from '../objects';

const ajv = new Ajv({
  allErrors: true,
  strict: false,
  validateFormats: false,
  verbose: true,
});
const validators = new WeakMap<StructuralSchema, ValidateFunction>();

function validatorOf(schema: StructuralSchema): ValidateFunction {
  const known = validators.get(schema);
  if (known) {
    return known;
  }
  const validator = ajv.compile(schema);
  validators.set(schema, validator);
  return validator;
}

function fieldOf(pointer: string, missing?: unknown): string {
  const steps = pointer
    .split('/')
    .slice(1)
    .map(step => step.replace(/~1/g, '/').replace(/~0/g, '~'));
  const path = steps.reduce(
    (text, step) =>
      /^\d+$/.test(step)
        ? `${text}[${step}]`
        : `${text}${text ? '.' : ''}${step}`,
    '',
  );
  return typeof missing === 'string'
    ? `${path}${path ? '.' : ''}${missing}`
    : path;
}

function typeName(value: unknown): string {
  if (Array.isArray(value)) {
    return 'array';
  }
  return value === null ? 'null' : typeof value;
}

function toCause(error: ErrorObject): StatusCause {
  const field = fieldOf(
    error.instancePath,
    fieldAt(error.params, 'missingProperty'),
  );
  const value = JSON.stringify(error.data);
  switch (error.keyword) {
    case 'required':
      return { reason: 'FieldValueRequired', field, message: 'Required value' };
    case 'enum': {
      const allowed = fieldAt(error.params, 'allowedValues');
      const list = Array.isArray(allowed)
        ? allowed.map(entry => JSON.stringify(entry)).join(', ')
        : '';
      return {
        reason: 'FieldValueNotSupported',
        field,
        message: `Unsupported value: ${value}: supported values: ${list}`,
      };
    }
    case 'type': {
      const wanted = fieldAt(error.params, 'type');
      return {
        reason: 'FieldValueTypeInvalid',
        field,
        message: `Invalid value: "${typeName(
          error.data,
        )}": ${field} in body must be of type ${wanted}: "${typeName(
          error.data,
        )}"`,
      };
    }
    default:
      return {
        reason: 'FieldValueInvalid',
        field,
        message: `Invalid value: ${value}: ${field} in body ${
          error.message ?? 'is not valid'
        }`,
      };
  }
}

/**
 * What is wrong with a custom resource by its schema, in the words of the API server.
 *
 * @public
 */
export function validateCustomResource(
  schema: StructuralSchema,
  object: KubernetesObject,
): StatusCause[] {
  const validator = validatorOf(schema);
  return validator(object) ? [] : (validator.errors ?? []).map(toCause);
}
