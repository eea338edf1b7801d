/** Said on every view that shows a sample, on paper too. */
export const SAMPLE_NOTICE = 'Sample timetable: not real sessions. Please do not set out for one.';
