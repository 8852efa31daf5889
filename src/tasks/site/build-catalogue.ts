import { join } from 'node:path';
import type { AstroIntegration } from 'astro';
import { describeErrorInFull } from '../../core/diagnostics/system-errors.ts';
import type { Diagnostic } from '../../core/diagnostics/types.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { checkSiteSize } from '../../core/site/host-limit.ts';
import { ownPagesFolder } from '../../io/files/content-pages.ts';
import {
  CODE_FOLDER,
  digestDependencies,
  PACKAGE_FOLDER,
  readPackedDigests,
} from '../../io/files/package-root.ts';
import { createRunFolder, type RunFolder, recoverRunFolders } from '../../io/files/run-folder.ts';
import { SHIPPED_PAGES } from '../../io/site/compiled-pages.ts';
import type { PreparedFolders } from '../../io/site/prepared-folder.ts';
import { createSiteBuilder } from './build-site.ts';
import { checkOutFolder, listGuardedPaths } from './out-folder.ts';
import type { PreparePorts } from './prepare-catalogue.ts';
import { type CatalogueRequest, type PreparedFile, prepareFromFile } from './prepare-from-file.ts';

export interface BuildRequest extends CatalogueRequest {
  /** Folder of the finished site. */
  readonly outDir: string;
  /** The folder in which this process works. */
  readonly workFolder: string;
  /** The user's own folder, which no site may take the place of. */
  readonly homeFolder: string;
  /** Builds even where nothing has changed. */
  readonly isForced: boolean;
}

export interface BuildPorts extends PreparePorts {
  /** What joins the prepared catalogue to Astro. */
  readonly loadIntegration: (folders: PreparedFolders) => Promise<AstroIntegration>;
}

export interface CatalogueBuild {
  readonly diagnostics: readonly Diagnostic[];
  /** Text of the manifest by its file, for code frames. */
  readonly sources: ReadonlyMap<string, string>;
  readonly outcome: Result<BuiltCatalogue, BuildFailure>;
}

export interface BuiltCatalogue {
  readonly outDir: string;
  /** Path of the site's home, with a slash at both ends. */
  readonly base: string;
  readonly notebookCount: number;
  /** True where the site was there already, built from the same inputs. */
  readonly isUnchanged: boolean;
}

export type BuildFailure =
  /** The diagnostics say why. */
  | { readonly code: 'build/refused' }
  /** One sentence, such as of a disk that is full. */
  | { readonly code: 'build/failed'; readonly message: string };

/** From the manifest to the finished site. A failure leaves what was built before. */
export async function buildCatalogue(request: BuildRequest, ports: BuildPorts): Promise<CatalogueBuild> {
  const { contentFolder, cacheFolder, workFolder, homeFolder, isForced } = request;
  const pagesFolder = ownPagesFolder(contentFolder);
  const guarded = listGuardedPaths({
    packageFolder: PACKAGE_FOLDER,
    workFolder,
    homeFolder,
    contentFolder,
    pagesFolder,
    cacheFolder,
  });
  let prepared: PreparedFile = { diagnostics: [], sources: new Map() };
  const end = (outcome: CatalogueBuild['outcome']): CatalogueBuild => ({
    diagnostics: prepared.diagnostics,
    sources: prepared.sources,
    outcome,
  });
  const outDir = await checkOutFolder(request.outDir, guarded);
  if (!outDir.ok) return end(fail({ code: 'build/failed', message: outDir.failure }));
  const preparedFolder = join(cacheFolder, 'site', 'prepared');
  const previewFolder = join(cacheFolder, 'site');
  let run: RunFolder | undefined;
  const builder = createSiteBuilder({
    ownFolders: [CODE_FOLDER, join(PACKAGE_FOLDER, 'public')],
    ownDigest: readPackedDigests()?.own,
    pagesFolder,
    dependencies: digestDependencies(),
    outDir: outDir.value,
    guarded,
    workFolder,
    cacheFolder,
    isForced,
    shippedPages: SHIPPED_PAGES,
    previewFolder,
    loadIntegration: ports.loadIntegration,
  });
  try {
    await Promise.all([builder.recover(), recoverRunFolders(preparedFolder)]);
    run = createRunFolder(preparedFolder);
    prepared = await prepareFromFile({ ...request, siteFolder: run.path }, ports, builder.begin);
    const { site } = prepared;
    if (site === undefined) return end(fail({ code: 'build/refused' }));
    const built = await builder.build(site, { siteFolder: run.path, previewFolder });
    if (!built.ok) return end(fail({ code: 'build/failed', message: built.failure.message }));
    const { isUnchanged, sizeBytes = 0 } = built.value;
    const size = checkSiteSize(sizeBytes, request.manifestFile);
    prepared = { ...prepared, diagnostics: [...prepared.diagnostics, ...size] };
    const base = new URL(site.model.site.url).pathname;
    const notebookCount = site.model.notebooks.length;
    return end(ok({ outDir: built.value.outDir, isUnchanged, base, notebookCount }));
  } catch (error) {
    return end(fail({ code: 'build/failed', message: describeErrorInFull(error) }));
  } finally {
    await builder.close();
    run?.remove();
  }
}
