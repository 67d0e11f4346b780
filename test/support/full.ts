/** Whether the counts are those of `npm run test:full`. */
export const FULL = process.env['TEST_FULL'] === '1';
