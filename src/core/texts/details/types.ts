import type { detailsEn } from './en.ts';

/** Technical clauses by their kind, with what they are about in braces. */
export type DetailTexts = Readonly<Record<keyof typeof detailsEn, string>>;
