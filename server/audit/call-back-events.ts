/** What is kept of a call-back. Who is rung stands with the organisation, and nowhere here. */
export interface CallBackAuditFacts {
  'call-back.asked-for': { readonly callBackId: number; readonly bestTime: string };
  'call-back.tried': { readonly callBackId: number; readonly outcome: string };
  'call-back.closed': { readonly callBackId: number; readonly reason: string };
}

const words = (code: string): string => code.replaceAll('-', ' ');

/** Kind → its sentence. */
export const CALL_BACK_SENTENCES: {
  readonly [Kind in keyof CallBackAuditFacts]: (facts: CallBackAuditFacts[Kind]) => string;
} = {
  'call-back.asked-for': (facts) => `Call-back ${facts.callBackId} asked for, ${words(facts.bestTime)}`,
  'call-back.tried': (facts) => `Rang for call-back ${facts.callBackId}: ${words(facts.outcome)}`,
  'call-back.closed': (facts) => `Call-back ${facts.callBackId} closed: ${words(facts.reason)}`,
};
