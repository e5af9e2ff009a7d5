export { Glob } from './Glob';
export {
  ANY_CHARACTER,
  ANY_CHARACTER_OF_PART,
  ANY_SEQUENCE,
  ANY_SEQUENCE_OF_PART,
  arnTokens,
  globTokens,
  literalTokens,
} from './tokens';
export type { GlobToken } from './tokens';
