"""Names that people here are given, in families of spelling, with their short forms; and words that are no name at all.

Families are parted by ";": first a family's own forms, then after "~" the short forms, which several may share (Beny
is Benyamin or Benediktus). "!" marks a name so common that two people who share it share little. What the rules of
spelling make equal needs no form of its own. Two words of two families are two names, however close they look.
"""

from __future__ import annotations

from functools import lru_cache

from contract.training.people.spelling import loose_key, word_key

_FAMILIES = """
! yohanes yohanis johan yohan yan ~ yoh hans hanes anis yance john jhon jhoni joni jon; ! yohana yoana ~ ana yo;
! maria mariya marya ~ mery meri mia ria; ! yosef yosep yusep yosefus ~ yos sef ose yopi;
! petrus piter pieter peter petr petro ~ pit pet; ! paulus paul paulo paulu ~ pau polus;
! antonius anton antoni antonio antonis ~ toni ton anto nius;
! fransiskus fransisko francis fransis ~ frans frengki fran siskus sisko;
! fransiska fransisca ~ frans siska ika fran; ! siti sitti st;
! muhammad mohamad mohammad muhamad muhamat mohamed muhamed mohd muh moh mhd moch muchamad mochamad
mokhamad; ! ahmad akhmad achmad ahmat ~ mad;
! abdul abd; ! abdullah abdulah; ! nur nor noor; ! wayan wyn; ! made md; ! nyoman nym; ! ketut kt; putu pt;
gede gd gde; kadek kdk; komang kmg; nengah ngh; gusti gst; ngurah ngr; dewa dw; agung agg; luh; ida; bagus bgs;
cokorda tjokorda cok; desak; ! yuliana yulyana ~ yuli uli; ! yulianti ~ yuli; ! yulianus yulian ~ yuli;
! anastasia anastasya ~ anas tasia; ! agustinus augustinus agustin ~ agus gusti tinus;
! agustina augustina ~ tina agus gustina; ! stefanus stefan steven stevan stevanus ~ stef evan panus;
! kristina christine kristine ~ kristin kris tina kristi; ! kristiana kristiani ~ kris ana; ! markus marko mark;
! lukas lukius ~ luk; ! thomas tomas ~ tom; ! simon simeon ~ mon; ! daniel danial danil ~ dani niel dan;
! samuel semuel samuil ~ sem sam muel; ! yakobus yakob yakub ~ kobus kob;
! elisabet elisabeth elizabet elisabetha ~ elis lisa betty bet ely;
! margareta margaretha margarita margreta margriet ~ reta greta eta margi;
! theresia teresia teresa tresia theresa ~ tere esi resi; ! veronika veronica ~ vero nika; ! martina ~ tina;
! marthen marten martin martinus marthinus ~ tinus; ! ester hester;
! andreas andrias andarias anderias andre andry ~ andi dere; ! adrianus adrian adriano hadrianus ~ adri rian;
! adriana ~ adri ana; ! dominikus dominicus ~ domi minggus niku;
! dominggus domingus domingos domingo ~ domi minggus inggus; ! gregorius gregor gregory gregorio ~ goris grego gori;
! benediktus benedict benedikt ~ beny bene benny; ! benyamin benjamin benyamen binyamin ~ beny benny ben yamin min;
! emanuel imanuel imanuil manuel ~ eman iman nuel; ! kristoforus kristofel kristofer kristoper ~ kris kristo forus;
! bernardus bernadus bernard bernat ~ nadus; ! bernadeta bernadete bernardeta bernadetha ~ deta berna dete;
! yosefina yosefin josephine ~ fina yos sefina ina; ! yosefa ~ yos efa; ! rofina;
! magdalena madalena maghdalena ~ lena magda; ! helena elena ~ lena len;
! katarina kathrina katerina katrina ~ rina kat; ! lusia lucy ~ lusi; ! lidia lydia; ! regina ~ gina; ! agnes agnesia;
! rosalia ~ rosa lia; ! rosalina roslina ~ rosa lina; ! rosa; rosina; rosita ~ ita; rosi; rosana;
! yustina ~ tina yus; ! yustinus ~ yus tinus; ! yulius yuliu julio ~ yuli; ! yulia; ! yulita; ! yunus; ! yonas;
! yermia yeremia yeremias yermias jeremi ~ yermi; ! yesaya; ! matius matheus mateus mathius mattheus ~ teus;
! matias mathias; ! nikolaus nikolas nikolao klaus ~ niko laus; ! nikodemus ~ niko demus;
! vinsensius finsen ~ vinsen sius visen; vinsensia ~ sensi; ! ignasius ~ ignas nasius; ignasia;
! aloysius alosius aloisius ~ alo sius loy; alfonsius alfonsus alfons alfonso ~ fons;
! wilhelmus wilem willem wilhelm wilhemus ~ wili wem helmus; ! wilhelmina wilhemina ~ mina wili;
! melkianus melkhianus melkior ~ melki kianus; melkisedek melkhisedek ~ melki sedek; melkias ~ melki;
! hendrikus hendrik henderikus hendrick henrikus ~ hendri hen rikus; hendrika ~ rika; hendra;
! oktovianus oktavianus ~ okto vian; oktaviana oktafiana ~ okta; oktavia; ! silvester silverius ~ sil vester; silvia;
silvanus; ! viktor ~ vik; viktoria ~ toria vik; viktorianus; yasinta ~ sinta; ! yanuarius januari ~ yan arius;
yanuaria; ! lambertus lambert ~ bertus; ! albertus albert alberto ~ bertus al; alberta;
robertus robert roberto ~ bertus rob; obertus; norbertus norbert ~ bertus; hubertus hubert ~ bertus;
floribertus floribert ~ flori bertus; egbertus; ! apolonia ~ poli; apolonius apolonaris; apolinaris;
! damianus damian ~ dami; kosmas cosmas; ! dionisius dionisus ~ dion nisius; ! donatus ~ donat;
! mikael mikhael mikel miguel ~ mike; ! rafael ~ rafa; ! gabriel ~ gaby; gabriela gabriella ~ gaby; ! skolastika;
benedikta; monika monica ~ moni; ! emilianus emelianus ~ emil; emiliana ~ emil; emilia; florida ~ ida; floridus;
florentina ~ tina; florentinus florensius; florianus florian ~ flori; floriana; ! blasius; ! herman hermanus ~ manus;
hermina; hermias; ! yusuf jusuf yusup ~ yus; ! ismail ismael; ! ibrahim; ! abraham abram ~ bram; ! ishak isak isaac;
yusak; ! hasan hassan; ! husein husen husain ~ sein; hasanudin; ! fatimah fatima; fatmah fatma; ! aminah amina;
! aisyah aisah aisya aisha; ! khadijah hatijah kadijah hadijah; nurhayati ~ yati; nurjanah nurjannah; nurhasanah;
nuraini;
sulaiman soleman suleman; ! salomon salmon; zahra; zainal; zainudin jainudin; syarifudin; saifudin; nasrudin; kamarudin;
jamaludin; burhanudin; baharudin; syamsudin samsudin; abdurahman abdulrahman; rahman; rahim; rahmat rahmad; hidayat;
hidayah; fausi; fausan; umar; usman; ali; hamid; hamsah; idris; iskandar; arif; amir; amin; imran; anwar; salim;
salma; halimah halima; rukayah; mariam maryam mariyam; maryati; suryati; sumiati; ! yeni ~ yen; reni; eni; deni ~ den;
! rudi; budi; dedi; edi; hadi; adi; ari; andri; rini; ! rina; rita; rika; rima; risna; rani; rati; ratna; dina; dini;
dian; diana; ! tina; lina; nina; mina; ! ina; ! ana ani anna hana hanna; anita; aniseta; dewi; desi; devi; sri; sari;
sara; santi; susi; susana susanna ~ susan sus; yani; yanti; yanto; yati; wati; tuti; titi; toni; tono; doni; domi;
roni; romi; beni; heni; hesti; indah; intan; indra; joko; joni; jefri; mario; marius mario marianus;
mariana mariani ~ ana; mariano marianus; ! marsel marselus marcel ~ sel; ! marselina marcelina ~ selin lina;
! marselinus marselino ~ sel linus; ! melania melani ~ mel; melinda; meliana; meri; ! novita nofita ~ novi;
novianti ~ novi; noviana; ! yovita yofita; ! karolina carolin ~ lina karol; karolus karel carlos karlos;
! paulina pauline paulin ~ lina; ! pelipus filipus filip felipus pilipus ~ ipus lipus;
! ferdinandus ferdinan ferdinand fernando ~ ferdi nandus nando; fernandus fernandes; ferdinanda;
! frederika ferderika frederica ferdrika ~ rika; ! frederikus fredrik ferderikus frederik ferdik ~ fred; fredi;
! kornelis kornelius cornelis kornel ~ nelis; kornelia ~ nelia; ! dorkas; dorteis; dortea dorothea doroteus;
naomi noemi; debora ~ ebo; ! sadrakh sadrak; ! mesakh mesak; ! abednego abetnego ~ nego; elia elias elyas; elisa;
elisius; ! eduardus edward eduard edwardus edo ~ edu; ! arnoldus arnold arnol ~ nol;
! ronaldus ronald ronaldo ~ ronal; ! leonardus leonard leonardo ~ leo nardus; ! bonifasius bonefasius ~ boni;
bonaventura ~ boni; ! kanisius ~ kanis; ! siprianus sipri ~ siprian; sipriana;
! sebastianus sebastian ~ bastian basti tianus; sebastiana; didimus; ! theodorus teodorus theo ~ teo dorus;
theodora ~ dora; theofilus teofilus teofil; ! rikardus rikard ricardo ~ rikar; ! patrisius patrik ~ patris; patrisia;
fabrisius; fabianus fabian; fabiola; ! lodowik ludowik lodewik lodovikus ludovikus ludofikus ludwik ~ lodo;
! yohanita; ! yublina yoblina; ! yunita ~ ita; yuningsih; yudit yudith; yulinda; yulisa; yarid; ! sepriana;
! septiana septiani; septianus; ! seprianus; ! nofriana; ! desiana; desideria; desideratus; ! martha marta; marla;
marlina ~ lina; marlin marlen marlene; marina; marsia; marni; mersi; merlin; merlinda; metilda matilda ~ tilda;
mekdalena; imelda; ! natalia ~ lia; nataliana; natalius; ! norma; nona; oriana; oliana; oliva olivia; orpa; ode; oni;
osias; ! eusebius eusabius ~ sebi; ! eustakius; ewaldus ewald; ermelinda ~ linda; erna; erni; ernesta;
ernestus ernest; erlin; efraim efrain; ! eugenius; eugenia; elfrida; elvira; ensi; ! felix feliks; felisia felisitas;
felisianus; flavianus flafianus; fidelis; filomena philomena ~ mena; ! gaspar kaspar gasper jaspar; gaudensia ~ densi;
gaudensius; goreti gorety goretti; georgius georgeus george gorgonius; gerardus gerard; germanus;
getrudis gertrudis gertruda; godelifa godeliva; hieronimus hironimus yeronimus; hilarius; hiasintus;
heribertus heribert ~ heri bertus; ! yakoba ~ koba; kamilus; katarinus; klara clara; klemens clemens; kletus kletius;
konstantinus konstan ~ kons; kristanto; kristian kristianus christian ~ kris;
laurensius lorensius laurens lorens ~ lau rens; laurensia lorensia; leonora; linus; longginus longinus;
luis louis aluis; maksimus maximus; maksimilianus maximilianus ~ maksi; maksi; maurus; mauritius maurits; modesta;
nataniel nathanael natanael; nimrot; obet obed; okran; oskar; pankrasius pangkrasius; paskalis paskal; pasifikus;
pius; polikarpus polykarpus; primus; prisila priskila; rahel rael; raimundus raymundus raymond ~ mundus; renata;
ruben; rufus; rut; safrina; selestinus selestin; selfina selvina; selviana; sefnat; severinus severin; silas; silpa;
sofia sofya; stanislaus stanis; stefania stephani stefani; tadeus thadeus; tarsisius tarcisius;
timotius timoteus ~ timo; titus; tobias; urbanus; ursula; valentinus valentin; valentina; valerianus; venansius;
viani; vitalis; vitus; wensislaus wenseslaus wens; welhelmus; wempi; xaverius saverius; yohakim yoakim;
yonatan jonathan; yosua joshua; yoel; noel; zakarias zakharias; zefanya sefanya; primitiva; delima; fatimah; agripina;
alexander aleksander alexsander aleksius; alex aleks; alexia; amelia amalia; amatus; ambrosius; anselmus; arkadius;
arsenius; asia; astuti; atanasius; avelina; baltasar balthasar balta; barnabas; bartolomeus bartholomeus barto;
basilius; beatus; beatriks; bibiana; bosko bosco; brigita; bruno; dalmasius; dafid david dafit daud daut; delfina;
delfi; edeltrudis; efrem; elfina; engelbertus engelbert
"""
_FAM_NAMES = """
adu ale asa atok bano bau beda bekak bere berek bessie bili bira bire blegur boimau boleng bria da costa dagang djawa
doko ga goa hage hege hurek jehadu jehaman jehamat jehaut jelalu jelamu jeramu jehuru kaka kale kana kase kehi keraf
kerong kiuk klau kleden kobesi koten laka lako lamaholot lamen lapu leba leki leo leto lette lewar lein liu loin lobo
lopo luan ludji mali manafe manek manu mau meka meko mella mone mude nabu naben nahak nai nalle nafi nale ndolu ndun
neno nono nope nubatonis nuban oematan ola olin pandie pello pekuwali pati radja rai raja ratu rihi riwu rohi ruing
sabu santos sanga sabuna seko selan seran serang silva siki soares suri taek tae taka tala tamelan tamu tanesib taolin
tari tasi tefa tefu tema teme tena tnunay tnunai tokan toni tukan uly ully wea wungo woda sudana hartono
"""
_PARTICLES = frozenset("da de do di dos das del van von den der la le al el ibn bin binti bt alias d".split())
_MARKERS = {"bin": "man", "ibn": "man", "binti": "woman", "bt": "woman", "ni": "woman"}
_EVERYWHERE, _GIVEN, _FAM, _RARE = 4, 5, 7, 8


_Families = dict[str, frozenset[str]]


def _read() -> tuple[_Families, _Families, dict[str, int]]:
    """(families of a key, families of which it is a short form, what sharing a family tells)."""
    own: dict[str, set[str]] = {}
    short: dict[str, set[str]] = {}
    weight: dict[str, int] = {}
    for family in _FAMILIES.split(";"):
        _, common, rest = family.rpartition("!")
        forms, _, shorts = rest.partition("~")
        names = [word_key(word) for word in forms.split()]
        weight[names[0]] = _EVERYWHERE if common else _GIVEN
        for found, keys in ((own, names), (short, [word_key(word) for word in shorts.split()])):
            for key in keys:
                found.setdefault(key, set()).add(names[0])
    for word in _FAM_NAMES.split():
        key = word_key(word)
        own.setdefault(key, {key})
        weight.setdefault(key, _FAM)
    return _frozen(own), _frozen(short), weight


def _frozen(found: dict[str, set[str]]) -> _Families:
    return {key: frozenset(names) for key, names in found.items()}


_OWN, _SHORT, _WEIGHT = _read()


@lru_cache(maxsize=65536)
def families(key: str) -> frozenset[str]:
    """The families to which a word's key belongs by its own form; none for a word that is not known."""
    return _OWN.get(key) or _OWN.get(loose_key(key), frozenset())


def short_of(key: str) -> frozenset[str]:
    """The families of which the word is a short form."""
    return _SHORT.get(key, frozenset())


def tells(key: str) -> int:
    """How much two people share who share this word: little for Maria, more for a word that is not known here."""
    known = families(key)
    if not known:
        return _GIVEN if key in _SHORT else _RARE
    return min(_WEIGHT[family] for family in known)


def is_given(key: str) -> bool:
    """Whether the word is known as a name that people are given, not as one of a fam."""
    return tells(key) <= _GIVEN


def is_particle(word: str) -> bool:
    """Whether the word joins names ("da Costa", "bin Yusuf") and may as well be left out."""
    return word in _PARTICLES


def sex_marker(word: str) -> str:
    """ "man" or "woman" for bin, binti and the Balinese Ni; empty for other words."""
    return _MARKERS.get(word, "")
