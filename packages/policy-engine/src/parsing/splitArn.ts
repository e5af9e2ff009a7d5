/**
 * The six parts of an ARN or of a pattern for ARNs, the prefix included; undefined when it has fewer.
 *
 * @param variables - whether colons within `${…}` belong to a policy variable and separate nothing
 */
export function splitArn(
  text: string,
  variables: boolean,
): readonly string[] | undefined {
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length && parts.length < 5; i++) {
    if (variables && text.startsWith('${', i)) {
      const end = text.indexOf('}', i);
      i = end < 0 ? text.length : end;
    } else if (text[i] === ':') {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.length === 6 && parts[0] === 'arn' ? parts : undefined;
}
