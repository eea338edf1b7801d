/**
 * Ways of writing everyday words that share no letters, or too few, with the
 * usual spelling: text-speak, and Northern speech. Written from general
 * knowledge of how people type; nothing here belongs to one need or one council.
 * A word maps to the words it stands for. Keep it small: the character n-grams
 * already carry ordinary misspellings.
 */
export const SPELLINGS: ReadonlyMap<string, string> = new Map(
  `
u=you ya=you yu=you ye=you thee=you tha=you thou=you ur=your thi=your thy=your yer=your r=are
n=and nd=and y=why wen=when wiv=with wi=with w=with wiout=without wat=what wot=what wut=what wha=what
b4=before 2day=today 2nite=tonight 2night=tonight tonite=tonight 2moro=tomorrow 2mrw=tomorrow tmrw=tomorrow tmw=tomorrow
tmoz=tomorrow tomoz=tomorrow l8=late l8r=later m8=mate gr8=great
bc=because bcoz=because coz=because cos=because cuz=because cus=because becos=because cz=because
idk=i+dont+know dunno=dont+know iv=ive idc=i+dont+care cba=cant+be+bothered rn=right+now atm=at+the+moment
wanna=want+to gonna=going+to gunna=going+to gotta=got+to hafta=have+to kinda=kind+of lemme=let+me gimme=give+me
tbh= lol= lmao= ngl= imo= omg= pls= plz= please= plss= ty= thx= thanks= thanx= ta= hi= hello= hiya= innit= inni= init=
dnt=dont cnt=cant wnt=want wont=wont havnt=havent didnt=didnt
kys=kill+yourself kms=kill+myself unalive=kill ktm=kill+themselves
sum1=someone some1=someone sumone=someone no1=no+one every1=everyone ne1=anyone any1=anyone
smth=something sth=something summat=something sumat=something sumthing=something sumfin=something
owt=anything nowt=nothing nuffin=nothing nuthin=nothing nothin=nothing anythin=anything
ppl=people gf=girlfriend bf=boyfriend bfs=boyfriends bff=best+friend hubby=husband
lo=little+one dd=daughter ds=son dh=husband dp=partner mil=mother+in+law
mam=mum mammy=mum mummy=mum mommy=mum mom=mum ammi=mum ammu=mum mams=mums mums=mums moms=mums
daddy=dad abbu=dad abba=dad
babby=baby babbie=baby bairn=child bairns=children bairnes=children nipper=child nippers=children
lass=girl lasses=girls lassie=girl lad=boy lads=boys kiddies=kids kiddie=kid kiddo=kid
mesen=myself missen=myself mysen=myself misen=myself hissen=himself hisen=himself hersen=herself thissen=yourself
thisen=yourself themsens=themselves thersens=themselves oursens=ourselves ussens=ourselves
mek=make meks=makes mekin=making tek=take teks=takes tekin=taking gi=give gie=give gis=give+me gerr=get
allus=always ower=over neet=night reet=right reight=right watter=water dahn=down abaht=about aht=out hahse=house
rahnd=round tahn=town wain=will+not wain't=wont waint=wont dunt=doesnt dunnot=dont dinnae=dont cannae=cant canna=cant
wunt=wouldnt shunt=shouldnt cudnt=couldnt wudnt=wouldnt cud=could wud=would shud=should
thas=you+have thar=you+are tharr=you+are aye=yes nay=no
fost=first wok=work skoil=school skool=school skule=school scool=school oop=up
lakin=playing laikin=playing laik=play laking=playing laiking=playing
bray=hit brayed=hit brays=hits braying=hitting clout=hit clouted=hit
mardy=moody nesh=cold jiggered=tired knackered=tired shattered=tired
wk=week wks=weeks yr=year yrs=years mth=month mths=months mnth=month mnths=months mos=months hrs=hours
appt=appointment apt=appointment appts=appointments hosp=hospital sch=school
info=information hv=health+visitor mw=midwife sw=social+worker
`
    .trim()
    .split(/\s+/)
    .map((pair) => {
      const [written = '', meant = ''] = pair.split('=');
      return [written, meant.replaceAll('+', ' ')] as const;
    }),
);
