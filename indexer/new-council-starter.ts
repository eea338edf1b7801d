/**
 * The least that makes a right set of records, with words to replace. Nothing here is a fact: every contact
 * is to be confirmed, except the emergency number that all of the United Kingdom shares.
 */
export const STARTER: Record<string, string> = {
  'README.md': `# A new council's records

Everything the directory says is in this folder. Change the words, run \`npm run check -- <this folder>\` after each
change, and see it with \`CONTENT=<this folder> npm start\`.

1. \`council.yaml\`: the names, the district's code, who to ring when somebody may be in danger.
2. \`hubs/\`: one file an area. List its wards, or leave them empty when one hub covers the whole district.
3. \`themes/\` and \`needs/\`: what families ask for help with, as a parent would say it.
4. \`phrases/\`: one text file a need, one phrase a line, in parents' own words. They teach the search.
5. \`services/\`, \`groups/\`, \`venues/\`, \`organisations/\`: what helps. \`npm run import\` brings in what you have already.
6. \`npm run postcodes -- <file>\`: which postcode belongs to which hub. Without it, families choose their area.
7. Compare every contact with its source and write the day in \`checked\`. Then, and only then, \`live: true\`.

\`FIELDS.md\` explains every field of every record.
`,
  'council.yaml': `# The council: its names, and who to ring when somebody may be in danger. FIELDS.md explains every field.
name: Your Council
short_name: Yourplace
service_name: Yourplace Families Information Service
service_short_name: Families
# The government's code of the district, from the Office for National Statistics.
district: { code: E00000000, name: Yourplace }
# False while this is a demonstration. True makes the build refuse anything that is not confirmed.
live: false
demonstration_note: This is a demonstration. The council has not confirmed what it says. In an emergency ring 999.
hub_word: Family Hub
urgent_lines:
  - id: emergency
    title: Ring 999
    when: Someone is hurt or in danger right now. If you cannot speak, press 55 after you ring.
    contact: { label: 'Police, ambulance and fire', phone: '999', hours: Any time }
  - id: child-at-risk
    title: Tell the council's children's team
    when: You are worried a child is being hurt or not looked after.
    contact: { to_be_confirmed: The number for worries about a child is to be confirmed }
help_line:
  name: Families Information Service
  contacts:
    - to_be_confirmed: The number for families is to be confirmed
gateway:
  name: Early help front door
  summary: Who takes referrals for early help, and how. Say it in a sentence or two.
  contacts:
    - to_be_confirmed: How to reach the front door is to be confirmed
corrections:
  to_be_confirmed: Where to say that something is wrong is to be confirmed
# Where the leave-this-site button goes: somewhere ordinary.
leave_to: https://www.bbc.co.uk/weather
# Learning without watching. True counts short searches that found nothing, without knowing whose they are, and shows
# editors at the desk the words that several people used. Ask whoever looks after data protection first.
learning: { on: false }
`,
  'hubs/central.yaml': `# A hub area. The file's name is its id. Add one file an area.
name: Central Family Hub
area: Central
order: 1
summary: Help and groups for families. Replace these words.
# The wards it covers, such as - { code: E05000001, name: Northward }. Empty when it covers the whole district.
wards: []
# The middle of the area, for the map.
centre: { latitude: 52.5, longitude: -1.5 }
contacts:
  - to_be_confirmed: How to reach the hub is to be confirmed
`,
  'themes/family-life.yaml': `# A family of needs, for browsing.
title: Family life
summary: Everyday worries of families. Replace these words.
order: 1
`,
  'needs/parenting-confidence.yaml': `# Something a family needs help with, said as a parent would say it. The file's name is its id.
theme: family-life
title: I want to feel surer as a parent
scope: Everyday parenting at any age
summary: Ideas and people to talk to
opening: Every parent finds it hard sometimes. Asking for help is a good thing to do.
try_now:
  - Notice one thing that went well today, and say it to your child.
  - Talk to someone you trust about what is hardest.
`,
  'phrases/parenting-confidence.txt': `# One phrase a line, as parents say it. Lines that begin with # are for people.
i don't know what i'm doing as a mum
i feel like a bad dad
how to be a better parent
`,
  'phrases/none.txt': `# What people type that no need here answers: it teaches the search to stay quiet.
when are the bins collected
renew my parking permit
`,
  'services/families-information-service.yaml': `# Anything that helps families and is not a hub's own group.
name: Families Information Service
summary: Ask about help for families. Replace these words.
needs: [parenting-confidence]
access: [self-refer]
delivery: [phone]
cost: free
area: district
contacts:
  - to_be_confirmed: How to reach it is to be confirmed
`,
  'services/health-visitors.yaml': `name: Health visitors
summary: Nurses who visit families with a baby or a young child. Replace these words.
needs: [parenting-confidence]
minimum_age: 0
maximum_age: 4
access: [self-refer]
delivery: [home-visit]
cost: free
area: district
contacts:
  - to_be_confirmed: How to reach them is to be confirmed
`,
};
