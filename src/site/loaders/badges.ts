import { summarizeEnvironment } from '../../core/health/summary.ts';
import { type Badge, buildBadge } from '../../core/site/badges.ts';
import { textsFor } from '../../core/texts/texts.ts';
import { loadSiteModel } from './model.ts';

export interface BadgeProps extends Record<string, unknown> {
  readonly badge: Badge;
}

/** One badge per environment and per id that was an environment's, for `getStaticPaths`. */
export function listBadges(): { params: { id: string }; props: BadgeProps }[] {
  const { site, environments, formerEnvironments = [], status } = loadSiteModel();
  const t = textsFor(site.language);
  const current = environments.map(({ id, title, current }) => {
    const { verdict, checkedAt } = summarizeEnvironment(status, id, current.tag);
    const badge =
      checkedAt === undefined
        ? buildBadge(title, t.notChecked, 'unchecked')
        : buildBadge(title, t.verdicts[verdict], verdict);
    return { params: { id }, props: { badge } };
  });
  const former = formerEnvironments.flatMap((entry) => {
    const badge =
      entry.kind === 'retired'
        ? buildBadge(entry.retired.title, t.environments.retired, 'unchecked')
        : current.find(({ params }) => params.id === entry.environment.id)?.props.badge;
    return badge === undefined ? [] : [{ params: { id: entry.id }, props: { badge } }];
  });
  return [...current, ...former];
}
