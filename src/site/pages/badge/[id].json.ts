import type { APIRoute } from 'astro';
import { type BadgeProps, listBadges } from '../../loaders/badges.ts';

export const getStaticPaths = () => listBadges();

/** The shape that shields.io reads from an endpoint. */
export const GET: APIRoute<BadgeProps> = ({ props }) =>
  Response.json({ schemaVersion: 1, ...props.badge, color: props.badge.color.replace('#', '') });
