/**
 * Who seems to be speaking, so that a child's line can stand first. Only plain signs count; most texts say
 * nothing, and then the order of the need's own lines stands.
 */
export function speakerOf(text: string): 'child' | 'adult' | 'unknown' {
  const plain = text.toLowerCase().replace(/[’'`]/g, '');
  const age = Number(
    /\b(?:im|i am|i turned|ive just turned|am) (\d{1,2})\b(?! ?(?:weeks|wks|months|stone|kg|days|wk))/.exec(
      plain,
    )?.[1] ?? NaN,
  );
  if (Number.isFinite(age)) return age < 18 ? 'child' : 'adult';
  if (ADULT.test(plain)) return 'adult';
  return CHILD.test(plain) ? 'child' : 'unknown';
}

const ADULT =
  /\b(?:my|our|me) (?:husband|wife|partner|ex|missus|son|daughter|child|children|kids?|baby|babby|toddler|teenager|teen|grandson|granddaughter|grandchild\w*|grandkids?|nephew|niece|pupil|student|lad|lass|bairn|little one|lo|tenant|neighbour)\b|\b(?:pupil|referral|caseload|client|parent of|tenancy|landlord|mortgage)\b/;
const CHILD =
  /\bm[ye] (?:mum|mam|mummy|dad|daddy|stepdad|step dad|stepmum|step mum|mums|dads|parents|ammi|abbu|teacher|form tutor|head of year|foster carers?|foster mum|carers?)\b|\bi(?:m| am) in (?:year|yr|y) ?\d|\bm[ye] gcses?\b|\bafter (?:my )?(?:exams|gcses)\b|\bat my school\b|\bkids at school\b|\beveryone (?:at|in) (?:my )?school\b/;
