import { expect } from 'vitest';
import { assignFolders } from '../../src/core/catalog/assign-folders.ts';
import { parseCatalog } from '../../src/core/catalog/parse.ts';
import type { FolderRecord, NotebookId } from '../../src/core/catalog/types.ts';
import { buildLaunches } from '../../src/core/site/launches.ts';
import { HOST } from './launch-cases.ts';

/** A content of the manifest, as one publication of a term has it. */
export interface Course {
  readonly id: string;
  /** Below `HOST`. Default: `org/course`. */
  readonly repository?: string;
  readonly branch: string;
  readonly folder?: string;
}

/** Publishes courses one time after the other, as builds do that read the published `catalog.json`. */
export interface Publisher {
  /**
   * @param rewritten ids of courses whose branch was pushed by force since the last publication
   * @returns the launch link of `file`, by the id of the course
   */
  publish(courses: readonly Course[], rewritten?: readonly string[]): ReadonlyMap<string, string>;
  /** As if nothing were known of earlier publications. */
  forget(): void;
}

export function createPublisher(hubUrl: string, file: string): Publisher {
  let records: readonly FolderRecord[] = [];
  return {
    forget: () => {
      records = [];
    },
    publish: (courses, rewritten = []) => {
      const text = JSON.stringify({
        version: 1,
        site: { title: 'T', url: 'https://example.org/' },
        hubs: { class: { type: 'jupyterhub', url: hubUrl, environments: ['python'], app: 'notebook' } },
        environments: { python: { image: 'quay.io/org/python', tag: '1' } },
        content: Object.fromEntries(
          courses.map(({ id, repository: name = 'org/course', ...rest }) => [
            id,
            { title: id, repository: HOST + name, environment: 'python', ...rest },
          ]),
        ),
      });
      const { catalog: parsed, diagnostics } = parseCatalog(text, 'catalog.yaml');
      expect(diagnostics).toEqual([]);
      if (parsed === undefined) throw new Error('the manifest of this test has to be sound');
      const catalog = assignFolders(parsed, records, new Set(rewritten));
      records = catalog.folders;
      const [environment] = catalog.environments;
      if (environment === undefined) throw new Error('no environment');
      return new Map(
        catalog.contents.map((course) => {
          const place = { id: `${course.id}/intro` as NotebookId, path: file, content: course, environment };
          return [course.id, buildLaunches(catalog, place, null).launches[0]?.url ?? ''];
        }),
      );
    },
  };
}
