/**
 * What a source of facts is called: `kubernetes:single1` is "Kubernetes of single1". What is a title already stays.
 *
 * @param source - id of a source, or a title
 * @public
 */
export function sourceTitle(source: string): string {
  const [kind, name] = source.split(':');
  switch (kind) {
    case 'kubernetes':
      return name ? `Kubernetes of ${name}` : 'Kubernetes';
    case 'aws':
      return name ? `AWS account ${name}` : 'AWS';
    case 'gitops':
      return 'GitOps repository';
    default:
      return source;
  }
}
