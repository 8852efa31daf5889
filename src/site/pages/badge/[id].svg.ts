import type { APIRoute } from 'astro';
import { makeBadge } from 'badge-maker';
import { type BadgeProps, listBadges } from '../../loaders/badges.ts';

export const getStaticPaths = () => listBadges();

export const GET: APIRoute<BadgeProps> = ({ props }) =>
  new Response(makeBadge({ ...props.badge, style: 'flat' }), {
    headers: { 'Content-Type': 'image/svg+xml' },
  });
