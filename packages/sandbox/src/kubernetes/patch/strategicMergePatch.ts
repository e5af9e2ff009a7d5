import { badRequest } from '../StatusError';
import { isRecord, isSameJson } from '../objects';

/**
 * Keys by which lists of objects are merged, by the name of the list's field. Lists that are not named here are replaced.
 * Source: `patchMergeKey` in the API reference of core/v1 and meta/v1.
 */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  conditions: 'type',
  containers: 'name',
  containerStatuses: 'name',
  env: 'name',
  ephemeralContainers: 'name',
  hostAliases: 'ip',
  imagePullSecrets: 'name',
  initContainers: 'name',
  initContainerStatuses: 'name',
  ownerReferences: 'uid',
  secrets: 'name',
  topologySpreadConstraints: 'topologyKey',
  volumeDevices: 'devicePath',
  volumeMounts: 'mountPath',
  volumes: 'name',
  webhooks: 'name',
};

/** Lists of plain values that are merged as sets. */
const MERGED_PRIMITIVES: ReadonlySet<string> = new Set(['finalizers']);

function mergeKeyOf(
  field: string,
  items: readonly unknown[],
): string | undefined {
  if (field === 'ports') {
    return items.some(item => isRecord(item) && 'containerPort' in item)
      ? 'containerPort'
      : 'port';
  }
  return MERGE_KEYS[field];
}

function mergeObjectList(
  current: readonly unknown[],
  patch: readonly unknown[],
  key: string,
): unknown[] {
  if (patch.some(item => isRecord(item) && item.$patch === 'replace')) {
    return patch.filter(item => !(isRecord(item) && item.$patch === 'replace'));
  }
  let result = [...current];
  for (const item of patch) {
    if (!isRecord(item) || item[key] === undefined) {
      throw badRequest(
        `map: ${JSON.stringify(
          item,
        )} does not contain declared merge key: ${key}`,
      );
    }
    const isSame = (other: unknown) =>
      isRecord(other) && other[key] === item[key];
    if (item.$patch === 'delete') {
      result = result.filter(other => !isSame(other));
    } else if (result.some(isSame)) {
      result = result.map(other =>
        isSame(other) ? applyStrategicMergePatch(other, item) : other,
      );
    } else {
      result.push(applyStrategicMergePatch({}, item));
    }
  }
  return result;
}

function orderLike(
  items: readonly unknown[],
  order: readonly unknown[],
  key: string | undefined,
): unknown[] {
  const positionOf = (item: unknown) =>
    order.findIndex(wanted =>
      key === undefined
        ? isSameJson(wanted, item)
        : isRecord(wanted) && isRecord(item) && wanted[key] === item[key],
    );
  const named = items.filter(item => positionOf(item) >= 0);
  const others = items.filter(item => positionOf(item) < 0);
  return [
    ...named.sort((left, right) => positionOf(left) - positionOf(right)),
    ...others,
  ];
}

function mergeList(
  field: string,
  current: unknown,
  patch: readonly unknown[],
): unknown[] {
  const present: readonly unknown[] = Array.isArray(current) ? current : [];
  if (MERGED_PRIMITIVES.has(field)) {
    return [...new Set([...present, ...patch])];
  }
  const key = mergeKeyOf(field, [...present, ...patch]);
  return key === undefined ? [...patch] : mergeObjectList(present, patch, key);
}

/**
 * Applies a strategic merge patch, with the directives `$patch`, `$retainKeys`, `$deleteFromPrimitiveList` and
 * `$setElementOrder`. Source: "Update API Objects in Place Using kubectl patch".
 *
 * @throws StatusError 400 when an item of a merged list lacks its key
 * @public
 */
export function applyStrategicMergePatch(
  target: unknown,
  patch: unknown,
): unknown {
  if (!isRecord(patch)) {
    return patch;
  }
  const { $patch: directive, $retainKeys: retained, ...fields } = patch;
  if (directive === 'replace') {
    return fields;
  }
  const result: Record<string, unknown> = isRecord(target) ? { ...target } : {};
  if (directive === 'delete') {
    return {};
  }
  if (Array.isArray(retained)) {
    Object.keys(result)
      .filter(key => !retained.includes(key))
      .forEach(key => delete result[key]);
  }
  const orders: [string, readonly unknown[]][] = [];
  for (const [name, value] of Object.entries(fields)) {
    const [, listDirective, listField] =
      /^\$(setElementOrder|deleteFromPrimitiveList)\/(.+)$/.exec(name) ?? [];
    const present = listField === undefined ? undefined : result[listField];
    if (
      listDirective === 'setElementOrder' &&
      listField &&
      Array.isArray(value)
    ) {
      orders.push([listField, value]);
    } else if (
      listDirective === 'deleteFromPrimitiveList' &&
      listField &&
      Array.isArray(value)
    ) {
      result[listField] = Array.isArray(present)
        ? present.filter(item => !value.includes(item))
        : [];
    } else if (value === null) {
      delete result[name];
    } else if (Array.isArray(value)) {
      result[name] = mergeList(name, result[name], value);
    } else {
      result[name] = applyStrategicMergePatch(result[name], value);
    }
  }
  for (const [field, order] of orders) {
    const items = result[field];
    if (Array.isArray(items)) {
      result[field] = orderLike(items, order, mergeKeyOf(field, items));
    }
  }
  return result;
}
