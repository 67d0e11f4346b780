export { loadSolver } from './highs-solver.js';
