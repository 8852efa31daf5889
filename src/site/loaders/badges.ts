import { summarizeEnvironment } from '../../core/health/summary.ts';
import { type Badge, buildBadge } from '../../core/site/badges.ts';
import { textsFor } from '../../core/texts/texts.ts';
import { loadSiteModel } from './model.ts';

export interface BadgeProps extends Record<string, unknown> {
  readonly badge: Badge;
}

/** One badge per environment, for `getStaticPaths`. */
export function listBadges(): { params: { id: string }; props: BadgeProps }[] {
  const { site, environments, status } = loadSiteModel();
  const t = textsFor(site.language);
  return environments.map(({ id, title, current }) => {
    const { verdict, checkedAt } = summarizeEnvironment(status, id, current.tag);
    const badge =
      checkedAt === undefined
        ? buildBadge(title, t.notChecked, 'unchecked')
        : buildBadge(title, t.verdicts[verdict], verdict);
    return { params: { id }, props: { badge } };
  });
}
