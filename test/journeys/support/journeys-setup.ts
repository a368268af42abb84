import { buildPage } from '../../practice/start/build-page.ts';

/** The journeys walk the page as it is built for people; built once, before any of them. */
export default async function setup(): Promise<void> {
  await buildPage(new AbortController().signal);
}
