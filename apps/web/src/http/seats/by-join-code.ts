import { type CustomDecorator, SetMetadata } from '@nestjs/common';

export const BY_JOIN_CODE = 'isonomia:by-join-code';

/**
 * Opens a route to whoever names the code of a workshop or of a badge, and to nobody else: without one that opens something
 * there is nothing here but the field to type it into.
 */
export const ByJoinCode = (): CustomDecorator => SetMetadata(BY_JOIN_CODE, true);
