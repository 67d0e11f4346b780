import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import {
  clauseId,
  commentId,
  MarkClause,
  MoveClause,
  RestoreClause,
  RevisionConflict,
  SettleComment,
  WithdrawClause,
  workshopId,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';

interface OfClause {
  readonly workshop: string;
  readonly clause: string;
}

const idsOf = ({ workshop, clause }: OfClause) => ({ workshop: workshopId(workshop), clause: clauseId(clause) });

/** What is done to a clause from the list, with one button each. */
@Controller()
export class ClauseMovesController {
  constructor(
    private readonly marking: MarkClause,
    private readonly moving: MoveClause,
    private readonly withdrawing: WithdrawClause,
    private readonly restoring: RestoreClause,
    private readonly settling: SettleComment,
  ) {}

  @Post(ROUTES.markClause)
  async mark(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() of: OfClause,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields(demandFields(body, 'mark', 'revision'));
    const command = { ...idsOf(of), mark: fields.text('mark'), expected: fields.revision() };
    return unlessChanged(reply, of, async () => {
      await this.marking.execute(actorOf(request), command);
      return back(reply, of, 'marked');
    });
  }

  @Post(ROUTES.moveClause)
  async move(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() of: OfClause,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields(demandFields(body, 'direction'));
    await this.moving.execute(actorOf(request), { ...idsOf(of), direction: fields.text('direction') });
    return back(reply, of, 'moved');
  }

  @Post(ROUTES.withdrawClause)
  async withdraw(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() of: OfClause,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields(demandFields(body, 'revision'));
    return unlessChanged(reply, of, async () => {
      await this.withdrawing.execute(actorOf(request), { ...idsOf(of), expected: fields.revision() });
      const rest = { query: { said: 'withdrawn' }, fragment: 'withdrawn' };
      return seeOther(reply, href(ROUTES.workshopText, { workshop: of.workshop }, rest));
    });
  }

  @Post(ROUTES.restoreClause)
  async restore(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() of: OfClause,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    await this.restoring.execute(actorOf(request), idsOf(of));
    return back(reply, of, 'restored');
  }

  @Post(ROUTES.settleComment)
  async settle(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() { workshop, comment }: { readonly workshop: string; readonly comment: string },
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields(demandFields(body, 'settled'));
    const of = { workshop: workshopId(workshop), comment: commentId(comment) };
    const { clause } = await this.settling.execute(actorOf(request), {
      ...of,
      settled: fields.text('settled') === 'yes',
    });
    const rest = { query: { said: 'settled' }, fragment: 'comments' };
    return seeOther(reply, href(ROUTES.clause, { workshop, clause }, rest));
  }
}

const back = (reply: FastifyReply, { workshop, clause }: OfClause, said: string): string =>
  seeOther(reply, href(ROUTES.workshopText, { workshop }, { query: { said }, fragment: `clause-${clause}` }));

/** Somebody was faster: the clause is shown as it is now, and the button can be pressed again. */
async function unlessChanged(reply: FastifyReply, of: OfClause, act: () => Promise<string>): Promise<string> {
  try {
    return await act();
  } catch (problem) {
    if (!(problem instanceof RevisionConflict)) throw problem;
    return back(reply, of, 'again');
  }
}
