"""Which column of a roster holds what, told from its heading and the headings above it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache

from contract.training.typed_text import clean, words


class Kind(StrEnum):
    """What a column holds. Values that are fields of a person have the field's name."""

    NAME = "name"
    LAST_NAME = "last_name"
    """The rest of a name whose first words stand in the column of names."""
    TITLE_PREFIX = "title_prefix"
    TITLE_SUFFIX = "title_suffix"
    TITLES = "titles"
    """Titles of either side in one column."""
    EMPLOYEE_NUMBER = "employee_number"
    NATIONAL_ID = "national_id"
    EITHER_NUMBER = "either_number"
    """NIP or NIK, told apart by the count of digits."""
    SEX = "sex"
    MALE_MARK = "male_mark"
    """Ticked for men, beside a column ticked for women."""
    FEMALE_MARK = "female_mark"
    BIRTH = "birth"
    """Place and date in one cell."""
    BIRTH_PLACE = "birth_place"
    BIRTH_DATE = "birth_date"
    GRADE = "grade"
    POSITION = "position"
    ECHELON = "echelon"
    AGENCY = "agency"
    WORK_UNIT = "work_unit"
    DISTRICT = "district"
    EDUCATION = "education"
    PHONE = "phone"
    EMAIL = "email"
    EMPLOYMENT_TYPE = "employment_type"
    GROUP = "group"
    ORDINAL = "ordinal"
    PERSON_ID = "person_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. index: from 0. label: headings as typed, joined. kinds: several when its cells hold several."""

    index: int
    label: str
    kinds: tuple[Kind, ...]

    @property
    def kind(self) -> Kind:
        """What the cell holds first of all."""
        return self.kinds[0]


ERRORS_HEADING = "Keterangan kesalahan"
"""The column that a roster with problems comes back with; never read."""
PERSON_ID_HEADING = "ID Lontar"

_EXACT = {
    **{kind.value.replace("_", " "): kind for kind in Kind if kind is not Kind.EITHER_NUMBER},
    **dict.fromkeys(("full name", "first name", "given name", "nama depan"), Kind.NAME),
    **dict.fromkeys(("last name", "family name", "surname", "nama belakang", "nama keluarga"), Kind.LAST_NAME),
    "date of birth": Kind.BIRTH_DATE,
    "dob": Kind.BIRTH_DATE,
    "place of birth": Kind.BIRTH_PLACE,
    "gender": Kind.SEX,
    "rank": Kind.GRADE,
    **dict.fromkeys(("institution", "organization", "organisation", "department", "office", "company"), Kind.AGENCY),
    **dict.fromkeys(("employee id", "employee no", "civil servant number"), Kind.EMPLOYEE_NUMBER),
    **dict.fromkeys(("job title", "job position", "occupation"), Kind.POSITION),
    **dict.fromkeys(("regency", "regency city", "city"), Kind.DISTRICT),
    "id lontar": Kind.PERSON_ID,
    **dict.fromkeys(("no", "nomor", "no urut", "nomor urut", "nr", "urut", "number", "nomer"), Kind.ORDINAL),
    **dict.fromkeys(("l p", "lp", "p l", "jk", "j k", "p w", "pria wanita", "lk pr", "jenkel", "gender"), Kind.SEX),
    **dict.fromkeys(("jab", "pekerjaan", "profesi", "pekerjaan jabatan"), Kind.POSITION),
    **dict.fromkeys(("pns pppk", "asn non asn", "pns non pns", "pns non asn", "asn"), Kind.EMPLOYMENT_TYPE),
}
_NOT_OF_THE_PERSON = frozenset(
    "atasan mentor coach pembimbing ibu ayah ortu orangtua suami istri isteri pasangan anak tanggungan darurat"
    " bank rekening rek npwp agama pelatihan diklat kegiatan panitia narasumber tanda ttd paraf foto sk masa umur usia"
    " kecamatan kec desa kelurahan kawin nikah perkawinan timestamp nilai skor kehadiran hadir absen fax faks catatan"
    " lama bpjs karpeg taspen kk jumlah total lulus jurusan lampiran hubungan dalam tim darah judul tema topik"
    " kesalahan pensiun gaji honor transport tiket penginapan kamar baju kaos ukuran".split()
)
_CUT = re.compile(
    r"\b(?:sesuai|untuk|yang|contoh|misal\w*|mis|tanpa|format|harap|mohon|wajib|pastikan|apabila|jika|bagi|bila|pilih|khusus)\b.*"
)
_NOISE = frozenset(
    "lengkap dengan dan beserta berikut serta aktif terakhir terkini saat ini sekarang anda sdr saudara asal baru no"
    " nomor nmr nomer atau digit angka di pada dari the of and your bapak".split()
)
_PEOPLE = frozenset(
    "peserta pegawai asn pns pppk pejabat calon personel personil penerima guru dosen staf karyawan aparatur orang"
    " undangan siswa mahasiswa anggota gelar ktp utusan".split()
)
_NUMBERS = frozenset({"nip", "nippppk", "nipppk", "nipp3k", "nip3k"})
_GRADES = frozenset({"pangkat", "golongan", "gol", "golru", "rank", "grade", "ruang"})
_PHONES = frozenset(
    "hp wa whatsapp telepon telp tlp tlpn telpon tel handphone ponsel phone mobile hape gsm kontak nohp".split()
)
_EMAILS = frozenset({"email", "surel", "mail"})
_AGENCIES = frozenset("instansi opd skpd skpkd lembaga dinas institusi kantor pd perusahaan kementerian".split())
_UNITS = frozenset("unit satker bidang bagian upt uptd unor subbagian subbag seksi unitkerja".split())
_DISTRICTS = frozenset("kabupaten kab kota kabkota provinsi prov daerah pemda pemerintah wilayah kerja".split())
_GENERIC = frozenset(
    "nama tempat tmpt tanggal tgl l p lk pr laki perempuan depan belakang tahun jenis kota kab".split()
)
_LONGEST_HEADING = 120
_SHORTEST_SPELLED = 5
_OFTEN_MISSPELLED = (
    *("jabatan", "instansi", "tanggal", "tempat", "lahir", "kelamin", "jenis", "pangkat", "golongan", "perangkat"),
    *("kabupaten", "pendidikan", "kelompok", "lengkap", "peserta", "pegawai", "telepon", "eselon", "satuan"),
)


def looks_like_heading(text: str) -> bool:
    """False for text too long or too full of digits to be a heading."""
    return 0 < len(text) <= _LONGEST_HEADING and sum(sign.isdigit() for sign in text) <= 4


@lru_cache(maxsize=4096)
def kinds_of(path: tuple[str, ...]) -> tuple[Kind, ...]:
    """What a column holds whose headings from top to bottom are `path`; nothing for headings that are not ours.

    A heading above gives sense to a short one below: "L" under "Jenis Kelamin", "Nama" under "Atasan".
    """
    listed = [_heading_words(label) for label in path]
    if not listed or any(_is_of_others(each) for each in listed):
        return ()
    below, above = listed[-1], [word for each in listed[:-1] for word in each]
    if above:
        return _kinds_below(below, above)
    return _kinds(below)


def _is_of_others(listed: list[str]) -> bool:
    """True for headings of other people, of other things, and of dates of an appointment (TMT)."""
    found = set(listed)
    starting_date = "tmt" in found and (listed[0] == "tmt" or not found & _GRADES)
    at_office = bool(found & _PHONES) and bool(found & {"kantor", "rumah"})
    return starting_date or at_office or bool(found & _NOT_OF_THE_PERSON)


def _kinds_below(below: list[str], above: list[str]) -> tuple[Kind, ...]:
    over, under = set(above), set(below)
    if over & {"lahir", "ttl", "kelahiran"}:
        place = bool(under & {"tempat", "tmpt", "tmp", "kota", "kab", "kabupaten"})
        return (Kind.BIRTH_PLACE,) if place else (Kind.BIRTH_DATE,) if under & {"tanggal", "tgl", "date"} else ()
    if _kinds(above) == (Kind.SEX,) and under <= {"l", "p", "lk", "pr", "laki", "perempuan", "pria", "wanita", "w"}:
        male = under & {"l", "lk", "laki", "pria"} or (under == {"p"} and "w" in over)
        return (Kind.MALE_MARK,) if male else (Kind.FEMALE_MARK,)
    if under <= _GENERIC:
        return _kinds([*above, *below]) or _kinds(below)
    return _kinds(below) or _kinds([*above, *below])


def _heading_words(label: str) -> list[str]:
    """Lower-case words without what stands in brackets and without advice ("... tanpa singkatan")."""
    plain = clean(label).casefold().replace("e-mail", "email").replace("#", " no ")
    outside = re.sub(r"\([^)]*\)?|\[[^\]]*\]", " ", plain)
    listed = [_spelled(word) for word in words(_CUT.sub(" ", " ".join(words(outside if words(outside) else plain))))]
    if len(listed) > 2 and all(len(word) == 1 for word in listed):
        return ["".join(listed)]
    return listed


@lru_cache(maxsize=4096)
def _spelled(word: str) -> str:
    """A long word with a slip of the finger ("jabtan", "tangal") as it should be."""
    if len(word) < _SHORTEST_SPELLED or word in _OFTEN_MISSPELLED:
        return word
    return next(iter(get_close_matches(word, _OFTEN_MISSPELLED, 1, 0.82)), word)


def _kinds(listed: list[str]) -> tuple[Kind, ...]:
    exact = _EXACT.get(" ".join(listed))
    if exact:
        return (exact,)
    content = [word for word in listed if word not in _NOISE]
    exact = _EXACT.get(" ".join(content))
    found = set(content)
    if exact:
        return (exact,)
    return _born(found) or _named(content, found) or _numbered(found) or _placed(found) or _at_work(found)


def _born(found: set[str]) -> tuple[Kind, ...]:
    if not found & {"lahir", "ttl", "kelahiran"}:
        return ()
    place = bool(found & {"tempat", "tmpt", "tmp", "tpt", "kota"})
    day = bool(found & {"tanggal", "tgl", "tg", "tglahir"})
    if "ttl" in found or (place and day) or not found - {"lahir", "kelahiran"}:
        return (Kind.BIRTH,)
    return (Kind.BIRTH_PLACE,) if place else (Kind.BIRTH_DATE,) if day else ()


def _named(content: list[str], found: set[str]) -> tuple[Kind, ...]:
    """Columns that begin with a name, also those with number, grade or position below it in the same cell."""
    if not found & {"nama", "nm", "name"}:
        if "gelar" in found:
            front, back = found & {"depan", "muka", "awal"}, found & {"belakang", "akhir"}
            return (Kind.TITLE_PREFIX,) if front else (Kind.TITLE_SUFFIX,) if back else (Kind.TITLES,)
        return ()
    beside = found - {"nama", "nm", "name"} - _PEOPLE
    extra: list[Kind] = []
    for kind, signs in (
        (Kind.EMPLOYEE_NUMBER, _NUMBERS | {"nrp"}),
        (Kind.NATIONAL_ID, {"nik"}),
        (Kind.GRADE, _GRADES),
        (Kind.POSITION, {"jabatan"}),
    ):
        if beside & signs:
            extra.append(kind)
            beside -= signs
    if beside or extra == [Kind.POSITION]:
        rest = _kinds([word for word in content if word not in ("nama", "nm", "name")])
        return rest if rest and rest[0] in _THINGS_WITH_NAMES else ()
    return (Kind.NAME, *extra)


_THINGS_WITH_NAMES = (Kind.POSITION, Kind.AGENCY, Kind.WORK_UNIT, Kind.DISTRICT, Kind.GROUP)


def _numbered(found: set[str]) -> tuple[Kind, ...]:
    """NIP, NIK, telephone, e-mail, sex: columns of numbers and signs."""
    employee = bool(found & _NUMBERS) or {"ni", "pppk"} <= found or {"induk", "pegawai"} <= found
    national = bool(found & {"nik", "ktp"}) or found == {"identitas"} or {"induk", "kependudukan"} <= found
    if employee:
        grade = (Kind.GRADE,) if found & _GRADES else ()
        return (Kind.EITHER_NUMBER,) if national else (Kind.EMPLOYEE_NUMBER, *grade)
    if national:
        return (Kind.NATIONAL_ID,)
    if "kelamin" in found:
        return (Kind.SEX,)
    phone, email = bool(found & _PHONES), bool(found & _EMAILS)
    return (*((Kind.PHONE,) if phone else ()), *((Kind.EMAIL,) if email else ()))


def _placed(found: set[str]) -> tuple[Kind, ...]:
    """Where a person belongs: group, agency, unit, district."""
    if "alamat" in found or "domisili" in found:
        return ()
    if found & {"kelompok", "klp", "grup", "group", "klpk"} and not found & {"jabatan", "ketua", "tugas", "peran"}:
        return (Kind.GROUP,)
    if "jabatan" in found:
        return ()
    if found & _AGENCIES or {"perangkat", "daerah"} <= found:
        return (Kind.AGENCY,)
    if found & _UNITS or {"satuan", "kerja"} <= found or {"tempat", "tugas"} <= found or {"tempat", "kerja"} <= found:
        return (Kind.WORK_UNIT,)
    if "organisasi" in found:
        return (Kind.AGENCY,)
    if found <= _DISTRICTS and found - {"kerja", "pemerintah"}:
        return (Kind.DISTRICT,)
    return ()


def _at_work(found: set[str]) -> tuple[Kind, ...]:
    """Grade, position, echelon, education, employment."""
    grade = bool(found & _GRADES)
    if "jabatan" in found and not found & {"jenis", "kelas", "kelompok"}:
        return (Kind.POSITION, Kind.GRADE) if grade else (Kind.POSITION,)
    if grade and found <= _GRADES | {"gr", "pns", "pppk", "tmt"}:
        return (Kind.GRADE,)
    if found & {"eselon", "esselon", "eselonering", "echelon", "esl"}:
        return (Kind.ECHELON,)
    if found & {"pendidikan", "education", "ijazah", "strata"}:
        return (Kind.EDUCATION,)
    if found & {"status", "jenis"} and found & {"kepegawaian", "pegawai", "asn", "pns"}:
        return (Kind.EMPLOYMENT_TYPE,)
    return ()
