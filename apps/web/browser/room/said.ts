/** What the page says in its own language; the server put the words into it. */
export interface Said {
  readonly say: (name: string) => string;
  /** "3 changes wait on this phone". */
  readonly waiting: (count: number) => string;
}

interface Words {
  readonly [name: string]: string | Readonly<Record<string, string>>;
  readonly waiting: Readonly<Record<string, string>>;
  readonly language: string;
}

export function saidOn({ dataset }: HTMLElement): Said {
  const words = JSON.parse(dataset['said'] ?? '{}') as Words;
  const { language, waiting } = words;
  const plural = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return {
    say: (name) => {
      const text = words[name];
      return typeof text === 'string' ? text : '';
    },
    waiting: (count) =>
      (waiting[plural.select(count)] ?? waiting['other'] ?? '').replace('{count}', numbers.format(count)),
  };
}
