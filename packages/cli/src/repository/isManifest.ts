const MANIFEST = /(^|\/)[^/]*\.(ya?ml|json|jsonnet|libsonnet|tpl|tf)$/i;
const KUSTOMIZATION = /(^|\/)kustomization$/i;

/**
 * Whether a GitOps controller may take a file for something to apply, by its name: YAML, JSON, Jsonnet, Helm and Kustomize.
 * (Argo CD: "Tool Detection", "Directory".)
 */
export function isManifest(path: string): boolean {
  return MANIFEST.test(path) || KUSTOMIZATION.test(path);
}

/** Whether a file is there for people or for git alone, by its name. */
export function isProse(path: string): boolean {
  return /(^|\/)([^/]+\.(md|markdown|adoc|rst)|\.gitkeep)$/i.test(path);
}
