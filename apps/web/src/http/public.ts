import { type CustomDecorator, SetMetadata } from '@nestjs/common';

export const PUBLIC = 'isonomia:public';

/** Opens a route to strangers. Without it a route is closed: forgetting it locks out, and never lets in. */
export const Public = (): CustomDecorator => SetMetadata(PUBLIC, true);
