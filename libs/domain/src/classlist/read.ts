// What others read of a district's list: its state, folded as the decider folds it.
export { absentClassList, type ClassList, type ClassListState, evolveClassList } from './class-state.ts';
