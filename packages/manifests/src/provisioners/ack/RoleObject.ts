import type { Problem } from '@corridors/model';
import type { PolicySource } from '@corridors/policy-engine';

import { problemAt, type PolicyLookup } from '../../declared/declaredResources';
import { valueAt, type LocatedObject } from '../../declared/locatedObject';
import { originOf, sourceAt, unreadable } from '../../declared/policySource';
import { nameOf, namespaceOf, textAt } from './ackFields';

/** A Role, and what is said of it. */
export class RoleObject {
  readonly name: string;
  readonly path: string;

  constructor(
    readonly object: LocatedObject,
    private readonly problems: Problem[],
  ) {
    this.name = textAt(object, ['spec', 'name']) ?? nameOf(object);
    this.path = textAt(object, ['spec', 'path']) ?? '/';
  }

  list(field: string): readonly unknown[] {
    const value = valueAt(this.object, ['spec', field]) ?? [];
    if (Array.isArray(value)) {
      return value;
    }
    // One entry that nothing understands: what is attached is not known, which is not the same as nothing.
    return [undefined];
  }

  document(path: readonly PropertyKey[], name: string): PolicySource {
    return textAt(this.object, path) === undefined
      ? this.refuse(
          path,
          'missing-document',
          `it has no ${path.join('.')} that is text`,
          name,
        )
      : sourceAt(this.object, path, name);
  }

  referred(path: readonly PropertyKey[], lookup: PolicyLookup): PolicySource {
    const name = textAt(this.object, [...path, 'from', 'name']);
    if (name === undefined) {
      return this.refuse(
        path,
        'not-understood',
        `spec.${String(path[1])} must name an object by from.name`,
      );
    }
    const namespace =
      textAt(this.object, [...path, 'from', 'namespace']) ??
      namespaceOf(this.object);
    return (
      lookup.byReference(namespace, name) ??
      this.refuse(
        path,
        'policy-not-declared',
        `it refers to Policy ${name} of namespace ${namespace}, which is not among the files`,
      )
    );
  }

  refuse(
    path: readonly PropertyKey[],
    code: string,
    message: string,
    name = `${String(path[1])} of role ${this.name}`,
  ): PolicySource {
    this.problems.push(
      problemAt(this.object, path, code, `Role ${this.name}: ${message}.`),
    );
    return unreadable(name, originOf(this.object, path));
  }

  warn(path: readonly PropertyKey[], code: string, message: string): void {
    this.problems.push(
      problemAt(this.object, path, code, `Role ${this.name}: ${message}.`, {
        severity: 'warning',
      }),
    );
  }
}
