/** Placeholder until the journeys need shared set-up. */
export default function setup(): void {}
