"""Sentences for people: Bahasa Indonesia as they stand in the code, English beside it."""

from __future__ import annotations

import re
from functools import cache

ENGLISH = {
    # commands
    "Server pusat Lontar.": "Lontar's central server.",
    "Menyiapkan kantor di basis data; ulangi untuk setiap kantor berikutnya.": (
        "Prepare an office in the database; again for each further office."
    ),
    "Menerima sambungan laptop sampai dihentikan.": "Accept connections of laptops until stopped.",
    "Membuat kode untuk satu orang agar laptopnya bergabung.": "Make the code with which one person's laptop joins.",
    "Menampilkan keadaan setiap kantor.": "Show where each office stands.",
    "Menampilkan perubahan yang ditahan: siapa membuatnya, kapan, isinya, dan mengapa.": (
        "Show the edits that are held: who made them, when, what they say, and why."
    ),
    "Menulis semua baris satu tabel, satu objek JSON per baris.": "Write all rows of a table, one JSON object a line.",
    "Alamat basis data: sqlite:///berkas atau postgresql://tuan/nama.": (
        "The database's URL: sqlite:///file or postgresql://host/name."
    ),
    "Jawaban sebagai satu objek JSON.": "Answer as one JSON object.",
    "Bahasa: id atau en.": "Language: id or en.",
    "Tampilkan asal-usul kesalahan program.": "Show where an error of the program comes from.",
    "Kode Kemendagri kantor: 53 provinsi, 53.71 kabupaten/kota.": (
        "The office's Kemendagri code: 53 the province, 53.71 a district."
    ),
    "Nama kantor.": "The office's name.",
    "Alamat yang didengarkan.": "Address to listen on.",
    "Nomor port; 0 untuk yang kosong.": "Port number; 0 for a free one.",
    "Laptop yang dilayani bersamaan; yang lain mendapat giliran.": "Laptops served at once; others get a turn.",
    "Nama orang yang bergabung.": "Name of the person who joins.",
    "Peran: admin, organiser (penyelenggara), facilitator (fasilitator), viewer (pengamat).": (
        "Role: admin, organiser, facilitator, viewer."
    ),
    "Hanya untuk satu kelas, dengan id seperti 7-203.": "For one class only, by its id, like 7-203.",
    "Berlaku sekian hari.": "Valid for so many days.",
    "Nama tabel, misalnya attendance.": "Name of the table, for example attendance.",
    "Membuat salinan cadangan yang diuji pulih, selagi server bekerja.": (
        "Make a backup that is proven by restoring it, while the server works."
    ),
    "Memulihkan basis data dari salinan cadangan; isi yang ada disalin dulu.": (
        "Restore the database from a backup; what is there is copied first."
    ),
    "Ganti isi yang ada.": "Replace what is there.",
    "Berkas Lontar yang dibawa dengan flashdisk.": "Lontar files that were carried on a stick.",
    "Menerima kiriman dalam berkas dan menulis jawabannya.": "Take the parcels in files and write the answers.",
    "Map untuk berkas jawaban.": "Folder for the file with the answers.",
    "Memutuskan ulang semua perubahan dari nol dan membandingkan setiap baris.": (
        "Judge all edits again from nothing and compare every row."
    ),
    "Mencabut hak seseorang atau satu laptop; --undo membatalkannya.": (
        "Revoke a person or a laptop; --undo takes that back."
    ),
    "Nama atau nomor orang di kantor itu.": "The person's name or number in that office.",
    "Nomor laptop: semua orang di laptop itu.": "The laptop's number: everybody on it.",
    "Batalkan pencabutan.": "Take the revocation back.",
    "Orang-orang satu kantor dan haknya.": "The people of an office and their rights.",
    "Menampilkan orang, laptop, dan haknya.": "Show people, laptops and rights.",
    "Memberi hak kepada seseorang, bila perlu untuk hari-hari tertentu.": (
        "Give somebody a right, for certain days if need be."
    ),
    "Hari pertama, seperti 2025-07-25.": "The first day, like 2025-07-25.",
    "Hari terakhir, seperti 2025-07-25.": "The last day, like 2025-07-25.",
    "Mengakhiri satu hak sekarang.": "End a right now.",
    "Nomor hak.": "The right's number.",
    # answers
    "Kiriman diterima: {parcels}; bukan untuk server ini: {strange}.": (
        "Parcels taken: {parcels}; not for this server: {strange}."
    ),
    "Jawaban ditulis: {file}. Bawa kembali ke laptop asalnya.": (
        "Answers written: {file}. Take them back to the laptops they are for."
    ),
    "{file} tidak dapat dibaca: {reason}.": "{file} can't be read: {reason}.",
    "{file} bukan berkas Lontar yang utuh; tidak ada yang diambil. Salin ulang lalu ulangi.": (
        "{file} is no whole Lontar file; nothing was taken. Copy it again and repeat."
    ),
    "Jawaban belum tertulis di {out}: {reason}. Perubahan sudah diterima; ulangi perintah.": (
        "The answers are not written yet in {out}: {reason}. The changes were taken; repeat the command."
    ),
    "{member}: {person}, laptop {device} ({name})": "{member}: {person} on laptop {device} ({name})",
    "  dicabut": "  revoked",
    "  hak {id}: {right}": "  right {id}: {right}",
    "Hak {id} untuk {person} berakhir sekarang.": "Right {id} of {person} ends now.",
    "Hak {id} untuk {person}: {right}.": "Right {id} of {person}: {right}.",
    "Boleh lagi: {name}.": "May again: {name}.",
    "Dicabut: {name}.": "Revoked: {name}.",
    "Yang belum terkirim dari laptop itu tetap diterima sebagai tertahan.": (
        "What that laptop has not sent yet is still taken, and held."
    ),
    "Tidak ada hak nomor {id} di kantor {code}.": "There is no right number {id} in office {code}.",
    "Tidak ada orang atau laptop seperti itu di kantor {code}: lontar-server user list.": (
        "There is no such person or laptop in office {code}: lontar-server user list."
    ),
    "{count} orang bernama {who}; sebut nomornya dari lontar-server user list.": (
        "There are {count} people named {who}; give the number from lontar-server user list."
    ),
    "Tidak ada {who} di kantor itu: lontar-server user list.": "There is no {who} there: lontar-server user list.",
    "Hari terakhir mendahului hari pertama.": "The last day is before the first.",
    '"{text}" bukan tanggal; tulis seperti 2025-07-25.': '"{text}" is no date; write it like 2025-07-25.',
    "Salinan cadangan {file} ({bytes} byte) ditulis dan sudah diuji pulih.": (
        "The backup {file} ({bytes} bytes) is written and was proven by restoring it."
    ),
    "  kantor {code}: sampai urutan {seq}, sidik {head}": "  office {code}: up to sequence {seq}, hash {head}",
    "Basis data dipulihkan dari salinan {day}.": "The database was restored from the backup of {day}.",
    "Isi sebelumnya disimpan sebagai {file}.": "What was there before is kept as {file}.",
    "Bergabung sesudah salinan itu, jadi perlu kode baru: {names}.": (
        "Joined after that backup and so need a new code: {names}."
    ),
    "Dicabut sesudah salinan itu, jadi cabut lagi: {names}.": "Revoked after that backup, so revoke again: {names}.",
    "Laptop akan mengirim lagi apa yang belum ada di salinan itu; tidak ada yang perlu dilakukan.": (
        "Laptops will send again what that backup lacks; nobody has to do anything."
    ),
    "Bersih: {ops} perubahan diputuskan ulang dari nol dan memberi {rows} baris yang sama.": (
        "Clean: {ops} edits were judged again from nothing and give the same {rows} rows."
    ),
    "{waiting} lampiran belum sampai: fotonya masih di laptop pembuatnya.": (
        "{waiting} attachments have not come yet: their photographs are still on the laptops of those who took them."
    ),
    "TIDAK SAMA: {count} hal di basis data tidak sesuai dengan catatan perubahan.": (
        "NOT THE SAME: {count} things in the database are not as the log of edits says."
    ),
    "  dan {count} lagi; semuanya dengan --json.": "  and {count} more; all of them with --json.",
    "  {table} {key}: hilang dari basis data": "  {table} {key}: missing from the database",
    "  {table} {key}: ada di basis data, tetapi tidak menurut catatan": (
        "  {table} {key}: in the database, but not by the log"
    ),
    "  {what}: tersimpan {stored}, seharusnya {replayed}": "  {what}: stored {stored}, should be {replayed}",
    "Ada yang mengubah basis data di luar Lontar, atau disknya rusak. Simpan salinannya, lalu pulihkan cadangan yang "
    "lebih lama dengan lontar-server restore.": (
        "Somebody changed the database past Lontar, or its disk is damaged. Keep a copy, then restore an older backup "
        "with lontar-server restore."
    ),
    "Kantor {code} ({name}) siap. Sidik kunci: {fingerprint}": (
        "Office {code} ({name}) is ready. Fingerprint: {fingerprint}"
    ),
    "Kode untuk {person}: {joincode}": "Code for {person}: {joincode}",
    "Berlaku sekali, sampai {expires}. Sampaikan hanya kepada orangnya.": (
        "Valid once, until {expires}. Give it to that person only."
    ),
    "Kantor {code} ({name}): urutan {seq}, sidik {head}": "Office {code} ({name}): sequence {seq}, hash {head}",
    "  baris: {rows}": "  rows: {rows}",
    "  nasib perubahan: {fates}": "  fates of edits: {fates}",
    "  perbedaan terbuka: {conflicts}": "  open conflicts: {conflicts}",
    "  penulis {author} ({person}, {device}): {got} perubahan": "  author {author} ({person}, {device}): {got} edits",
    "  penulis {author} ({person}, {device}): {got} perubahan, terakhir terhubung {seen}": (
        "  author {author} ({person}, {device}): {got} edits, last connected {seen}"
    ),
    "{person} di laptop {device}, {time}:": "{person} on laptop {device}, {time}:",
    "  haknya dicabut": "  the right was withdrawn",
    "  di luar haknya": "  outside the right",
    "  dari Lontar yang lebih baru": "  from a newer Lontar",
    "  perubahan {edit}, tabel {table}, {about}: {values}": "  edit {edit}, table {table}, {about}: {values}",
    "Yang masih berlaku: beri haknya, lalu Kirim lagi di laptopnya; atau catat ulang di laptop lain.": (
        "What still holds: give the right, then Send again on that laptop; or enter it anew on another one."
    ),
    "Tidak ada perubahan yang ditahan.": "No edit is held.",
    "belum ada": "none yet",
    # faults
    '"{url}" bukan alamat basis data. Tulis seperti sqlite:////srv/lontar/pusat.db atau postgresql://tuan/nama.': (
        '"{url}" is no URL of a database. Write it like sqlite:////srv/lontar/centre.db or postgresql://host/name.'
    ),
    "Basis data tidak dapat dipakai sekarang: {reason}.": "The database can't be used now: {reason}.",
    "Belum ada basis data di {place}. Buat dulu dengan lontar-server init.": (
        "There is no database at {place} yet. Make it with lontar-server init."
    ),
    "Basis data ini belum berisi kantor. Buat dulu dengan lontar-server init.": (
        "This database holds no office yet. Make one with lontar-server init."
    ),
    "Basis data ini dibuat oleh Lontar yang lebih baru. Perbarui program lalu ulangi.": (
        "This database was made by a newer Lontar. Update the program, then try again."
    ),
    "Berkas {place} tidak dapat dibuat: {reason}.": "The file {place} can't be made: {reason}.",
    "Kantor nomor {number} tidak ada di server ini.": "There is no office numbered {number} on this server.",
    "Kantor {code} tidak ada di server ini.": "There is no office {code} on this server.",
    "Kantor {code} sudah ada di server ini.": "Office {code} is on this server already.",
    '"{code}" bukan kode Kemendagri. Tulis seperti 53 (provinsi) atau 53.71 (kabupaten/kota).': (
        '"{code}" is no Kemendagri code. Write it like 53 (province) or 53.71 (district).'
    ),
    "Nomor penulis kantor nomor {number} sudah habis. Hubungi pembuat Lontar.": (
        "The author numbers of office {number} are used up. Ask the makers of Lontar."
    ),
    "Tidak dapat mendengarkan di {host}:{port}: {reason}. Pilih --host atau --port lain.": (
        "Can't listen on {host}:{port}: {reason}. Choose another --host or --port."
    ),
    "Kelas {id} tidak ada di kantor {code}.": "There is no class {id} in office {code}.",
    '"{text}" bukan id; tulis seperti "7-203".': '"{text}" is no id; write it like "7-203".',
    "Nama harus berisi 1 sampai 200 huruf, satu baris.": "A name has 1 to 200 letters on one line.",
    "Tidak ada tabel {table}. Yang ada: {tables}.": "There is no table {table}. There are: {tables}.",
    "Server Lontar belum terpasang lengkap ({module}): pip install '.[server]'": (
        "Lontar's server is not wholly installed ({module}): pip install '.[server]'"
    ),
    "Salinan cadangan ini rusak pada bagian {part}. Pakai salinan lain; tidak ada yang diubah.": (
        "This backup is damaged in the part {part}. Use another one; nothing was changed."
    ),
    "Salinan cadangan {file} belum dapat ditulis atau dibaca: {reason}.": (
        "The backup {file} can't be written or read: {reason}."
    ),
    "Salinan cadangan {file} belum selesai. {why}": "The backup {file} is not done. {why}",
    "Salinan {file} ditulis, tetapi isi basis data tidak sama dengan catatannya ({count} perbedaan). Lihat "
    "lontar-server audit; pakai salinan yang lebih lama bila perlu.": (
        "The backup {file} is written, but the database is not what its log says ({count} differences). See "
        "lontar-server audit; use an older backup if you have to."
    ),
    "Berkas {file} sudah ada. Pilih nama lain atau sebuah map.": (
        "The file {file} is there already. Choose another name, or a folder."
    ),
    "Salinan ini dibuat oleh Lontar yang lebih baru. Perbarui program lalu ulangi; tidak ada yang diubah.": (
        "This backup was made by a newer Lontar. Update the program, then try again; nothing was changed."
    ),
    "Salinan ini berisi kantor {coming}, bukan kantor {held} dari basis data ini. Tidak ada yang diubah; pulihkan ke "
    "basis data yang kosong atau pakai salinan yang lain.": (
        "This backup holds office {coming}, not office {held} of this database. Nothing was changed; restore into an "
        "empty database or use another backup."
    ),
    "Basis data ini sudah berisi kantor {held}. Ulangi dengan --yes untuk menggantinya dengan salinan dari {day}; isi "
    "yang sekarang disimpan dulu sebagai salinan.": (
        "This database holds office {held} already. Repeat with --yes to replace it by the backup of {day}; what is "
        "there now is kept as a backup first."
    ),
    # reasons
    "program lain memakainya terlalu lama": "another program has been using it for too long",
    "berkas itu bukan basis data, atau rusak": "that file is no database, or is damaged",
    "berkasnya rusak; kembalikan dari cadangan": "its file is damaged; bring it back from a backup",
    "berkasnya tidak dapat dibuka; periksa map dan izinnya": "its file can't be opened; check folder and rights",
    "berkasnya hanya dapat dibaca; periksa izin berkas dan mapnya": (
        "its file can only be read; check the rights of the file and its folder"
    ),
    "disknya penuh": "its disk is full",
    "Tempat untuk foto dan berkas di server penuh.": "The server has no room left for photographs and files.",
    "disknya gagal dibaca atau ditulis": "its disk fails to read or write",
    "disknya hanya dapat dibaca": "its disk can only be read",
    "nama komputernya tidak dikenal": "the machine's name is not known",
    "tidak ada yang menjawab di alamat itu": "nobody answers at that address",
    "server basis datanya tidak berjalan di komputer ini": "the database server does not run on this machine",
    "nama pengguna atau kata sandinya ditolak": "the user's name or password was refused",
    "nama pengguna atau basis datanya tidak ada di sana": "there is no such user or database",
    "tidak menjawab pada waktunya": "it did not answer in time",
    "terlalu banyak yang memakainya sekaligus": "too many use it at once",
    "mapnya tidak ada": "there is no such folder",
    "tidak diizinkan": "that is not allowed",
    "sudah dipakai program lain": "another program uses it",
    "alamat itu bukan milik komputer ini": "that address is not this machine's",
    "Perintah tidak dipahami: {reason}": "The command is not understood: {reason}",
    "Dihentikan.": "Stopped.",
    "Kesalahan program ({kind}). Laporkan kepada pembuat Lontar; ulangi dengan --debug untuk rinciannya.": (
        "An error of the program ({kind}). Report it to the makers of Lontar; repeat with --debug for more."
    ),
}
"""Places in braces stand for what differs; what does not stand here stays Indonesian."""
_PLACE = re.compile(r"\\\{(\w+)\\\}")


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [
        (re.compile(_PLACE.sub(r"(?P<\1>.*)", re.escape(source)), re.DOTALL), english)
        for source, english in ENGLISH.items()
    ]


def in_language(sentence: str, language: str) -> str:
    """A sentence made in Indonesian, in "id" or "en"."""
    if language != "en":
        return sentence
    for pattern, english in _patterns():
        found = pattern.fullmatch(sentence)
        if found is not None:
            places = found.groupdict()
            if "reason" in places:
                places["reason"] = in_language(places["reason"], language)
            return english.format(**places)
    return sentence
