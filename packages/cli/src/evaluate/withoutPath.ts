/** The message of an error that begins with the path which the error tells beside it. */
export function withoutPath({
  path,
  message,
}: {
  readonly path: string;
  readonly message: string;
}): string {
  return path === '' ? message : message.slice(path.length + 2);
}
