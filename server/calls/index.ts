/** Calls that are not about one payment: people who asked to be rung. */
export { callBacksRouter } from './call-backs.router.ts';
