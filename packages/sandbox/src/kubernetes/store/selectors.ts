import { badRequest } from '../StatusError';
import { KubernetesObject, fieldAt } from '../objects';

/**
 * Whether an object is wanted.
 *
 * @public
 */
export type ObjectFilter = (object: KubernetesObject) => boolean;

type LabelRequirement = (labels: Readonly<Record<string, string>>) => boolean;

/** Splits at commas outside parentheses. */
function splitRequirements(text: string): string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map(part => part.trim())
    .filter(part => part !== '');
}

function parseLabelRequirement(text: string): LabelRequirement {
  const set = /^([^\s!=(),]+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(text);
  if (set) {
    const [, key = '', operator, list = ''] = set;
    const values = new Set(list.split(',').map(value => value.trim()));
    return operator === 'in'
      ? labels => labels[key] !== undefined && values.has(labels[key])
      : labels => labels[key] === undefined || !values.has(labels[key]);
  }
  const equality = /^([^\s!=(),]+)\s*(==|=|!=)\s*([^\s!=(),]*)$/.exec(text);
  if (equality) {
    const [, key = '', operator, value = ''] = equality;
    return operator === '!='
      ? labels => labels[key] !== value
      : labels => labels[key] === value;
  }
  const existence = /^(!?)\s*([^\s!=(),]+)$/.exec(text);
  if (existence) {
    const [, not, key = ''] = existence;
    return not
      ? labels => labels[key] === undefined
      : labels => labels[key] !== undefined;
  }
  throw badRequest(
    `unable to parse requirement: "${text}" is no label requirement, use key, !key, key=value, key!=value, key in (a, b) or key notin (a, b)`,
  );
}

/**
 * Reads a label selector. Source: Kubernetes concepts, "Labels and Selectors".
 *
 * @throws StatusError 400 when it cannot be parsed
 * @public
 */
export function parseLabelSelector(text: string): ObjectFilter {
  const requirements = splitRequirements(text).map(parseLabelRequirement);
  return object =>
    requirements.every(matches => matches(object.metadata.labels ?? {}));
}

/**
 * Reads a field selector: `path=value`, `path!=value`, joined by commas.
 *
 * @param selectable - paths that the resource can be selected by, beside name and namespace
 * @throws StatusError 400 when it cannot be parsed or the resource cannot be selected by a field
 * @public
 */
export function parseFieldSelector(
  text: string,
  selectable: readonly string[],
): ObjectFilter {
  const requirements = splitRequirements(text).map(part => {
    const match = /^([A-Za-z.]+)(==|=|!=)(.*)$/.exec(part);
    if (!match) {
      throw badRequest(
        `invalid selector: '${part}'; can't understand '${part}'`,
      );
    }
    const [, field = '', operator, wanted = ''] = match;
    if (
      !['metadata.name', 'metadata.namespace', ...selectable].includes(field)
    ) {
      throw badRequest(`field label not supported: ${field}`);
    }
    const path = field.split('.');
    return (object: KubernetesObject) => {
      const found = fieldAt(object, ...path);
      const value = found === undefined || found === null ? '' : String(found);
      return operator === '!=' ? value !== wanted : value === wanted;
    };
  });
  return object => requirements.every(matches => matches(object));
}
