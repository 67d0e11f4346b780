import {
  clauseText,
  isStale,
  STANCES,
  type Clause,
  type ClauseComment,
  type ClausePosition,
  type RoomText,
  type TextGroup,
} from '@isonomia/application';
import { languageName } from '../shell/language-names.js';
import type { Words } from '../shell/words.js';

interface Said extends Pick<RoomText, 'groups' | 'comments' | 'positions'> {
  readonly room: Pick<RoomText['room'], 'languages' | 'timeZone'>;
}

const TAGS = { open: 'tag--plain', adopted: 'tag--positive', noted: '', reserved: 'tag--attention' } as const;

/** Words about the text of a workshop, the same for those who lead it and for the room. */
export class TextWords {
  private readonly groups: ReadonlyMap<string, TextGroup>;

  constructor(
    readonly words: Words,
    private readonly said: Said,
  ) {
    this.groups = new Map(said.groups.map((group) => [group.id, group]));
  }

  group(id: string): string {
    return this.groups.get(id)?.name ?? '';
  }

  /** In the reader's language where there are words in it, else in the first that there are; told which. */
  text(clause: Pick<Clause, 'texts'>) {
    const { language } = this.words;
    const found = clauseText(clause, language, this.said.room.languages);
    return {
      text: found.text,
      language: found.language,
      other: found.language === language ? undefined : languageName(this.words, found.language),
    };
  }

  mark({ mark }: Pick<Clause, 'mark'>) {
    return { class: TAGS[mark], label: this.words.t(`page.workshop-text.mark.${mark}`) };
  }

  addressee({ addressee }: Pick<Clause, 'addressee'>): string {
    return this.words.t(`workshop.addressee.${addressee}`);
  }

  dimension(id: string | undefined): string | undefined {
    return id === undefined ? undefined : (this.words.find(`${id}.title`) ?? id);
  }

  positionsOf(clause: Clause): readonly ClausePosition[] {
    return this.said.positions.filter((one) => one.clause === clause.id);
  }

  commentsOn(clause: Clause): readonly ClauseComment[] {
    return this.said.comments.filter((one) => one.clause === clause.id);
  }

  /** "3 agree", "1 has a reservation": of agencies, with how many have not said anything of these words. */
  tally(clause: Clause): readonly string[] {
    const { t } = this.words;
    const current = this.positionsOf(clause).filter((one) => !isStale(one, clause));
    const agencies = this.said.groups.filter(({ kind }) => kind === 'agency').length;
    const counts = STANCES.map((stance) => [stance, current.filter((one) => one.stance === stance).length] as const);
    const silent = agencies - current.length;
    return [...counts, ['silent', silent] as const]
      .filter(([, count]) => count > 0)
      .map(([stance, count]) => t(`page.workshop-text.tally.${stance}`, { count }));
  }

  /** Each with its agency's name; a reservation with its reason. */
  position(one: ClausePosition, clause: Clause) {
    const { t } = this.words;
    return {
      group: this.group(one.group),
      stance: t(`page.workshop-text.stance.${one.stance}`),
      reason: one.reason,
      stale: isStale(one, clause) ? t('page.workshop-text.stale') : undefined,
      at: this.when(one.saidAt),
    };
  }

  when(at: Date): string {
    return this.words.format.instant(at.toISOString(), this.said.room.timeZone);
  }
}
