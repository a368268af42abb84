/** Reads across slices: the search box. */
export { reportsRouter } from './reports.router.ts';
