/** Money that comes by post, by bank transfer and by card file: what brought it, and whom it is for. */
export { payingInSlipCsv } from './paying-in-slip-csv.ts';
export { produceCardFile } from './produce-card-file.ts';
export { RECEIPTS_INVARIANTS } from './receipts-invariants.ts';
export { receiptsRouter } from './receipts.router.ts';
