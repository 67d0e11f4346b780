export type { FiredTrigger, Recommendation, RecommendationRule, Trigger } from './rule.js';
export { recommend } from './recommend.js';
