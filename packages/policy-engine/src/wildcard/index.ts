export { Glob } from './Glob';
export {
  ANY_CHARACTER,
  ANY_SEQUENCE,
  arnTokens,
  globTokens,
  literalTokens,
} from './tokens';
export type { GlobToken } from './tokens';
