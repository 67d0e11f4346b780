export type { FiredTrigger, Recommendation, RecommendationRule, Trigger } from './rule.js';
