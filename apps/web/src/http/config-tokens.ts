/** `@Inject(CONFIG) config: Config` — an interface has no class to be asked for. */
export const CONFIG = Symbol('Config');
export const SECRETS = Symbol('Secrets');
