/** What the grid says to screen readers, in the desk's own words and keys. */
export const GRID_WORDS: Readonly<Record<string, string>> = {
  ariaRowToggleSelection: 'Press x to select this row',
  ariaRowSelectionDisabled: 'This row cannot be selected',
  ariaHeaderSelection: 'Select every row',
  ariaRowSelectAll: 'Press Space to select every row',
  ariaSortableColumn: 'Press Enter to sort',
  loadingOoo: 'Loading',
  noRowsToShow: 'Nothing to show',
};
