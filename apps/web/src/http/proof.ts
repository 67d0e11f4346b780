import { type CustomDecorator, SetMetadata } from '@nestjs/common';

export const BEFORE_SECOND_FACTOR = 'isonomia:before-second-factor';
export const FRESH_PROOF = 'isonomia:fresh-proof';

/** Opens a route to somebody signed in who still owes a second factor: the pages that settle it, and nothing else. */
export const BeforeSecondFactor = (): CustomDecorator => SetMetadata(BEFORE_SECOND_FACTOR, true);

/** For weighty things: the person must have proved within the last minutes to be who they are. */
export const FreshProof = (): CustomDecorator => SetMetadata(FRESH_PROOF, true);
