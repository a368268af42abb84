import type { CallBackEnd, CallBackOutcome, CallBackTime } from '../../shared/contracts/call-backs.ts';

export const TIME_WORDS: Readonly<Record<CallBackTime, string>> = {
  'any-time': 'Any time',
  morning: 'Morning, 9 to 12',
  midday: 'Midday, 12 to 2',
  afternoon: 'Afternoon, 2 to 5',
};

export const OUTCOME_WORDS: Readonly<Record<CallBackOutcome, string>> = {
  reached: 'Reached',
  'no-answer': 'No answer',
  engaged: 'Engaged',
  'left-message': 'Left a message',
  'wrong-number': 'Wrong number',
};

export const END_WORDS: Readonly<Record<CallBackEnd, string>> = {
  reached: 'Reached',
  'not-reached': 'Not reached',
  'not-wanted': 'No longer wanted',
};
