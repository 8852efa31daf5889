type OmitUndefined<Shape> = {
  [Key in keyof Shape as undefined extends Shape[Key] ? never : Key]: Shape[Key];
} & {
  [Key in keyof Shape as undefined extends Shape[Key] ? Key : never]?: Exclude<Shape[Key], undefined>;
};

/** The keys that have a value, in their order; those that may be undefined become optional. */
export function omitUndefined<const Shape extends object>(shape: Shape): OmitUndefined<Shape> {
  const entries = Object.entries(shape).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as OmitUndefined<Shape>;
}
