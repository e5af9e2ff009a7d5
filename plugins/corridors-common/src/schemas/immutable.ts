/**
 * A type all of whose properties, at any depth, are read-only: answers are data to look at, never to change in place.
 *
 * @public
 */
export type Immutable<T> = T extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : T extends object
  ? { readonly [Key in keyof T]: Immutable<T[Key]> }
  : T;
