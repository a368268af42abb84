/** What a colour may mean, and nothing else may: neutral, settled (green), waiting (amber), needs you (red), practice (violet). */
export type Tone = 'neutral' | 'settled' | 'waiting' | 'needs-you' | 'practice';
