/** Where practice bank transfers would go. The sort code is one that no bank has. */
export const PRACTICE_BANK = { accountName: 'Practice OPG Fees', sortCode: '00-00-00', accountNumber: '00000000' };
