/** Every address of the desk, in one place. */
const timetable = (id: string) => `/desk/timetables/${id}/`;

export const deskPaths = {
  home: '/desk/',
  signIn: '/desk/sign-in/',
  signInWork: '/desk/sign-in/work/',
  signOut: '/desk/sign-out/',
  password: '/desk/password/',
  people: '/desk/people/',
  history: '/desk/history/',
  stillRight: '/desk/still-right/',
  words: '/desk/words/',
  entry: (type: string, id: string) => `/desk/still-right/${type}/${id}/`,
  publish: (job: string) => `/desk/publish/${job}/`,
  newTimetable: '/desk/timetables/new/',
  timetable,
  session: (id: string, session: string) => `${timetable(id)}session/${session}/`,
  newSession: (id: string) => `${timetable(id)}session/`,
  cancel: (id: string, session: string, date = '') =>
    `${timetable(id)}cancel/${session}/${date === '' ? '' : `?date=${date}`}`,
  preview: (id: string) => `${timetable(id)}preview/`,
  timetableHistory: (id: string) => `${timetable(id)}history/`,
  copy: (id: string) => `${timetable(id)}copy/`,
  details: (id: string) => `${timetable(id)}details/`,
  sheet: (id: string) => `${timetable(id)}sheet/`,
  download: (id: string, what: 'timetable' | 'template', ending: 'csv' | 'xlsx') =>
    `${timetable(id)}download/${what}.${ending}`,
} as const;

/** Where to go after signing in: a page of the desk, never somewhere else. */
export function safeNext(next: string | null): string {
  return next !== null && /^\/desk\/[a-z0-9/-]*(?:\?[a-z0-9=&-]*)?$/.test(next) ? next : deskPaths.home;
}
