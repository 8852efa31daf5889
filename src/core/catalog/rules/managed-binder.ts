import { quote } from '../../diagnostics/quote.ts';
import { versionsAt } from './manifest-parts.ts';
import type { RuleContext } from './rule-context.ts';

/** `binder: managed` needs a digest, from which its commit follows, and a repository in which that is kept. */
export function checkManagedBinders(context: RuleContext, allowsUnpinned: boolean): void {
  const { environments, site, error, warning, isWritten } = context;
  const hasRepository = site.repository !== undefined || isWritten(['site', 'repository']);
  for (const [id, environment] of environments) {
    for (const { version, path } of versionsAt(id, environment)) {
      if (version.binder !== 'managed') continue;
      if (!isWritten([...path, 'digest'])) {
        const report = allowsUnpinned ? warning : error;
        report('manifest/managed-without-digest', [...path, 'binder'], {
          message: `The Binder repository of ${quote(id)} is managed, so its commit follows from the digest, and this version has none.`,
          cause: 'managed without digest',
          hint: 'Run "slipway pin", which writes the digest beside the tag.',
        });
      }
      if (hasRepository) continue;
      error('manifest/managed-without-repository', [...path, 'binder'], {
        message: `The Binder repository of ${quote(id)} is managed, so its commit is kept in the repository of this catalogue, and "site" does not name that.`,
        cause: 'managed without repository',
        hint: 'Add "repository" to "site": the address that people clone this catalogue from.',
      });
    }
  }
}
