import { type CustomDecorator, SetMetadata } from '@nestjs/common';

export const BY_PERSONAL_LINK = 'isonomia:by-personal-link';

/**
 * Opens a route to whoever holds a personal link, and to nobody else: somebody signed in needs one too. A route is closed,
 * `@Public()`, or this.
 */
export const ByPersonalLink = (): CustomDecorator => SetMetadata(BY_PERSONAL_LINK, true);
