/** What decides where a cell is shown in a presentation. */
export interface ScreenCell {
  /** It holds a heading of a section. */
  readonly beginsSection: boolean;
  readonly isEmpty: boolean;
}

/**
 * The cells of each screen of a presentation, by their positions: one screen for what comes before the first section,
 * and one for each section. Cells that show nothing are on no screen; a notebook without sections is one screen.
 */
export function groupScreens(cells: readonly ScreenCell[]): readonly (readonly number[])[] {
  const screens: number[][] = [[]];
  for (const [index, { beginsSection, isEmpty }] of cells.entries()) {
    if (isEmpty) continue;
    if (beginsSection && screens.at(-1)?.length !== 0) screens.push([]);
    screens.at(-1)?.push(index);
  }
  return screens;
}
