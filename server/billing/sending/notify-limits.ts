/** What GOV.UK Notify takes: a file of 2 MB by e-mail, a letter of 10 pages. */
export const MOST_FILE_BYTES = 2 * 1024 * 1024;
export const MOST_LETTER_PAGES = 10;
