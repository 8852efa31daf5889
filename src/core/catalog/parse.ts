import type { Diagnostic, Position } from '../diagnostics/types.ts';
import { flattenShapes, manifestPath, reportIssues } from './issues.ts';
import { rangeOf } from './reporter.ts';
import { checkContents } from './rules/contents.ts';
import { checkEnvironments } from './rules/environments.ts';
import { checkHubs } from './rules/hubs.ts';
import { checkKeys } from './rules/ids.ts';
import { checkManagedBinders } from './rules/managed-binder.ts';
import { createManifestParts } from './rules/manifest-parts.ts';
import { checkMoved } from './rules/moved.ts';
import { checkOtherWays } from './rules/other-ways.ts';
import { checkRetired } from './rules/retired.ts';
import { createRuleContext, type RuleContext } from './rules/rule-context.ts';
import { checkSiteLook } from './rules/site.ts';
import { checkStart } from './rules/start.ts';
import { checkTexts } from './rules/texts.ts';
import { checkTitles } from './rules/titles.ts';
import {
  checkUnnamedImages,
  listKeysToPin,
  listUnnamedImages,
  type UnnamedImage,
} from './rules/unnamed-images.ts';
import { ManifestSchema } from './schema/manifest.ts';
import { readManifestSource } from './source/read-source.ts';
import { type ManifestPath, toPlainData } from './source/tree.ts';
import type { Catalog } from './types.ts';

export interface ParsedCatalog {
  /** Present exactly where no diagnostic is an error. */
  readonly catalog?: Catalog;
  /** Every problem of the file, in its order. */
  readonly diagnostics: readonly Diagnostic[];
  /** What `slipway pin` names; each is an error as well. */
  readonly unnamedImages: readonly UnnamedImage[];
  /**
   * Place of a path of the manifest in the manifest's own keys, such as
   * `['content', 'tutorials', 'branch']`; where it is absent, the nearest key above it.
   */
  positionOf(path: ManifestPath): Position;
}

export interface ParseOptions {
  /** For commands that write digests: a missing one that something depends on is a warning. */
  readonly allowsUnpinned?: boolean;
}

/** Rules between keys; they run on whatever is sound, so that one run tells everything. */
const RULES: readonly ((context: RuleContext) => void)[] = [
  checkKeys,
  checkEnvironments,
  checkHubs,
  checkStart,
  checkContents,
  checkUnnamedImages,
  checkOtherWays,
  checkMoved,
  checkRetired,
  checkSiteLook,
  checkTitles,
];

/**
 * Parses `catalog.yaml` (the keys are in `schema/`) and reports all its problems at once. Never throws.
 *
 * @param file name of the file for the diagnostics
 */
export function parseCatalog(
  text: string,
  file: string,
  { allowsUnpinned = false }: ParseOptions = {},
): ParsedCatalog {
  const { root, reporter } = readManifestSource(text, file);
  if (!root) {
    return { diagnostics: reporter.diagnostics(), unnamedImages: [], positionOf: () => ({ file }) };
  }

  const parsed = ManifestSchema.safeParse(toPlainData(root));
  const issues = flattenShapes(parsed.error?.issues ?? [], root);
  const parts = createManifestParts(root, issues);
  const toPin = new Set(listKeysToPin(parts).map((path) => JSON.stringify(path)));
  const isToPin = ({ code, path }: (typeof issues)[number]) =>
    code === 'invalid_type' && toPin.has(JSON.stringify(path)) && !parts.isWritten(manifestPath(path));
  const faults = issues.filter((issue) => !isToPin(issue));
  reportIssues(faults, { schema: ManifestSchema, root, reporter });
  const context = createRuleContext(parts, reporter);
  for (const check of RULES) check(context);
  checkManagedBinders(context, allowsUnpinned);
  checkTexts(root, reporter);

  const diagnostics = reporter.diagnostics();
  const isSound = parsed.success && diagnostics.every(({ severity }) => severity !== 'error');
  return {
    ...(isSound ? { catalog: parsed.data } : {}),
    diagnostics,
    unnamedImages: listUnnamedImages(parts),
    positionOf: (path) => reporter.position(rangeOf(root, path)),
  };
}
