import type { Desk } from './desk.ts';

/** What is shown at the sizes and in the themes that people have. */
export async function inEveryLight(desk: Desk, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await desk.page.emulateMedia({ colorScheme });
    await desk.isAccessible(`${what}-${colorScheme}`);
  }
  await desk.page.emulateMedia({ colorScheme: 'light' });
  await desk.page.setViewportSize({ width: 1366, height: 768 });
  await desk.isAccessible(`${what}-1366`);
  await desk.page.setViewportSize({ width: 1920, height: 1080 });
}
