import { AwsError } from '../http/AwsError';

/** Parameters of the AWS query protocol: `Tags.member.1.Key=…`. */
export class QueryParameters {
  constructor(private readonly values: URLSearchParams) {}

  static parse(body: Buffer): QueryParameters {
    return new QueryParameters(new URLSearchParams(body.toString('utf8')));
  }

  optional(name: string): string | undefined {
    return this.values.get(name) ?? undefined;
  }

  /** @throws AwsError `ValidationError` when it is missing */
  required(name: string): string {
    const value = this.values.get(name);
    if (value === null || value === '') {
      const member = name.charAt(0).toLowerCase() + name.slice(1);
      throw new AwsError(
        400,
        'ValidationError',
        `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
      );
    }
    return value;
  }

  /** @throws AwsError `ValidationError` when it is no whole number between the bounds */
  integer(
    name: string,
    bounds: { minimum: number; maximum: number },
  ): number | undefined {
    const text = this.optional(name);
    if (text === undefined) {
      return undefined;
    }
    const value = Number(text);
    const member = name.charAt(0).toLowerCase() + name.slice(1);
    if (!Number.isInteger(value) || value < bounds.minimum) {
      throw new AwsError(
        400,
        'ValidationError',
        `1 validation error detected: Value '${text}' at '${member}' failed to satisfy constraint: Member must have value greater than or equal to ${bounds.minimum}`,
      );
    }
    if (value > bounds.maximum) {
      throw new AwsError(
        400,
        'ValidationError',
        `1 validation error detected: Value '${text}' at '${member}' failed to satisfy constraint: Member must have value less than or equal to ${bounds.maximum}`,
      );
    }
    return value;
  }

  /** Text of each member of a list, in order. */
  list(name: string): string[] {
    const found: string[] = [];
    for (let index = 1; ; index += 1) {
      const value = this.values.get(`${name}.member.${index}`);
      if (value === null) {
        return found;
      }
      found.push(value);
    }
  }

  /** Members of a list of key and value. */
  tags(name = 'Tags'): Map<string, string> {
    const tags = new Map<string, string>();
    for (let index = 1; ; index += 1) {
      const key = this.values.get(`${name}.member.${index}.Key`);
      if (key === null) {
        return tags;
      }
      tags.set(key, this.values.get(`${name}.member.${index}.Value`) ?? '');
    }
  }

  /** One text of each structure in a list: `PolicyArns.member.1.arn`. */
  listOf(name: string, field: string): string[] {
    const found: string[] = [];
    for (let index = 1; ; index += 1) {
      const value = this.values.get(`${name}.member.${index}.${field}`);
      if (value === null) {
        return found;
      }
      found.push(value);
    }
  }
}
