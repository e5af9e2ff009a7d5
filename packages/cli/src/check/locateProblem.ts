import {
  parseFieldPath,
  type Problem,
  type RepositoryFile,
} from '@corridors/model';
import {
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
} from 'yaml';

/** Adds the line of a problem's field, or of the nearest field around it that is there. */
export function locateProblem(
  problem: Problem,
  files: readonly RepositoryFile[],
): Problem {
  const file = files.find(({ path }) => path === problem.file);
  if (file === undefined || problem.line !== undefined) {
    return problem;
  }
  const lineCounter = new LineCounter();
  const document = parseDocument(file.content, { lineCounter });
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of parseFieldPath(problem.field ?? '')) {
    const item = isCollection(node)
      ? itemAt(isMap(node), node.items, key)
      : undefined;
    const start = isPair(item) ? item.key : item;
    if (!isNode(start)) {
      break;
    }
    offset = start.range?.[0] ?? offset;
    node = isPair(item) ? item.value : item;
  }
  const { line, col } = lineCounter.linePos(offset);
  return { ...problem, line, column: col };
}

function itemAt(
  isMapping: boolean,
  items: readonly unknown[],
  key: PropertyKey,
): unknown {
  return isMapping
    ? items.find(
        item => isPair(item) && isScalar(item.key) && item.key.value === key,
      )
    : items[Number(key)];
}
