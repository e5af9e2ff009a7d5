import { StatusCause } from '../StatusError';
import { KindDefinition } from '../kinds';
import { KubernetesObject } from '../objects';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const PATH_SEGMENT = /^(?!\.{1,2}$)[^/%]+$/;
const QUALIFIED_NAME =
  /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** Names of these kinds may hold colons and capitals: "path segment names". */
const PATH_SEGMENT_GROUP = 'rbac.authorization.k8s.io';
/** Names of these kinds are DNS labels of at most 63 characters. */
const LABEL_KINDS: ReadonlySet<string> = new Set(['namespaces', 'services']);

function cause(field: string, value: string, why: string): StatusCause {
  return {
    reason: 'FieldValueInvalid',
    field,
    message: `Invalid value: ${JSON.stringify(value)}: ${why}`,
  };
}

function checkName(kind: KindDefinition, name: string): StatusCause[] {
  const field = 'metadata.name';
  if (name === '') {
    return [
      {
        reason: 'FieldValueRequired',
        field,
        message: 'Required value: name or generateName is required',
      },
    ];
  }
  if (kind.group === PATH_SEGMENT_GROUP) {
    return PATH_SEGMENT.test(name)
      ? []
      : [cause(field, name, "may not contain '/' or '%'")];
  }
  if (LABEL_KINDS.has(kind.plural) && kind.group === '') {
    return LABEL.test(name) && name.length <= 63
      ? []
      : [
          cause(
            field,
            name,
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character, and be no more than 63 characters",
          ),
        ];
  }
  return SUBDOMAIN.test(name) && name.length <= 253
    ? []
    : [
        cause(
          field,
          name,
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character, and be no more than 253 characters",
        ),
      ];
}

/**
 * What is wrong with an object's name, labels and annotations. Source: "Object Names and IDs", "Labels and Selectors",
 * "Annotations".
 *
 * @public
 */
export function validateMetadata(
  kind: KindDefinition,
  object: KubernetesObject,
): StatusCause[] {
  const { name, labels = {}, annotations = {} } = object.metadata;
  const causes = checkName(kind, name);
  for (const [key, value] of Object.entries(labels)) {
    if (!QUALIFIED_NAME.test(key)) {
      causes.push(
        cause(
          'metadata.labels',
          key,
          'name part must consist of alphanumeric characters',
        ),
      );
    }
    if (!LABEL_VALUE.test(value)) {
      causes.push(
        cause(
          'metadata.labels',
          value,
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character, and be no more than 63 characters",
        ),
      );
    }
  }
  for (const key of Object.keys(annotations)) {
    if (!QUALIFIED_NAME.test(key)) {
      causes.push(
        cause(
          'metadata.annotations',
          key,
          'name part must consist of alphanumeric characters',
        ),
      );
    }
  }
  return causes;
}
