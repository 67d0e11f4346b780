import type { Installation } from '../ports/system.js';

/** In the query, which no log of ours keeps; the page exchanges it for a cookie at once. */
export const linkUrl = ({ publicUrl }: Installation, secret: string): string => `${publicUrl}/shared?token=${secret}`;
