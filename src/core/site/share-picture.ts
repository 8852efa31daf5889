/** What others show beside a link to a page: the size that https://ogp.me readers ask for, in pixels. */
export const SHARE_PICTURE_SIZE = { width: 1200, height: 630 } as const;

/** Where things are on a share picture, in pixels, for text that runs from left to right. */
export const SHARE_LAYOUT = {
  margin: 72,
  icon: { top: 60, size: 56, radius: 12, gap: 20 },
  /** White, with the picture of the notebook on it. */
  card: { top: 160, width: 520, height: 310, padding: 20 },
  /** Between the name of the site and that of the collection; the title is in the middle of it. */
  title: { top: 136, bottom: 514, gap: 40 },
  /** Middle of the line that names the collection. */
  collection: { middle: 562 },
} as const;

export interface ShareGround {
  /** `#rrggbb`, on which white text can be read. */
  readonly accent: string;
  readonly direction: 'ltr' | 'rtl';
  /** With a card for a picture. */
  readonly isPictured: boolean;
}

/** Left edge of something, which is on the other side where text runs from right to left. */
export function placeFromStart(direction: ShareGround['direction'], start: number, width: number): number {
  return direction === 'ltr' ? start : SHARE_PICTURE_SIZE.width - start - width;
}

/** Left edge of the card. */
export function placeCard(direction: ShareGround['direction']): number {
  const { card, margin } = SHARE_LAYOUT;
  return placeFromStart(direction, SHARE_PICTURE_SIZE.width - margin - card.width, card.width);
}

/** Room for the title, in pixels. */
export function titleWidth(isPictured: boolean): number {
  const { margin, card, title } = SHARE_LAYOUT;
  const whole = SHARE_PICTURE_SIZE.width - 2 * margin;
  return isPictured ? whole - card.width - title.gap : whole;
}

/** The shape that is cut out of the mark of a site: its corners show the ground. */
export function renderRoundedSquare(size: number, radius: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><rect width="${size}" height="${size}" rx="${radius}"/></svg>`;
}

/** An outline just inside that shape: a tile in the accent, such as a monogram, would not stand out from the ground. */
export function renderOutline(size: number, radius: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><rect x="1" y="1" width="${size - 2}" height="${size - 2}" rx="${radius - 1}" fill="none" stroke="#ffffff" stroke-width="2" stroke-opacity="0.6"/></svg>`;
}

/** What is behind the texts: the accent with hills that are darker, so that white text stays as readable upon them. */
export function renderShareGround({ accent, direction, isPictured }: ShareGround): string {
  const { width, height } = SHARE_PICTURE_SIZE;
  const { card } = SHARE_LAYOUT;
  const turned = direction === 'rtl' ? ` transform="matrix(-1 0 0 1 ${width} 0)"` : '';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
    `<rect width="${width}" height="${height}" fill="${accent}"/>`,
    `<g${turned}>`,
    '<path d="M0 470C260 380 460 500 760 440S1080 380 1200 410V630H0Z" fill-opacity="0.12"/>',
    '<path d="M0 560C300 480 520 590 820 530S1120 490 1200 500V630H0Z" fill-opacity="0.14"/>',
    '</g>',
    ...(isPictured
      ? [
          `<rect x="${placeCard(direction)}" y="${card.top}" width="${card.width}" height="${card.height}" rx="18" fill="#ffffff"/>`,
        ]
      : []),
    '</svg>',
  ].join('');
}
