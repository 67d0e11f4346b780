import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hidden } from '../assessment/conflict-view.js';
import type { FormBody } from '../shell/form-fields.js';
import type { RoomReply } from './room-forms.js';
import type { RoomPart } from './room-nav.js';
import { RoomPages } from './room-pages.js';

const CONFLICT = 409;

export interface RoomConflict {
  readonly told: RoomReply & { readonly status: 'conflict' };
  readonly body: FormBody;
  /** Where what stands now is shown. */
  readonly back: string;
  readonly part: RoomPart;
}

/** Both texts and a choice, where no script asks: sending the same form from the revision that stands keeps one's own. */
@Injectable()
export class RoomConflicts {
  constructor(private readonly pages: RoomPages) {}

  page(request: FastifyRequest, reply: FastifyReply, { told, body, back, part }: RoomConflict): string {
    const { t } = this.pages.words(request);
    const revision = Number(told.fields['revision'] ?? 0);
    return this.pages.render(request, reply, {
      name: 'workshop-room/conflict',
      title: t('page.workshop-groups.conflict-title'),
      part,
      hasErrors: true,
      status: CONFLICT,
      view: {
        message: told.message,
        yours: told.yours.split('\n'),
        theirs: told.theirs.split('\n'),
        action: request.url.split('?')[0] ?? back,
        fields: hidden(body, revision).filter(({ name }) => name !== 'key'),
        back,
      },
    });
  }
}
