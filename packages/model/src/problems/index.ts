export { formatFieldPath, parseFieldPath } from './fieldPath';
export { hasErrors, type Parsed, type Problem } from './problem';
