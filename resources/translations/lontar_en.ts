<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="id_ID">
<context>
    <name>AgreementsLeaf</name>
    <message>
        <source>Kegiatan</source>
        <translation>Activity</translation>
    </message>
    <message>
        <source>Belum ada kegiatan yang dicatat.</source>
        <translation>No activity has been noted yet.</translation>
    </message>
    <message>
        <source>Nota kesepahaman (MoU) dan komitmennya</source>
        <translation>Memoranda of understanding and their commitments</translation>
    </message>
    <message>
        <source>Program ini tidak punya nota kesepahaman yang dicatat.</source>
        <translation>No memorandum of understanding is noted for this programme.</translation>
    </message>
    <message>
        <source>Mitra</source>
        <translation>Partner</translation>
    </message>
    <message>
        <source>Belum ada mitra yang dicatat.</source>
        <translation>No partner has been noted yet.</translation>
    </message>
    <message>
        <source>Desa piloting</source>
        <translation>Pilot villages</translation>
    </message>
    <message>
        <source>Data contoh</source>
        <translation>Example</translation>
    </message>
    <message>
        <source>Tanggal</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Jenis</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Tempat</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Catatan dan sumber</source>
        <translation>Note and source</translation>
    </message>
    <message>
        <source>tidak dihitung</source>
        <translation>not counted</translation>
    </message>
    <message>
        <source>MoU</source>
        <translation>MoU</translation>
    </message>
    <message>
        <source>Komitmen</source>
        <translation>Commitment</translation>
    </message>
    <message>
        <source>Dijanjikan</source>
        <translation>Promised</translation>
    </message>
    <message>
        <source>Sampai kini</source>
        <translation>So far</translation>
    </message>
    <message>
        <source>ya</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>tidak</source>
        <translation>no</translation>
    </message>
    <message>
        <source>Peran</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Tercetak di naskah</source>
        <translation>On papers</translation>
    </message>
    <message>
        <source>Desa</source>
        <translation>Village</translation>
    </message>
    <message>
        <source>Wilayah</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Tahap SPBE desa</source>
        <translation>Village&apos;s SPBE stage</translation>
    </message>
    <message>
        <source>Catatan</source>
        <translation>Note</translation>
    </message>
</context>
<context>
    <name>AttendancePage</name>
    <message>
        <source>Presensi</source>
        <translation>Attendance</translation>
    </message>
    <message>
        <source>H I S A D tandai lalu turun · Del kosongkan · / cari nama · F2 catatan · Ctrl+Z urungkan</source>
        <translation>H I S A D mark and move down · Del clear · / find a name · F2 note · Ctrl+Z undo</translation>
    </message>
    <message>
        <source>Buat sesi</source>
        <translation>New session</translation>
    </message>
    <message>
        <source>Presensi muncul di sini begitu kelas ini punya peserta dan sesi.</source>
        <translation>Attendance appears here once this class has participants and sessions.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln peserta ditandai Hadir.</source>
        <translation>
            <numerusform>%Ln participant marked Present.</numerusform>
            <numerusform>%Ln participants marked Present.</numerusform>
        </translation>
    </message>
    <message>
        <source>Urungkan</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Tidak ada yang perlu diurungkan.</source>
        <translation>There is nothing to undo.</translation>
    </message>
    <message numerus="yes">
        <source>%n tanda sudah berubah sejak itu dan dibiarkan.</source>
        <translation>
            <numerusform>%n mark has changed since then and was left alone.</numerusform>
            <numerusform>%n marks have changed since then and were left alone.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sesi ini sudah ditutup. Pilih Buka kembali untuk mengubah tanda.</source>
        <translation>This session is closed. Choose Reopen to change marks.</translation>
    </message>
    <message>
        <source>Kosongkan</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>Catatan …</source>
        <translation>Note …</translation>
    </message>
    <message>
        <source>Tandai dulu, lalu tulis catatannya.</source>
        <translation>Mark first, then write the note.</translation>
    </message>
    <message numerus="yes">
        <source>%n peserta belum diisi. Sesudah ditutup, sel kosong tidak dihitung hadir.</source>
        <translation>
            <numerusform>%n participant has no mark yet. Once it is closed, an empty cell does not count as present.</numerusform>
            <numerusform>%n participants have no mark yet. Once it is closed, an empty cell does not count as present.</numerusform>
        </translation>
    </message>
    <message>
        <source>Tutup sesi</source>
        <translation>Close session</translation>
    </message>
    <message>
        <source>Tutup sesi ini?</source>
        <translation>Close this session?</translation>
    </message>
    <message>
        <source>Sesi {number} dari {total}</source>
        <translation>Session {number} of {total}</translation>
    </message>
</context>
<context>
    <name>AttentionCard</name>
    <message>
        <source>Sebab</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Nomor perubahan {dot}, {time}</source>
        <translation>Change number {dot}, {time}</translation>
    </message>
    <message>
        <source>Disisihkan. Nilainya tetap tersimpan di laptop ini.</source>
        <translation>Put aside. Its values stay on this laptop.</translation>
    </message>
    <message>
        <source>Ditolak pusat. Nilai Anda tetap tersimpan di laptop ini.</source>
        <translation>Refused by the centre. Your values stay on this laptop.</translation>
    </message>
    <message>
        <source>Ditahan pusat: tersimpan di sana dan di laptop ini, tetapi belum dihitung.</source>
        <translation>Held by the centre: kept there and on this laptop, but not counted yet.</translation>
    </message>
    <message>
        <source>Tertahan sampai yang dibutuhkannya tiba. Tidak perlu dikirim ulang.</source>
        <translation>Held until what it needs arrives. There is no need to send it again.</translation>
    </message>
    <message>
        <source>Kirim lagi</source>
        <translation>Send again</translation>
    </message>
    <message>
        <source>Mengirim ulang perubahan yang sama, bila penyebabnya sudah dibereskan</source>
        <translation>Sends the same change again, when its cause has been put right</translation>
    </message>
    <message>
        <source>Kirim lagi: {what}</source>
        <translation>Send again: {what}</translation>
    </message>
    <message numerus="yes">
        <source>Kirim lagi semua (%Ln)</source>
        <translation>
            <numerusform>Send all again (%Ln)</numerusform>
            <numerusform>Send all again (%Ln)</numerusform>
        </translation>
    </message>
    <message>
        <source>Kembalikan</source>
        <translation>Put back</translation>
    </message>
    <message>
        <source>Sisihkan</source>
        <translation>Put aside</translation>
    </message>
    <message>
        <source>Buka di presensi</source>
        <translation>Open in attendance</translation>
    </message>
    <message>
        <source>Buka kelas</source>
        <translation>Open class</translation>
    </message>
    <message>
        <source>Buka peserta</source>
        <translation>Open participant</translation>
    </message>
</context>
<context>
    <name>AttentionFilter</name>
    <message>
        <source>Saring yang perlu tindakan</source>
        <translation>Filter what needs you</translation>
    </message>
    <message>
        <source>Ditolak pusat</source>
        <translation>Refused by the centre</translation>
    </message>
    <message>
        <source>Tertahan</source>
        <translation>Held</translation>
    </message>
    <message>
        <source>Semua ({count})</source>
        <translation>All ({count})</translation>
    </message>
    <message>
        <source>Sudah diputuskan ({count})</source>
        <translation>Decided ({count})</translation>
    </message>
</context>
<context>
    <name>AttentionPage</name>
    <message>
        <source>Perlu tindakan</source>
        <translation>Needs you</translation>
    </message>
    <message>
        <source>Ekspor beda isian</source>
        <translation>Export conflicts</translation>
    </message>
    <message>
        <source>Yang perlu tindakan</source>
        <translation>What needs you</translation>
    </message>
    <message>
        <source>Tidak ada yang perlu tindakan. Bila dua laptop berbeda, atau pusat menolak, Anda melihatnya di sini.</source>
        <translation>Nothing needs you. When two laptops differ, or the centre refuses something, you see it here.</translation>
    </message>
    <message>
        <source>Apa</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Sebab</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Sejak</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>Sembunyikan yang disisihkan</source>
        <translation>Hide what was put aside</translation>
    </message>
    <message numerus="yes">
        <source>Lihat %Ln yang disisihkan</source>
        <translation>
            <numerusform>Show %Ln put aside</numerusform>
            <numerusform>Show %Ln put aside</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln beda isian</source>
        <translation>
            <numerusform>%Ln difference</numerusform>
            <numerusform>%Ln differences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln ditolak pusat</source>
        <translation>
            <numerusform>%Ln refused by the centre</numerusform>
            <numerusform>%Ln refused by the centre</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tertahan</source>
        <translation>
            <numerusform>%Ln held</numerusform>
            <numerusform>%Ln held</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln mungkin orang yang sama</source>
        <translation>
            <numerusform>%Ln perhaps the same person</numerusform>
            <numerusform>%Ln perhaps the same person</numerusform>
        </translation>
    </message>
    <message>
        <source>Diputuskan: {value}</source>
        <translation>Decided: {value}</translation>
    </message>
    <message>
        <source>{first} atau {second}</source>
        <translation>{first} or {second}</translation>
    </message>
    <message>
        <source>Diputuskan: {value}.</source>
        <translation>Decided: {value}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln beda isian diputuskan.</source>
        <translation>
            <numerusform>%Ln conflict decided.</numerusform>
            <numerusform>%Ln conflicts decided.</numerusform>
        </translation>
    </message>
    <message>
        <source>Urungkan</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Kedua data digabung menjadi satu orang.</source>
        <translation>The two records are one person now.</translation>
    </message>
    <message>
        <source>Dicatat: bukan orang yang sama. Tidak akan ditanyakan lagi.</source>
        <translation>Noted: not the same person. Nobody will be asked again.</translation>
    </message>
    <message>
        <source>Dipisahkan; semuanya seperti semula.</source>
        <translation>Parted; everything is as it was.</translation>
    </message>
    <message>
        <source>Keputusan diurungkan; perbedaannya terbuka lagi.</source>
        <translation>Decision taken back; the conflict is open again.</translation>
    </message>
    <message>
        <source>Excel (*.xlsx);;CSV (*.csv)</source>
        <translation>Excel (*.xlsx);;CSV (*.csv)</translation>
    </message>
    <message>
        <source>Simpan beda isian</source>
        <translation>Save conflicts</translation>
    </message>
    <message numerus="yes">
        <source>%Ln baris tersimpan.</source>
        <translation>
            <numerusform>%Ln row saved.</numerusform>
            <numerusform>%Ln rows saved.</numerusform>
        </translation>
    </message>
    <message>
        <source>Disisihkan; tetap tersimpan di laptop ini.</source>
        <translation>Put aside; it stays on this laptop.</translation>
    </message>
    <message>
        <source>Dikembalikan.</source>
        <translation>Put back.</translation>
    </message>
    <message>
        <source>Tersimpan; dikirim lagi begitu ada jaringan.</source>
        <translation>Saved; it is sent again as soon as there is a network.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln perubahan dikirim lagi begitu ada jaringan.</source>
        <translation>
            <numerusform>%Ln change will be sent again once there is a network.</numerusform>
            <numerusform>%Ln changes will be sent again once there is a network.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message numerus="yes">
        <source>{title}, %n kartu</source>
        <translation>
            <numerusform>{title}, %n card</numerusform>
            <numerusform>{title}, %n cards</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message>
        <source>Kemajuan</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>{done} dari {total} orang</source>
        <translation>{done} of {total} people</translation>
    </message>
    <message>
        <source>Berhenti sesudah bagian yang sedang ditulis …</source>
        <translation>Stopping after the part that is being written …</translation>
    </message>
    <message numerus="yes">
        <source>dan %Ln orang lain</source>
        <translation>
            <numerusform>and %Ln other person</numerusform>
            <numerusform>and %Ln other people</numerusform>
        </translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>CalendarPopup</name>
    <message>
        <source>Kalender</source>
        <translation>Calendar</translation>
    </message>
    <message>
        <source>Bulan sebelumnya</source>
        <translation>Previous month</translation>
    </message>
    <message>
        <source>Bulan berikutnya</source>
        <translation>Next month</translation>
    </message>
</context>
<context>
    <name>CarryDialog</name>
    <message>
        <source>Bawa dengan flashdisk</source>
        <translation>Carry on a stick</translation>
    </message>
    <message>
        <source>Tulis ke flashdisk</source>
        <translation>Write to the stick</translation>
    </message>
    <message>
        <source>Tanpa jaringan pun data sampai: tulis ke flashdisk, lalu titipkan ke laptop yang punya jaringan atau ke kantor pusat. Isinya tersegel; hanya pusat yang dapat membacanya.</source>
        <translation>Data arrive without a network too: write to a stick, then hand it to a laptop with a network or to the centre. What is in it is sealed; only the centre can read it.</translation>
    </message>
    <message>
        <source>Flashdisk</source>
        <translation>Stick</translation>
    </message>
    <message>
        <source>Pilih map lain</source>
        <translation>Choose another folder</translation>
    </message>
    <message>
        <source>Ambil dari flashdisk</source>
        <translation>Take from the stick</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Pilih flashdisk</source>
        <translation>Choose a stick</translation>
    </message>
    <message>
        <source>Tancapkan flashdisk, atau pilih map lain.</source>
        <translation>Plug in a stick, or choose another folder.</translation>
    </message>
    <message>
        <source>Menulis dan memeriksa. Jangan cabut flashdisk.</source>
        <translation>Writing and checking. Do not pull out the stick.</translation>
    </message>
    <message>
        <source>Mengambil. Jangan cabut flashdisk.</source>
        <translation>Taking. Do not pull out the stick.</translation>
    </message>
    <message>
        <source>Sudah ditulis dan diperiksa: {file}.</source>
        <translation>Written and checked: {file}.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln perubahan di dalamnya.</source>
        <translation>
            <numerusform>%Ln change in it.</numerusform>
            <numerusform>%Ln changes in it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln perubahan lagi menyusul di berkas berikutnya.</source>
        <translation>
            <numerusform>%Ln more change follows in the next file.</numerusform>
            <numerusform>%Ln more changes follow in the next file.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cabut flashdisk dengan aman, lalu bawa.</source>
        <translation>Eject the stick, then carry it.</translation>
    </message>
    <message numerus="yes">
        <source>Jawaban pusat diambil: %Ln perubahan diterima pusat.</source>
        <translation>
            <numerusform>The centre&apos;s answer was taken: %Ln change arrived there.</numerusform>
            <numerusform>The centre&apos;s answer was taken: %Ln changes arrived there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln baris baru.</source>
        <translation>
            <numerusform>%Ln new row.</numerusform>
            <numerusform>%Ln new rows.</numerusform>
        </translation>
    </message>
    <message>
        <source>Masih ada lagi di pusat: tulis ke flashdisk sekali lagi untuk memintanya.</source>
        <translation>The centre has more: write to the stick once more to ask for it.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln jawaban lama tidak diperlukan lagi.</source>
        <translation>
            <numerusform>%Ln old answer is not needed any more.</numerusform>
            <numerusform>%Ln old answers are not needed any more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln titipan laptop lain dibawa.</source>
        <translation>
            <numerusform>%Ln parcel of another laptop is carried.</numerusform>
            <numerusform>%Ln parcels of other laptops are carried.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln titipan belum dibawa: tempatnya penuh.</source>
        <translation>
            <numerusform>%Ln parcel is not carried: there is no room.</numerusform>
            <numerusform>%Ln parcels are not carried: there is no room.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln berkas rusak atau bukan berkas Lontar.</source>
        <translation>
            <numerusform>%Ln file is damaged or no Lontar file.</numerusform>
            <numerusform>%Ln files are damaged or no Lontar files.</numerusform>
        </translation>
    </message>
    <message>
        <source>Tidak ada yang baru: semuanya sudah diambil.</source>
        <translation>Nothing new: all of it was taken before.</translation>
    </message>
</context>
<context>
    <name>CertificateList</name>
    <message>
        <source>Daftar sertifikat</source>
        <translation>List of certificates</translation>
    </message>
    <message>
        <source>Cari nama atau nomor</source>
        <translation>Search name or number</translation>
    </message>
    <message>
        <source>Keadaan sertifikat</source>
        <translation>State of certificates</translation>
    </message>
    <message>
        <source>Semua keadaan</source>
        <translation>All states</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sertifikat</source>
        <translation>
            <numerusform>%Ln certificate</numerusform>
            <numerusform>%Ln certificates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Certificates</name>
    <message>
        <source>Kompetensi</source>
        <translation>Competence</translation>
    </message>
    <message>
        <source>Keterangan mengikuti</source>
        <translation>Attended</translation>
    </message>
    <message>
        <source>Pelatihan</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Data contoh</source>
        <translation>Example</translation>
    </message>
    <message>
        <source>Nomor</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Nama</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Keadaan</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Terbit</source>
        <translation>Issued</translation>
    </message>
    <message>
        <source>Sebab</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Belum ada sertifikat. Sertifikat diterbitkan di kelas, sesudah berita acara kelulusan.</source>
        <translation>No certificates yet. They are issued in a class, after the minutes of completion.</translation>
    </message>
    <message>
        <source>Berlaku</source>
        <translation>Valid</translation>
    </message>
    <message>
        <source>Dicabut</source>
        <translation>Revoked</translation>
    </message>
    <message>
        <source>Diganti</source>
        <translation>Replaced</translation>
    </message>
    <message>
        <source>Tidak diketahui</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>Keikutsertaan</source>
        <translation>Attendance</translation>
    </message>
    <message>
        <source>Dipakai</source>
        <translation>Used</translation>
    </message>
    <message>
        <source>Belum dipakai</source>
        <translation>Unused</translation>
    </message>
    <message>
        <source>Disisihkan</source>
        <translation>Set aside</translation>
    </message>
    <message>
        <source>Hanya penyelenggara atau admin yang mengurus sertifikat. Mintalah kepada mereka.</source>
        <translation>Only an organiser or admin looks after certificates. Ask them to.</translation>
    </message>
</context>
<context>
    <name>CertificatesPage</name>
    <message>
        <source>Sertifikat</source>
        <translation>Certificates</translation>
    </message>
    <message>
        <source>Bagian sertifikat</source>
        <translation>Parts of the certificates</translation>
    </message>
    <message>
        <source>Daftar</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>Periksa keaslian</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>Nomor</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Pencabutan</source>
        <translation>Revocations</translation>
    </message>
</context>
<context>
    <name>ChartPanel</name>
    <message>
        <source>Tabel</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Angka yang sama sebagai tabel</source>
        <translation>The same figures as a table</translation>
    </message>
    <message>
        <source>Simpan atau salin grafik ini</source>
        <translation>Save or copy this chart</translation>
    </message>
    <message>
        <source>Wilayah</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>belum ada data</source>
        <translation>no data yet</translation>
    </message>
    <message>
        <source>Keterangan</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>Jumlah</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Catatan</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>Salin gambar</source>
        <translation>Copy picture</translation>
    </message>
    <message>
        <source>Simpan gambar (PNG) …</source>
        <translation>Save picture (PNG) …</translation>
    </message>
    <message>
        <source>Simpan angka (Excel) …</source>
        <translation>Save figures (Excel) …</translation>
    </message>
    <message>
        <source>Simpan angka (CSV) …</source>
        <translation>Save figures (CSV) …</translation>
    </message>
    <message>
        <source>Gambar disalin; tempel di pesan atau dokumen dengan Ctrl+V.</source>
        <translation>Picture copied; paste it into a message or document with Ctrl+V.</translation>
    </message>
    <message>
        <source>Simpan grafik</source>
        <translation>Save chart</translation>
    </message>
    <message>
        <source>Gambar {file} tidak dapat ditulis; pilih tempat lain.</source>
        <translation>Picture {file} cannot be written; choose another place.</translation>
    </message>
    <message>
        <source>{file} tersimpan.</source>
        <translation>{file} saved.</translation>
    </message>
</context>
<context>
    <name>ChoiceEntry</name>
    <message>
        <source>ketik untuk mencari</source>
        <translation>type to search</translation>
    </message>
    <message>
        <source>{text} tidak ada di daftar; pilih salah satu.</source>
        <translation>{text} is not on the list; choose one of it.</translation>
    </message>
</context>
<context>
    <name>ClassCertificatesPage</name>
    <message>
        <source>Minta nomor</source>
        <translation>Ask for numbers</translation>
    </message>
    <message>
        <source>Periksa</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Terbitkan sertifikat</source>
        <translation>Issue certificates</translation>
    </message>
    <message>
        <source>Simpan PDF</source>
        <translation>Save PDFs</translation>
    </message>
    <message>
        <source>Ambil yang bertanda tangan</source>
        <translation>Take signed ones back</translation>
    </message>
    <message>
        <source>Terbitkan ulang</source>
        <translation>Issue anew</translation>
    </message>
    <message>
        <source>Cabut</source>
        <translation>Revoke</translation>
    </message>
    <message>
        <source>Sertifikat kelas</source>
        <translation>Certificates of the class</translation>
    </message>
    <message>
        <source>Belum ada sertifikat. Minta nomornya selagi ada jaringan; sesudah itu terbit tanpa jaringan.</source>
        <translation>No certificates yet. Ask for numbers while there is a network; afterwards they are issued without one.</translation>
    </message>
    <message>
        <source>Terbitkan yang pertama</source>
        <translation>Issue the first ones</translation>
    </message>
    <message>
        <source>Berlaku</source>
        <translation>Valid</translation>
    </message>
    <message>
        <source>Dicabut: {reason}</source>
        <translation>Revoked: {reason}</translation>
    </message>
    <message>
        <source>Diganti: {reason}</source>
        <translation>Replaced: {reason}</translation>
    </message>
    <message>
        <source>belum</source>
        <translation>not yet</translation>
    </message>
    <message>
        <source>ada</source>
        <translation>here</translation>
    </message>
    <message>
        <source>Nomor</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Nama</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Jenis</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Terbit</source>
        <translation>Issued</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>State</translation>
    </message>
    <message>
        <source>PDF bertanda tangan</source>
        <translation>Signed PDF</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sertifikat berlaku</source>
        <translation>
            <numerusform>%Ln valid certificate</numerusform>
            <numerusform>%Ln valid certificates</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} tidak berlaku lagi</source>
        <translation>{count} no longer valid</translation>
    </message>
    <message numerus="yes">
        <source>%Ln nomor siap dipakai</source>
        <translation>
            <numerusform>%Ln number ready</numerusform>
            <numerusform>%Ln numbers ready</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} sedang diminta</source>
        <translation>{count} asked for</translation>
    </message>
    <message>
        <source>Simpan PDF yang dipilih</source>
        <translation>Save the picked PDFs</translation>
    </message>
    <message>
        <source>Simpan semua PDF</source>
        <translation>Save all PDFs</translation>
    </message>
    <message>
        <source>{number} diganti dengan nomor baru dan isi menurut data sekarang; yang lama tetap tercatat.</source>
        <translation>{number} is replaced under a new number, as things stand now; the old one stays on record.</translation>
    </message>
    <message>
        <source>Terbitkan ulang untuk {name}</source>
        <translation>Issue anew for {name}</translation>
    </message>
    <message>
        <source>Diterbitkan ulang dengan nomor {number}.</source>
        <translation>Issued anew under number {number}.</translation>
    </message>
    <message>
        <source>{number} tidak berlaku lagi dan masuk daftar pencabutan; nomornya tidak dipakai ulang.</source>
        <translation>{number} will no longer hold and goes on the revocation list; its number is never used again.</translation>
    </message>
    <message>
        <source>Cabut sertifikat {name}</source>
        <translation>Revoke the certificate of {name}</translation>
    </message>
    <message>
        <source>Cabut sertifikat</source>
        <translation>Revoke certificate</translation>
    </message>
    <message>
        <source>Sertifikat {number} dicabut.</source>
        <translation>Certificate {number} revoked.</translation>
    </message>
    <message>
        <source>Simpan PDF sertifikat ke map</source>
        <translation>Save certificate PDFs to a folder</translation>
    </message>
    <message numerus="yes">
        <source>Membuat %Ln PDF …</source>
        <translation>
            <numerusform>Making %Ln PDF …</numerusform>
            <numerusform>Making %Ln PDFs …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln PDF tersimpan di {folder}.</source>
        <translation>
            <numerusform>%Ln PDF saved in {folder}.</numerusform>
            <numerusform>%Ln PDFs saved in {folder}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Map berisi PDF yang sudah ditandatangani</source>
        <translation>Folder with the signed PDFs</translation>
    </message>
</context>
<context>
    <name>ClassPage</name>
    <message>
        <source>Data contoh</source>
        <translation>Example data</translation>
    </message>
    <message>
        <source>Bagian kelas</source>
        <translation>Parts of the class</translation>
    </message>
    <message>
        <source>Peserta</source>
        <translation>Participants</translation>
    </message>
    <message>
        <source>Kepesertaan</source>
        <translation>Enrolment</translation>
    </message>
    <message>
        <source>Jadwal</source>
        <translation>Schedule</translation>
    </message>
    <message>
        <source>Presensi</source>
        <translation>Attendance</translation>
    </message>
    <message>
        <source>Belajar mandiri</source>
        <translation>Self-paced</translation>
    </message>
    <message>
        <source>Nilai</source>
        <translation>Scores</translation>
    </message>
    <message>
        <source>Kelompok</source>
        <translation>Groups</translation>
    </message>
    <message>
        <source>Kelulusan</source>
        <translation>Completion</translation>
    </message>
    <message>
        <source>Sertifikat</source>
        <translation>Certificates</translation>
    </message>
    <message>
        <source>Dokumen</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>Belum lengkap. {who}</source>
        <translation>Not complete. {who}</translation>
    </message>
</context>
<context>
    <name>ClassPapersPage</name>
    <message>
        <source>Setiap dokumen memuat data kelas saat ini disimpan.</source>
        <translation>Each paper holds the class as it stands when it is saved.</translation>
    </message>
    <message>
        <source>Sesi</source>
        <translation>Session</translation>
    </message>
    <message>
        <source>Simpan Excel</source>
        <translation>Save workbook</translation>
    </message>
    <message>
        <source>Simpan PDF</source>
        <translation>Save PDF</translation>
    </message>
    <message>
        <source>Dokumen kelas</source>
        <translation>Papers of the class</translation>
    </message>
    <message>
        <source>Belum ada dokumen.</source>
        <translation>No papers yet.</translation>
    </message>
    <message>
        <source>Kertas</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>Dokumen</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>Isi</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>Berkas</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Surat pemanggilan</source>
        <translation>Letter of call</translation>
    </message>
    <message>
        <source>Surat dengan lampiran nama peserta</source>
        <translation>A letter with the participants in its annex</translation>
    </message>
    <message>
        <source>Lampiran SK peserta</source>
        <translation>Annex of the decree</translation>
    </message>
    <message>
        <source>Nama, pangkat dan jabatan yang ditetapkan</source>
        <translation>Who was named, with rank and position</translation>
    </message>
    <message>
        <source>Jadwal</source>
        <translation>Schedule</translation>
    </message>
    <message>
        <source>Sesi menurut waktu, dan tugas belajar mandiri</source>
        <translation>Sessions by time, and self-paced tasks</translation>
    </message>
    <message>
        <source>Daftar hadir</source>
        <translation>List of attendance</translation>
    </message>
    <message>
        <source>Satu sesi, untuk ditandatangani; ada QR-nya</source>
        <translation>One session, to be signed; with its QR</translation>
    </message>
    <message>
        <source>Biodata peserta</source>
        <translation>Biodata</translation>
    </message>
    <message>
        <source>Satu halaman tiap peserta, dengan pas foto</source>
        <translation>A page for each participant, with photograph</translation>
    </message>
    <message>
        <source>Kartu nama</source>
        <translation>Name cards</translation>
    </message>
    <message>
        <source>Delapan kartu selembar</source>
        <translation>Eight cards on a sheet</translation>
    </message>
    <message>
        <source>Kartu meja</source>
        <translation>Desk cards</translation>
    </message>
    <message>
        <source>Satu lembar dilipat tiap peserta</source>
        <translation>A sheet to be folded for each participant</translation>
    </message>
    <message>
        <source>Rekap kehadiran</source>
        <translation>Attendance summary</translation>
    </message>
    <message>
        <source>Peserta dan sesi, jumlah dan persen</source>
        <translation>Participants by sessions, counts and percent</translation>
    </message>
    <message>
        <source>Daftar nilai</source>
        <translation>List of scores</translation>
    </message>
    <message>
        <source>Nilai tiap komponen, nilai akhir dan predikat</source>
        <translation>Each component, total and predicate</translation>
    </message>
    <message>
        <source>Berita acara kelulusan</source>
        <translation>Minutes of completion</translation>
    </message>
    <message>
        <source>Yang ditandatangani, atau rancangannya</source>
        <translation>Those that were signed, or their draft</translation>
    </message>
    <message>
        <source>Tanda terima sertifikat</source>
        <translation>Receipt of certificates</translation>
    </message>
    <message>
        <source>Satu baris tanda tangan tiap sertifikat</source>
        <translation>A line to sign for each certificate</translation>
    </message>
    <message>
        <source>Berita acara serah terima</source>
        <translation>Minutes of a handing over</translation>
    </message>
    <message>
        <source>Yang terakhir dibuat di kelas ini</source>
        <translation>The last that were made in this class</translation>
    </message>
    <message>
        <source>Ringkasan satu halaman</source>
        <translation>One page</translation>
    </message>
    <message>
        <source>Angka-angka laporan untuk pimpinan</source>
        <translation>The report&apos;s numbers for the heads</translation>
    </message>
    <message>
        <source>Laporan penyelenggaraan</source>
        <translation>Report on the class</translation>
    </message>
    <message>
        <source>Bab demi bab dengan grafik dan lampiran</source>
        <translation>In chapters, with charts and annexes</translation>
    </message>
    <message>
        <source>Simpan {paper}</source>
        <translation>Save {paper}</translation>
    </message>
    <message>
        <source>Menyiapkan {paper} …</source>
        <translation>Preparing {paper} …</translation>
    </message>
    <message numerus="yes">
        <source>%Ln halaman</source>
        <translation>
            <numerusform>%Ln page</numerusform>
            <numerusform>%Ln pages</numerusform>
        </translation>
    </message>
    <message>
        <source>lembar kerja</source>
        <translation>workbook</translation>
    </message>
    <message>
        <source>{paper} tersimpan: {file} ({told})</source>
        <translation>{paper} saved: {file} ({told})</translation>
    </message>
    <message>
        <source>{paper} tersimpan.</source>
        <translation>{paper} saved.</translation>
    </message>
    <message>
        <source>Buka</source>
        <translation>Open</translation>
    </message>
</context>
<context>
    <name>ClassesPage</name>
    <message>
        <source>Kelas</source>
        <translation>Classes</translation>
    </message>
    <message>
        <source>Buat kelas</source>
        <translation>New class</translation>
    </message>
    <message>
        <source>Buat kelas (Ctrl+N)</source>
        <translation>New class (Ctrl+N)</translation>
    </message>
    <message>
        <source>Daftar kelas</source>
        <translation>List of classes</translation>
    </message>
    <message>
        <source>Belum ada kelas. Kelas yang Anda buat, atau yang datang dari pusat, ada di sini.</source>
        <translation>No classes yet. Classes that you make, or that come from the centre, are here.</translation>
    </message>
    <message>
        <source>Ctrl+N membuat kelas</source>
        <translation>Ctrl+N makes a class</translation>
    </message>
    <message>
        <source>Data contoh</source>
        <translation>Example data</translation>
    </message>
    <message>
        <source>Penyelenggara</source>
        <translation>Organiser</translation>
    </message>
    <message>
        <source>Tanggal</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Sesi berikutnya</source>
        <translation>Next session</translation>
    </message>
    <message>
        <source>Sesi</source>
        <translation>Sessions</translation>
    </message>
    <message>
        <source>Peserta</source>
        <translation>Participants</translation>
    </message>
    <message numerus="yes">
        <source>%Ln kelas</source>
        <translation>
            <numerusform>%Ln class</numerusform>
            <numerusform>%Ln classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln kepesertaan</source>
        <translation>
            <numerusform>%Ln enrolment</numerusform>
            <numerusform>%Ln enrolments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CoachingDialog</name>
    <message>
        <source>Catat pendampingan</source>
        <translation>Note a coaching</translation>
    </message>
    <message>
        <source>Simpan catatan</source>
        <translation>Save the note</translation>
    </message>
    <message>
        <source>Tanggal</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Cara</source>
        <translation>How</translation>
    </message>
    <message>
        <source>Misalnya: daring, kunjungan</source>
        <translation>For example: online, visit</translation>
    </message>
    <message>
        <source>Catatan</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Tindak lanjut</source>
        <translation>Follow-up</translation>
    </message>
</context>
<context>
    <name>CompletionPage</name>
    <message>
        <source>Ambang kehadiran</source>
        <translation>Attendance threshold</translation>
    </message>
    <message>
        <source>Tampilkan</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Tanda tangani berita acara</source>
        <translation>Sign the minutes</translation>
    </message>
    <message>
        <source>Kelulusan peserta</source>
        <translation>Completion by person</translation>
    </message>
    <message>
        <source>Tetapkan syarat</source>
        <translation>Set the rule</translation>
    </message>
    <message>
        <source>Syarat kelulusan kelas ini belum ditetapkan. Tetapkan dahulu apa yang harus dipenuhi.</source>
        <translation>This class has no completion rule yet. First say what must hold.</translation>
    </message>
    <message>
        <source>Putusan rapat: {reason}</source>
        <translation>The meeting decided: {reason}</translation>
    </message>
    <message>
        <source>Nama</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Hadir</source>
        <translation>Attended</translation>
    </message>
    <message>
        <source>Nilai</source>
        <translation>Scores</translation>
    </message>
    <message>
        <source>Hasil</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Yang belum dipenuhi</source>
        <translation>What is lacking</translation>
    </message>
    <message>
        <source>{passed} dari {people} lulus</source>
        <translation>{passed} of {people} passed</translation>
    </message>
    <message>
        <source>{passed} dari {people} akan lulus</source>
        <translation>{passed} of {people} would pass</translation>
    </message>
    <message>
        <source>Jika ambang {least}%: {passed} dari {people} lulus</source>
        <translation>At a threshold of {least}%: {passed} of {people} pass</translation>
    </message>
    <message>
        <source>Jadikan {least}% syarat</source>
        <translation>Make {least}% the rule</translation>
    </message>
    <message>
        <source>{least}%: {passed} lulus</source>
        <translation>{least}%: {passed} pass</translation>
    </message>
    <message>
        <source>Syarat {least}%: {passed} lulus</source>
        <translation>Rule {least}%: {passed} pass</translation>
    </message>
    <message>
        <source>Semua</source>
        <translation>All</translation>
    </message>
</context>
<context>
    <name>CompletionRuleDialog</name>
    <message>
        <source>Syarat kelulusan</source>
        <translation>Completion rule</translation>
    </message>
    <message>
        <source>Simpan syarat</source>
        <translation>Save rule</translation>
    </message>
    <message>
        <source>Kosong: tidak disyaratkan</source>
        <translation>Empty: not demanded</translation>
    </message>
    <message>
        <source>Kehadiran paling sedikit (%)</source>
        <translation>Least attendance (%)</translation>
    </message>
    <message>
        <source>Nilai akhir paling sedikit</source>
        <translation>Least total</translation>
    </message>
    <message>
        <source>Semua tahap harus selesai</source>
        <translation>All stages must be finished</translation>
    </message>
    <message>
        <source>Semua tugas wajib harus selesai</source>
        <translation>All required tasks must be done</translation>
    </message>
    <message>
        <source>Rencana Aksi Kelompok harus dipresentasikan</source>
        <translation>The group&apos;s action plan must be presented</translation>
    </message>
    <message>
        <source>Nilai remedial dihitung</source>
        <translation>Remedial scores count</translation>
    </message>
</context>
<context>
    <name>CompletionSide</name>
    <message>
        <source>Ubah syarat</source>
        <translation>Change the rule</translation>
    </message>
    <message>
        <source>Buat berita acara susulan</source>
        <translation>Make supplementary minutes</translation>
    </message>
    <message>
        <source>Berita acara</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>Syarat</source>
        <translation>Rule</translation>
    </message>
    <message>
        <source>Perjalanan peserta</source>
        <translation>Where people were lost</translation>
    </message>
    <message>
        <source>{named}, {day}</source>
        <translation>{named}, {day}</translation>
    </message>
    <message>
        <source>Tidak ada yang berubah sesudahnya.</source>
        <translation>Nothing was changed since.</translation>
    </message>
    <message numerus="yes">
        <source>dan %Ln perubahan lain</source>
        <translation>
            <numerusform>and %Ln other change</numerusform>
            <numerusform>and %Ln other changes</numerusform>
        </translation>
    </message>
    <message>
        <source>{title}: {count} dari {people}</source>
        <translation>{title}: {count} of {people}</translation>
    </message>
    <message>
        <source>alasannya tidak dicatat</source>
        <translation>no reason was noted</translation>
    </message>
    <message>
        <source>{name}: {reason}</source>
        <translation>{name}: {reason}</translation>
    </message>
    <message numerus="yes">
        <source>dan %Ln orang lain</source>
        <translation>
            <numerusform>and %Ln other person</numerusform>
            <numerusform>and %Ln other people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln orang belum dapat dipastikan</source>
        <translation>
            <numerusform>%Ln person can&apos;t be told yet</numerusform>
            <numerusform>%Ln people can&apos;t be told yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComponentDialog</name>
    <message>
        <source>Tambah komponen nilai</source>
        <translation>Add a score component</translation>
    </message>
    <message>
        <source>Simpan komponen</source>
        <translation>Save component</translation>
    </message>
    <message>
        <source>Satu nilai untuk seluruh kelompok</source>
        <translation>One score for the whole group</translation>
    </message>
    <message>
        <source>Nama komponen</source>
        <translation>Name of the component</translation>
    </message>
    <message>
        <source>Misalnya: Post-test</source>
        <translation>For example: Post-test</translation>
    </message>
    <message>
        <source>Jenis</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Bobot (%)</source>
        <translation>Weight (%)</translation>
    </message>
    <message>
        <source>0: tidak masuk nilai akhir</source>
        <translation>0: not part of the total</translation>
    </message>
    <message>
        <source>Nilai minimal</source>
        <translation>Least score</translation>
    </message>
    <message>
        <source>Kosong: tanpa ambang</source>
        <translation>Empty: no threshold</translation>
    </message>
    <message>
        <source>Isi nama komponen.</source>
        <translation>Fill in the name of the component.</translation>
    </message>
</context>
<context>
    <name>CorrectDialog</name>
    <message>
        <source>Buat daftar selisih</source>
        <translation>Make a list of differences</translation>
    </message>
    <message>
        <source>Bekukan selisih</source>
        <translation>Freeze the difference</translation>
    </message>
    <message>
        <source>Alasan</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Nomor daftar (boleh kosong)</source>
        <translation>Number of the list (may be empty)</translation>
    </message>
    <message>
        <source>Tulis alasannya.</source>
        <translation>Write the reason.</translation>
    </message>
    <message numerus="yes">
        <source>Daftar selisih %Ln orang dibekukan.</source>
        <translation>
            <numerusform>The difference of %Ln person is frozen.</numerusform>
            <numerusform>The differences of %Ln people are frozen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Curtain</name>
    <message>
        <source>Masih membaca dari laptop ini. Anda boleh berpindah halaman.</source>
        <translation>Still reading from this laptop. You may go to another page.</translation>
    </message>
</context>
<context>
    <name>DateEntry</name>
    <message>
        <source>Pilih di kalender (Alt+panah bawah)</source>
        <translation>Choose in the calendar (Alt+Down)</translation>
    </message>
    <message>
        <source>hari bulan tahun</source>
        <translation>day month year</translation>
    </message>
</context>
<context>
    <name>DecreeDialog</name>
    <message>
        <source>SK penetapan peserta</source>
        <translation>Decree that names the participants</translation>
    </message>
    <message>
        <source>Simpan SK</source>
        <translation>Save decree</translation>
    </message>
    <message>
        <source>Nomor SK</source>
        <translation>Number of the decree</translation>
    </message>
    <message>
        <source>Tanggal SK</source>
        <translation>Date of the decree</translation>
    </message>
    <message>
        <source>Isi nomor SK.</source>
        <translation>Fill in the number of the decree.</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Batal</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>DigestCard</name>
    <message>
        <source>Sejak sinkronisasi terakhir</source>
        <translation>Since the last sync</translation>
    </message>
    <message numerus="yes">
        <source>%Ln isian diubah orang lain</source>
        <translation>
            <numerusform>%Ln entry changed by others</numerusform>
            <numerusform>%Ln entries changed by others</numerusform>
        </translation>
    </message>
    <message>
        <source>{changes} sejak {time}</source>
        <translation>{changes} since {time}</translation>
    </message>
    <message>
        <source>Sembunyikan</source>
        <translation>Hide</translation>
    </message>
    <message numerus="yes">
        <source>Lihat %Ln lagi</source>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
    <message>
        <source>Urungkan</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Urungkan: {what}</source>
        <translation>Undo: {what}</translation>
    </message>
</context>
<context>
    <name>EndDialog</name>
    <message>
        <source>Terbitkan ulang sertifikat</source>
        <translation>Issue a certificate anew</translation>
    </message>
    <message>
        <source>Cabut sertifikat</source>
        <translation>Revoke a certificate</translation>
    </message>
    <message>
        <source>Terbitkan ulang</source>
        <translation>Issue anew</translation>
    </message>
    <message>
        <source>Cabut</source>
        <translation>Revoke</translation>
    </message>
    <message>
        <source>Ini tidak dapat dibatalkan: nomor itu tetap tercatat, dan daftar pencabutan menyebutnya.</source>
        <translation>This can&apos;t be undone: the number stays on record, and the revocation list names it.</translation>
    </message>
    <message>
        <source>Sebab</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Tulis sebabnya.</source>
        <translation>Write the reason.</translation>
    </message>
    <message>
        <source>Diterbitkan ulang; yang lama diganti.</source>
        <translation>Issued anew; the old one is replaced.</translation>
    </message>
    <message>
        <source>Sertifikat dicabut.</source>
        <translation>The certificate is revoked.</translation>
    </message>
</context>
<context>
    <name>EnrolmentList</name>
    <message>
        <source>Kepesertaan</source>
        <translation>Enrolment</translation>
    </message>
    <message>
        <source>Cari nama, NIP, atau instansi</source>
        <translation>Search name, NIP or agency</translation>
    </message>
    <message numerus="yes">
        <source>%Ln orang</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EnrolmentPage</name>
    <message>
        <source>Status</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Semua status</source>
        <translation>All states</translation>
    </message>
    <message>
        <source>Belum ada orang di kelas ini. Impor daftar peserta di tab Peserta.</source>
        <translation>Nobody in this class yet. Import a roster in the tab Participants.</translation>
    </message>
    <message>
        <source>Ubah status</source>
        <translation>Change state</translation>
    </message>
    <message>
        <source>Seleksi menurut kuota</source>
        <translation>Select by quota</translation>
    </message>
    <message>
        <source>Pindah kelas</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>SK penetapan</source>
        <translation>Decree</translation>
    </message>
    <message>
        <source>{state} {order}</source>
        <translation>{state} {order}</translation>
    </message>
    <message>
        <source>dipersoalkan</source>
        <translation>disputed</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Nama</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Instansi</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>Diusulkan oleh</source>
        <translation>Nominated by</translation>
    </message>
    <message>
        <source>Nomor SK</source>
        <translation>Number of the decree</translation>
    </message>
    <message>
        <source>Alasan</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>kuota {count}</source>
        <translation>quota {count}</translation>
    </message>
    <message>
        <source>{count} tempat peserta cadangan</source>
        <translation>{count} places in the reserve</translation>
    </message>
    <message>
        <source>{count} melebihi kuota</source>
        <translation>{count} beyond the quota</translation>
    </message>
    <message>
        <source>SK {number}</source>
        <translation>Decree {number}</translation>
    </message>
</context>
<context>
    <name>FigureCard</name>
    <message>
        <source>Hitungan Lontar: {count}</source>
        <translation>Counted by Lontar: {count}</translation>
    </message>
    <message>
        <source>Data contoh</source>
        <translation>Example</translation>
    </message>
</context>
<context>
    <name>FiguresLeaf</name>
    <message>
        <source>Angka yang dinyatakan sumber</source>
        <translation>Numbers stated by sources</translation>
    </message>
    <message>
        <source>Sumber program ini tidak menyebut angka apa pun.</source>
        <translation>The sources of this programme state no number at all.</translation>
    </message>
    <message>
        <source>Peserta menurut hitungan Lontar</source>
        <translation>Participants as Lontar counts them</translation>
    </message>
    <message>
        <source>Belum ada peserta di kelas-kelas program ini.</source>
        <translation>No participants in this programme&apos;s classes yet.</translation>
    </message>
    <message>
        <source>Corong per tahap</source>
        <translation>Funnel by stage</translation>
    </message>
    <message>
        <source>Corong tampak setelah ada kelas dengan peserta.</source>
        <translation>The funnel appears once there is a class with participants.</translation>
    </message>
    <message>
        <source>Rincian menurut</source>
        <translation>Broken down by</translation>
    </message>
    <message>
        <source>Kelas</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>belum ada peserta</source>
        <translation>no participants yet</translation>
    </message>
    <message>
        <source>Peserta per kabupaten/kota</source>
        <translation>Participants by district</translation>
    </message>
    <message>
        <source>orang</source>
        <translation>people</translation>
    </message>
    <message>
        <source>Data contoh</source>
        <translation>Example</translation>
    </message>
    <message>
        <source>Angka</source>
        <translation>Numbers</translation>
    </message>
    <message>
        <source>Dinyatakan</source>
        <translation>Stated</translation>
    </message>
    <message>
        <source>Hitungan Lontar</source>
        <translation>Lontar&apos;s count</translation>
    </message>
    <message>
        <source>Tentang</source>
        <translation>About</translation>
    </message>
    <message>
        <source>Sumber dan tanggal</source>
        <translation>Source and date</translation>
    </message>
    <message>
        <source>Rincian</source>
        <translation>Breakdown</translation>
    </message>
    <message>
        <source>Tahap</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>Masih ikut</source>
        <translation>Still in</translation>
    </message>
    <message>
        <source>Berhenti di sini</source>
        <translation>Left here</translation>
    </message>
    <message>
        <source>Belum dapat dipastikan</source>
        <translation>Not certain yet</translation>
    </message>
</context>
<context>
    <name>FinishDialog</name>
    <message>
        <source>Tandai selesai</source>
        <translation>Mark as done</translation>
    </message>
    <message>
        <source>Selesai pada</source>
        <translation>Done on</translation>
    </message>
    <message>
        <source>Realisasi</source>
        <translation>Realised</translation>
    </message>
</context>
<context>
    <name>FollowUpDialog</name>
    <message>
        <source>Laporkan tindak lanjut</source>
        <translation>Report a follow-up</translation>
    </message>
    <message>
        <source>Simpan laporan</source>
        <translation>Save the report</translation>
    </message>
    <message>
        <source>Tindak lanjut</source>
        <translation>Follow-up</translation>
    </message>
    <message>
        <source>Dilaporkan pada</source>
        <translation>Reported on</translation>
    </message>
    <message>
        <source>Realisasi (%)</source>
        <translation>Realised (%)</translation>
    </message>
    <message>
        <source>Yang terwujud</source>
        <translation>What was achieved</translation>
    </message>
    <message>
        <source>Kendala</source>
        <translation>Obstacles</translation>
    </message>
    <message>
        <source>Langkah berikut</source>
        <translation>Next step</translation>
    </message>
</context>
<context>
    <name>FreezeDialog</name>
    <message>
        <source>Bekukan daftar bayar</source>
        <translation>Freeze the payment list</translation>
    </message>
    <message>
        <source>Bekukan daftar</source>
        <translation>Freeze the list</translation>
    </message>
    <message>
        <source>Daftar yang dibekukan tidak diubah lagi. Perubahan sesudahnya menjadi daftar selisih.</source>
        <translation>A frozen list is never changed. What changes afterwards becomes a list of differences.</translation>
    </message>
    <message>
        <source>Nomor daftar (boleh kosong)</source>
        <translation>Number of the list (may be empty)</translation>
    </message>
    <message numerus="yes">
        <source>Daftar bayar %Ln orang dibekukan.</source>
        <translation>
            <numerusform>The payment list of %Ln person is frozen.</numerusform>
            <numerusform>The payment list of %Ln people is frozen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupsPage</name>
    <message>
        <source>Buat kelompok</source>
        <translation>New group</translation>
    </message>
    <message>
        <source>Tulis catatan</source>
        <translation>Write a note</translation>
    </message>
    <message>
        <source>Daftar kelompok</source>
        <translation>List of groups</translation>
    </message>
    <message>
        <source>Belum ada kelompok. Kelompok menyusun Rencana Aksi dan menerima catatan pendamping.</source>
        <translation>No groups yet. Groups write an action plan and receive notes from their coach.</translation>
    </message>
    <message>
        <source>Kelompok</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Anggota</source>
        <translation>Members</translation>
    </message>
    <message>
        <source>Catatan</source>
        <translation>Notes</translation>
    </message>
    <message numerus="yes">
        <source>%Ln kelompok</source>
        <translation>
            <numerusform>%Ln group</numerusform>
            <numerusform>%Ln groups</numerusform>
        </translation>
    </message>
    <message>
        <source>Belum ada anggota.</source>
        <translation>No members yet.</translation>
    </message>
    <message>
        <source>Catatan pendamping</source>
        <translation>Coach&apos;s notes</translation>
    </message>
    <message>
        <source>Belum ada catatan.</source>
        <translation>No notes yet.</translation>
    </message>
    <message>
        <source>{person}, {time}</source>
        <translation>{person}, {time}</translation>
    </message>
    <message>
        <source>Kelompok {number}</source>
        <translation>Group {number}</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>Buat kelas</source>
        <translation>New class</translation>
    </message>
    <message>
        <source>Belum ada kelas di laptop ini. Buat kelas, atau ambil data dari pusat lewat Sinkronisasi.</source>
        <translation>No classes on this laptop yet. Make a class, or fetch from the centre under Sync.</translation>
    </message>
    <message>
        <source>Nilai semula dikembalikan.</source>
        <translation>The earlier value is back.</translation>
    </message>
    <message>
        <source>Selamat pagi, {person}</source>
        <translation>Good morning, {person}</translation>
    </message>
    <message>
        <source>Selamat siang, {person}</source>
        <translation>Good day, {person}</translation>
    </message>
    <message>
        <source>Selamat sore, {person}</source>
        <translation>Good afternoon, {person}</translation>
    </message>
    <message>
        <source>Selamat malam, {person}</source>
        <translation>Good evening, {person}</translation>
    </message>
    <message>
        <source>Hari ini</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Sesi yang belum ditutup</source>
        <translation>Sessions not closed yet</translation>
    </message>
    <message>
        <source>Tidak ada sesi hari ini, dan semua sesi sudah ditutup.</source>
        <translation>No session today, and all sessions are closed.</translation>
    </message>
    <message>
        <source>Tidak ada sesi hari ini. Berikutnya {session}, {when}.</source>
        <translation>No session today. Next is {session}, {when}.</translation>
    </message>
    <message>
        <source>{marked} dari {people} terisi</source>
        <translation>{marked} of {people} marked</translation>
    </message>
    <message>
        <source>Data contoh</source>
        <translation>Example data</translation>
    </message>
    <message>
        <source>Isi presensi</source>
        <translation>Take attendance</translation>
    </message>
    <message>
        <source>Buka</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Perlu tindakan ({count})</source>
        <translation>Needs you ({count})</translation>
    </message>
    <message>
        <source>Lihat</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Lihat: {what}</source>
        <translation>Show: {what}</translation>
    </message>
    <message>
        <source>Lihat semua</source>
        <translation>See all</translation>
    </message>
    <message>
        <source>Lihat semua yang perlu tindakan</source>
        <translation>See all that needs you</translation>
    </message>
</context>
<context>
    <name>HubDialog</name>
    <message>
        <source>Jadikan laptop ini pos sinkronisasi</source>
        <translation>Make this laptop a hub</translation>
    </message>
    <message>
        <source>Mulai sebagai pos</source>
        <translation>Begin as a hub</translation>
    </message>
    <message>
        <source>Laptop lain di jaringan ini menitipkan kirimannya di sini, dan saling melihat catatan. Pos tidak memutuskan apa pun; biarkan laptop ini menyala.</source>
        <translation>Other laptops on this network leave their work here and see each other&apos;s marks. A hub decides nothing; leave this laptop on.</translation>
    </message>
    <message>
        <source>Kode pos</source>
        <translation>Hub code</translation>
    </message>
    <message>
        <source>Ketik enam angka ini di laptop yang mau dihubungkan.</source>
        <translation>Type these six digits on the laptop to be paired.</translation>
    </message>
    <message>
        <source>Kode baru</source>
        <translation>New code</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Membuka pos …</source>
        <translation>Opening the hub …</translation>
    </message>
    <message>
        <source>Berhenti sebagai pos</source>
        <translation>Stop being a hub</translation>
    </message>
    <message>
        <source>Alamat: {address}</source>
        <translation>Address: {address}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln titipan menunggu dibawa ke pusat.</source>
        <translation>
            <numerusform>%Ln item waits to be taken to the centre.</numerusform>
            <numerusform>%Ln items wait to be taken to the centre.</numerusform>
        </translation>
    </message>
    <message>
        <source>Pos ini sudah berjalan di jendela Lontar yang lain.</source>
        <translation>This hub runs in another Lontar window.</translation>
    </message>
    <message>
        <source>{name}: terhubung, belum pernah datang</source>
        <translation>{name}: paired, never came yet</translation>
    </message>
    <message>
        <source>{name}: datang {time}</source>
        <translation>{name}: came {time}</translation>
    </message>
</context>
<context>
    <name>IssueDialog</name>
    <message>
        <source>Terbitkan sertifikat</source>
        <translation>Issue certificates</translation>
    </message>
    <message>
        <source>Terbitkan</source>
        <translation>Issue</translation>
    </message>
    <message>
        <source>Jenis</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Tanggal terbit</source>
        <translation>Day of issue</translation>
    </message>
    <message numerus="yes">
        <source>%Ln orang mendapat sertifikat</source>
        <translation>
            <numerusform>%Ln person gets a certificate</numerusform>
            <numerusform>%Ln people get a certificate</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} tidak, {why}: {names}</source>
        <translation>{count} not, {why}: {names}</translation>
    </message>
    <message numerus="yes">
        <source>Terbitkan %Ln sertifikat</source>
        <translation>
            <numerusform>Issue %Ln certificate</numerusform>
            <numerusform>Issue %Ln certificates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sertifikat diterbitkan.</source>
        <translation>
            <numerusform>%Ln certificate issued.</numerusform>
            <numerusform>%Ln certificates issued.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>Ada kesalahan di program ini, bukan pada Anda. Yang sudah tersimpan tetap aman.</source>
        <translation>Something is wrong in this program, not with you. What was saved is safe.</translation>
    </message>
</context>
<context>
    <name>JoinDialog</name>
    <message>
        <source>Gabungkan laptop ini dengan kantor</source>
        <translation>Join this laptop to an office</translation>
    </message>
    <message>
        <source>Gabungkan</source>
        <translation>Join</translation>
    </message>
    <message>
        <source>Dari admin kantor, misalnya https://pusat.contoh.go.id</source>
        <translation>From the office&apos;s admin, for example https://pusat.contoh.go.id</translation>
    </message>
    <message>
        <source>Alamat pusat</source>
        <translation>Address of the centre</translation>
    </message>
    <message>
        <source>Kode gabung</source>
        <translation>Joining code</translation>
    </message>
    <message>
        <source>Berlaku sekali dan beberapa hari saja.</source>
        <translation>Valid once, and for a few days only.</translation>
    </message>
    <message>
        <source>Paling sedikit {n} huruf. Data di laptop ini terkunci dengannya.</source>
        <translation>At least {n} characters. It locks the data on this laptop.</translation>
    </message>
    <message>
        <source>Kata sandi baru</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>Ulangi kata sandi</source>
        <translation>Repeat the passphrase</translation>
    </message>
    <message>
        <source>Laptop ini mengambil data kantor itu, dan dapat bekerja tanpa jaringan sesudahnya.</source>
        <translation>This laptop fetches the office&apos;s data and can work without a network after that.</translation>
    </message>
    <message>
        <source>Isi alamat pusat.</source>
        <translation>Enter the address of the centre.</translation>
    </message>
    <message>
        <source>Isi kode gabung.</source>
        <translation>Enter the joining code.</translation>
    </message>
</context>
<context>
    <name>JourneyCard</name>
    <message>
        <source>Perjalanan data</source>
        <translation>The way to the centre</translation>
    </message>
    <message>
        <source>Laptop ini</source>
        <translation>This laptop</translation>
    </message>
    <message>
        <source>Dibawa</source>
        <translation>Carried</translation>
    </message>
    <message>
        <source>Pusat</source>
        <translation>Centre</translation>
    </message>
    <message>
        <source>Kirim sekarang</source>
        <translation>Send now</translation>
    </message>
    <message>
        <source>Rincian</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Rincian sinkronisasi</source>
        <translation>Details of sync</translation>
    </message>
    <message numerus="yes">
        <source>%Ln perubahan menunggu dikirim</source>
        <translation>
            <numerusform>%Ln change waits to be sent</numerusform>
            <numerusform>%Ln changes wait to be sent</numerusform>
        </translation>
    </message>
    <message>
        <source>Tidak ada yang menunggu</source>
        <translation>Nothing waits</translation>
    </message>
    <message numerus="yes">
        <source>%Ln perubahan, flashdisk {number} dan laptop pos</source>
        <translation>
            <numerusform>%Ln change, stick {number} and the hub</numerusform>
            <numerusform>%Ln changes, stick {number} and the hub</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln perubahan, laptop pos</source>
        <translation>
            <numerusform>%Ln change, at the hub</numerusform>
            <numerusform>%Ln changes, at the hub</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln perubahan, flashdisk {number}</source>
        <translation>
            <numerusform>%Ln change, stick {number}</numerusform>
            <numerusform>%Ln changes, stick {number}</numerusform>
        </translation>
    </message>
    <message>
        <source>Belum pernah terhubung</source>
        <translation>Never connected</translation>
    </message>
    <message>
        <source>Terakhir terhubung {time}</source>
        <translation>Last connected {time}</translation>
    </message>
    <message>
        <source>Sedang berbicara dengan pusat …</source>
        <translation>Talking with the centre …</translation>
    </message>
    <message>
        <source>Kiriman berikutnya {size}</source>
        <translation>Next parcel {size}</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Tombol pintas</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Presensi: tandai lalu turun (D menulis DL)</source>
        <translation>Attendance: mark and move down (D writes DL)</translation>
    </message>
    <message>
        <source>Presensi: kosongkan sel</source>
        <translation>Attendance: clear the cell</translation>
    </message>
    <message>
        <source>Presensi: catatan</source>
        <translation>Attendance: note</translation>
    </message>
    <message>
        <source>Cari nama</source>
        <translation>Find a name</translation>
    </message>
    <message>
        <source>Urungkan, ulangi</source>
        <translation>Undo, redo</translation>
    </message>
    <message>
        <source>Beranda, Kelas, Peserta, Perlu tindakan, Sinkronisasi</source>
        <translation>Home, Classes, Participants, Needs you, Sync</translation>
    </message>
    <message>
        <source>Cari orang, kelas, sesi, halaman, tindakan</source>
        <translation>Find people, classes, sessions, pages, acts</translation>
    </message>
    <message>
        <source>Mundur, maju</source>
        <translation>Back, forward</translation>
    </message>
    <message>
        <source>Kunci layar</source>
        <translation>Lock the screen</translation>
    </message>
    <message>
        <source>Buat kelas</source>
        <translation>New class</translation>
    </message>
    <message>
        <source>Impor daftar peserta</source>
        <translation>Import a roster</translation>
    </message>
    <message>
        <source>Lipat bilah sisi</source>
        <translation>Fold the side bar</translation>
    </message>
    <message>
        <source>Lembar ini</source>
        <translation>This sheet</translation>
    </message>
</context>
<context>
    <name>Lamp</name>
    <message>
        <source>Tersimpan, aman dimatikan</source>
        <translation>Saved, safe to switch off</translation>
    </message>
    <message>
        <source>Sedang menyimpan …</source>
        <translation>Saving …</translation>
    </message>
    <message numerus="yes">
        <source>%Ln belum sampai pusat</source>
        <translation>
            <numerusform>%Ln not at the centre yet</numerusform>
            <numerusform>%Ln not at the centre yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln ditolak pusat</source>
        <translation>
            <numerusform>%Ln refused by the centre</numerusform>
            <numerusform>%Ln refused by the centre</numerusform>
        </translation>
    </message>
    <message>
        <source>Belum pernah terhubung</source>
        <translation>Never connected</translation>
    </message>
    <message>
        <source>Semua sudah diterima pusat</source>
        <translation>The centre has everything</translation>
    </message>
</context>
<context>
    <name>LinkLines</name>
    <message>
        <source>Jatah data</source>
        <translation>Data budget</translation>
    </message>
    <message>
        <source>Kiriman {size}, ditambah kabar dari pusat</source>
        <translation>To send: {size}, and what the centre has to tell</translation>
    </message>
    <message>
        <source>Kiriman {size}, {span}, ditambah kabar dari pusat</source>
        <translation>To send: {size}, {span}, and what the centre has to tell</translation>
    </message>
    <message>
        <source>Hari ini {spent}</source>
        <translation>Today {spent}</translation>
    </message>
    <message>
        <source>Hari ini {spent} dari {most}</source>
        <translation>Today {spent} of {most}</translation>
    </message>
    <message>
        <source>Tanpa jatah</source>
        <translation>No budget</translation>
    </message>
    <message>
        <source>{size} sehari</source>
        <translation>{size} a day</translation>
    </message>
    <message numerus="yes">
        <source>sekitar %Ln detik</source>
        <translation>
            <numerusform>about %Ln second</numerusform>
            <numerusform>about %Ln seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sekitar %Ln menit</source>
        <translation>
            <numerusform>about %Ln minute</numerusform>
            <numerusform>about %Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sekitar %Ln jam</source>
        <translation>
            <numerusform>about %Ln hour</numerusform>
            <numerusform>about %Ln hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LockedDialog</name>
    <message>
        <source>Yang bekerja</source>
        <translation>Who works</translation>
    </message>
    <message>
        <source>Lontar terkunci</source>
        <translation>Lontar is locked</translation>
    </message>
    <message>
        <source>Tutup Lontar</source>
        <translation>Close Lontar</translation>
    </message>
</context>
<context>
    <name>LogLeaf</name>
    <message>
        <source>Pendampingan</source>
        <translation>Coaching</translation>
    </message>
    <message>
        <source>Belum ada pendampingan yang dicatat.</source>
        <translation>No coaching has been noted yet.</translation>
    </message>
    <message>
        <source>Bukti</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>Belum ada bukti. Lampirkan foto atau PDF dari yang sudah terwujud.</source>
        <translation>No evidence yet. Attach photographs or PDFs of what was achieved.</translation>
    </message>
    <message>
        <source>Catatan kelompok</source>
        <translation>Notes about the group</translation>
    </message>
    <message>
        <source>Belum ada catatan tentang kelompok ini.</source>
        <translation>No notes about this group yet.</translation>
    </message>
    <message>
        <source>Catat pendampingan</source>
        <translation>Note a coaching</translation>
    </message>
    <message>
        <source>Lampirkan bukti</source>
        <translation>Attach evidence</translation>
    </message>
    <message>
        <source>Tanggal</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Pendamping</source>
        <translation>Coach</translation>
    </message>
    <message>
        <source>Cara</source>
        <translation>How</translation>
    </message>
    <message>
        <source>Catatan</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Tindak lanjut</source>
        <translation>Follow-up</translation>
    </message>
    <message>
        <source>di laptop ini, belum sampai pusat</source>
        <translation>on this laptop, not at the centre yet</translation>
    </message>
    <message>
        <source>sedang dikirim</source>
        <translation>being sent</translation>
    </message>
    <message>
        <source>di laptop ini dan di pusat</source>
        <translation>on this laptop and at the centre</translation>
    </message>
    <message>
        <source>di pusat</source>
        <translation>at the centre</translation>
    </message>
    <message>
        <source>sedang diambil</source>
        <translation>being fetched</translation>
    </message>
    <message>
        <source>masih di laptop lain</source>
        <translation>still on another laptop</translation>
    </message>
    <message>
        <source>ditolak pusat, tersimpan di sini</source>
        <translation>refused by the centre, kept here</translation>
    </message>
    <message>
        <source>Ditambahkan</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>Ukuran berkas</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Di mana</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Waktu</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Penulis</source>
        <translation>Author</translation>
    </message>
    <message>
        <source>Anda hanya dapat membaca.</source>
        <translation>You can only read.</translation>
    </message>
    <message>
        <source>Foto dan PDF (*.jpg *.jpeg *.png *.pdf)</source>
        <translation>Photographs and PDFs (*.jpg *.jpeg *.png *.pdf)</translation>
    </message>
    <message>
        <source>Bukti dilampirkan.</source>
        <translation>The evidence is attached.</translation>
    </message>
</context>
<context>
    <name>MendedDialog</name>
    <message>
        <source>Data sudah pulih</source>
        <translation>The data is back</translation>
    </message>
    <message>
        <source>Buka Lontar</source>
        <translation>Open Lontar</translation>
    </message>
    <message>
        <source>Hanya berkas kunci yang rusak; sudah kembali. Semua pekerjaan utuh.</source>
        <translation>Only the key file was damaged; it is back. All work is whole.</translation>
    </message>
    <message numerus="yes">
        <source>%n perubahan sesudah salinan itu sudah kembali.</source>
        <translation>
            <numerusform>%n change made after that backup is back.</numerusform>
            <numerusform>%n changes made after that backup are back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n perubahan menyusul setelah sinkronisasi berikutnya.</source>
        <translation>
            <numerusform>%n change follows after the next sync.</numerusform>
            <numerusform>%n changes follow after the next sync.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n perubahan tidak terbaca lagi; yang sudah sampai pusat kembali saat sinkron.</source>
        <translation>
            <numerusform>%n change cannot be read any more; what the centre has comes back with a sync.</numerusform>
            <numerusform>%n changes cannot be read any more; what the centre has comes back with a sync.</numerusform>
        </translation>
    </message>
    <message>
        <source>Mungkin ada lagi yang belum kembali: catatan jumlahnya ikut rusak.</source>
        <translation>Some more may not have come back: the count of them is damaged as well.</translation>
    </message>
    <message>
        <source>Berkas yang rusak disimpan di {place}.</source>
        <translation>The damaged file is kept in {place}.</translation>
    </message>
</context>
<context>
    <name>MilestoneDialog</name>
    <message>
        <source>Tambah tonggak</source>
        <translation>Add a milestone</translation>
    </message>
    <message>
        <source>Belum ditunjuk</source>
        <translation>Nobody yet</translation>
    </message>
    <message>
        <source>Tonggak</source>
        <translation>Milestone</translation>
    </message>
    <message>
        <source>Penanggung jawab</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>Tenggat</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Ukuran</source>
        <translation>Measure</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Target</translation>
    </message>
</context>
<context>
    <name>MilestonesLeaf</name>
    <message>
        <source>Tonggak</source>
        <translation>Milestone</translation>
    </message>
    <message>
        <source>Belum ada tonggak. Tonggak bertanggal membuat lampu rencana ini menyala.</source>
        <translation>No milestones yet. Dated milestones light this plan&apos;s lamp.</translation>
    </message>
    <message>
        <source>Tindak lanjut</source>
        <translation>Follow-up</translation>
    </message>
    <message>
        <source>Tindak lanjut jatuh tempo sesudah seminar.</source>
        <translation>Follow-ups fall due after the seminar.</translation>
    </message>
    <message>
        <source>Tambah tonggak</source>
        <translation>Add a milestone</translation>
    </message>
    <message>
        <source>Tandai selesai</source>
        <translation>Mark as done</translation>
    </message>
    <message>
        <source>Hapus</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Laporkan</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>Penanggung jawab</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>Tenggat</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Selesai</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Jangka</source>
        <translation>Horizon</translation>
    </message>
    <message>
        <source>Ukuran</source>
        <translation>Measure</translation>
    </message>
    <message>
        <source>Realisasi</source>
        <translation>Realised</translation>
    </message>
    <message>
        <source>belum dilaporkan</source>
        <translation>not reported yet</translation>
    </message>
    <message>
        <source>tidak disebut</source>
        <translation>not stated</translation>
    </message>
    <message>
        <source>Kendala: {text}</source>
        <translation>Obstacles: {text}</translation>
    </message>
    <message>
        <source>Sesudah</source>
        <translation>After</translation>
    </message>
    <message>
        <source>Jatuh tempo</source>
        <translation>Due on</translation>
    </message>
    <message>
        <source>Dilaporkan</source>
        <translation>Reported</translation>
    </message>
    <message>
        <source>Keterangan</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Anda hanya dapat membaca.</source>
        <translation>You can only read.</translation>
    </message>
    <message>
        <source>Tonggak &quot;{title}&quot; dihapus dari rencana ini, di semua laptop.</source>
        <translation>The milestone &quot;{title}&quot; goes from this plan, on all laptops.</translation>
    </message>
    <message>
        <source>Hapus tonggak?</source>
        <translation>Delete the milestone?</translation>
    </message>
    <message>
        <source>Hapus tonggak</source>
        <translation>Delete the milestone</translation>
    </message>
    <message>
        <source>Tonggak dihapus.</source>
        <translation>The milestone is deleted.</translation>
    </message>
</context>
<context>
    <name>MoveDialog</name>
    <message numerus="yes">
        <source>Ubah status %Ln orang</source>
        <translation>
            <numerusform>Change the state of %Ln person</numerusform>
            <numerusform>Change the state of %Ln people</numerusform>
        </translation>
    </message>
    <message>
        <source>Ubah status</source>
        <translation>Change state</translation>
    </message>
    <message>
        <source>Alasan (perlu bila keluar)</source>
        <translation>Reason (needed for who leaves)</translation>
    </message>
    <message>
        <source>Nomor SK penetapan</source>
        <translation>Number of the decree</translation>
    </message>
    <message>
        <source>Tanggal SK</source>
        <translation>Date of the decree</translation>
    </message>
    <message>
        <source>Menjadi</source>
        <translation>To</translation>
    </message>
    <message numerus="yes">
        <source>%Ln orang perlu diperiksa kelayakannya; tetap dapat diubah:</source>
        <translation>
            <numerusform>%Ln person should be checked against the programme; the change is possible all the same:</numerusform>
            <numerusform>%Ln people should be checked against the programme; the change is possible all the same:</numerusform>
        </translation>
    </message>
    <message>
        <source>dan {count} orang lain</source>
        <translation>and {count} others</translation>
    </message>
    <message>
        <source>Tulis alasannya.</source>
        <translation>Write the reason.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln orang menjadi {state}.</source>
        <translation>
            <numerusform>%Ln person is now {state}.</numerusform>
            <numerusform>%Ln people are now {state}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln dari peserta cadangan naik.</source>
        <translation>
            <numerusform>%Ln came up from the reserve.</numerusform>
            <numerusform>%Ln came up from the reserve.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewClassDialog</name>
    <message>
        <source>Buat kelas</source>
        <translation>New class</translation>
    </message>
    <message>
        <source>Nama kelas</source>
        <translation>Name of the class</translation>
    </message>
    <message>
        <source>Misalnya: DLA NTT 2025, Angkatan II</source>
        <translation>For example: DLA NTT 2025, Batch II</translation>
    </message>
    <message>
        <source>Program (boleh kosong)</source>
        <translation>Programme (may be empty)</translation>
    </message>
    <message>
        <source>Kantor penyelenggara</source>
        <translation>Organising office</translation>
    </message>
    <message>
        <source>Isi nama kelas.</source>
        <translation>Enter the name of the class.</translation>
    </message>
</context>
<context>
    <name>NewGroupDialog</name>
    <message>
        <source>Buat kelompok</source>
        <translation>New group</translation>
    </message>
    <message>
        <source>Nama kelompok</source>
        <translation>Name of the group</translation>
    </message>
    <message>
        <source>Isi nama kelompok.</source>
        <translation>Enter the name of the group.</translation>
    </message>
</context>
<context>
    <name>NewSessionDialog</name>
    <message>
        <source>Buat sesi</source>
        <translation>New session</translation>
    </message>
    <message>
        <source>Judul sesi</source>
        <translation>Title of the session</translation>
    </message>
    <message>
        <source>Tanpa tahap</source>
        <translation>No stage</translation>
    </message>
    <message>
        <source>Tahap</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>Tanggal</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Mulai ({zone})</source>
        <translation>Start ({zone})</translation>
    </message>
    <message>
        <source>Lama (JP)</source>
        <translation>Length (JP)</translation>
    </message>
    <message>
        <source>Isi judul sesi.</source>
        <translation>Enter the title of the session.</translation>
    </message>
</context>
<context>
    <name>NewTaskDialog</name>
    <message>
        <source>Tambah tugas</source>
        <translation>Add task</translation>
    </message>
    <message>
        <source>Judul tugas</source>
        <translation>Title of the task</translation>
    </message>
    <message>
        <source>Ada batas waktu</source>
        <translation>Has a due day</translation>
    </message>
    <message>
        <source>Wajib</source>
        <translation>Required</translation>
    </message>
    <message>
        <source>Tahap</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>Batas waktu</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Isi judul tugas.</source>
        <translation>Fill in the title of the task.</translation>
    </message>
</context>
<context>
    <name>NoteDialog</name>
    <message>
        <source>Tulis catatan</source>
        <translation>Write a note</translation>
    </message>
    <message>
        <source>Simpan catatan</source>
        <translation>Save note</translation>
    </message>
    <message>
        <source>Catatan masih kosong.</source>
        <translation>The note is still empty.</translation>
    </message>
</context>
<context>
    <name>NoteField</name>
    <message>
        <source>Catatan</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Enter simpan · Esc batal</source>
        <translation>Enter saves · Esc cancels</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Pemberitahuan</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>Tutup pemberitahuan</source>
        <translation>Close notice</translation>
    </message>
</context>
<context>
    <name>NumberEntry</name>
    <message>
        <source>{text} di luar {least} sampai {most}; periksa lagi.</source>
        <translation>{text} is outside {least} to {most}; check it.</translation>
    </message>
    <message>
        <source>{text} kurang dari {least}; periksa lagi.</source>
        <translation>{text} is less than {least}; check it.</translation>
    </message>
    <message>
        <source>{text} lebih dari {most}; periksa lagi.</source>
        <translation>{text} is more than {most}; check it.</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>{text} bukan angka yang terbaca; tulis misalnya 1.234 atau 87,5.</source>
        <translation>{text} cannot be read as a number; write for example 1.234 or 87,5.</translation>
    </message>
    <message>
        <source>{text} harus bilangan bulat, tanpa koma.</source>
        <translation>{text} must be a whole number, without a comma.</translation>
    </message>
    <message>
        <source>{text} lebih halus dari {decimals} angka di belakang koma.</source>
        <translation>{text} has more than {decimals} digits behind the comma.</translation>
    </message>
</context>
<context>
    <name>NumbersDialog</name>
    <message>
        <source>Minta nomor</source>
        <translation>Ask for numbers</translation>
    </message>
    <message>
        <source>Pusat menyisihkan nomor untuk laptop ini; nomor itu datang bersama sinkronisasi berikutnya.</source>
        <translation>The centre sets numbers apart for this laptop; they come with the next sync.</translation>
    </message>
    <message>
        <source>Banyaknya nomor</source>
        <translation>How many numbers</translation>
    </message>
    <message numerus="yes">
        <source>%Ln nomor diminta; datang bersama sinkronisasi.</source>
        <translation>
            <numerusform>%Ln number asked for; it comes with the sync.</numerusform>
            <numerusform>%Ln numbers asked for; they come with the sync.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NumbersLeaf</name>
    <message>
        <source>Minta nomor</source>
        <translation>Ask for numbers</translation>
    </message>
    <message>
        <source>Unit (kosong: bawaan kantor)</source>
        <translation>Unit (empty: the office&apos;s own)</translation>
    </message>
    <message>
        <source>Tahun</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>Nomor dan pemakaiannya</source>
        <translation>Numbers and their use</translation>
    </message>
    <message>
        <source>Belum ada nomor dari seri ini. Minta nomor selagi ada jaringan; datang bersama sinkronisasi.</source>
        <translation>No numbers of this series yet. Ask for some while there is a network; they come with the sync.</translation>
    </message>
    <message>
        <source>Nomor urut</source>
        <translation>Sequence</translation>
    </message>
    <message>
        <source>Banyaknya</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Keadaan</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Dipegang oleh</source>
        <translation>Held by</translation>
    </message>
    <message>
        <source>Tercetak sebagai</source>
        <translation>Printed as</translation>
    </message>
    <message>
        <source>Seri {series}: {counts}</source>
        <translation>Series {series}: {counts}</translation>
    </message>
    <message>
        <source>Nomor dipakai dua kali: {numbers}; terbitkan ulang yang kedua.</source>
        <translation>Numbers used twice: {numbers}; issue the second one anew.</translation>
    </message>
</context>
<context>
    <name>OpenTrainingDialog</name>
    <message>
        <source>Buka di kabupaten lain</source>
        <translation>Open in another district</translation>
    </message>
    <message>
        <source>Buka pelatihan</source>
        <translation>Open a training</translation>
    </message>
    <message>
        <source>Sesuai templat</source>
        <translation>As in the template</translation>
    </message>
    <message>
        <source>Sesuai berkas program</source>
        <translation>As in the programme file</translation>
    </message>
    <message>
        <source>Kantor penyelenggara</source>
        <translation>Organising office</translation>
    </message>
    <message>
        <source>Kabupaten/Kota</source>
        <translation>District</translation>
    </message>
</context>
<context>
    <name>OrderDialog</name>
    <message>
        <source>Susun urutan seminar</source>
        <translation>Set the seminar&apos;s order</translation>
    </message>
    <message>
        <source>Susun urutan</source>
        <translation>Set the order</translation>
    </message>
    <message>
        <source>Menurut nomor kelompok</source>
        <translation>By group number</translation>
    </message>
    <message>
        <source>Diundi</source>
        <translation>By lot</translation>
    </message>
    <message>
        <source>Urutan</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>Angka undian yang sama selalu memberi urutan yang sama.</source>
        <translation>The same number always draws the same order.</translation>
    </message>
    <message>
        <source>Angka undian</source>
        <translation>Number of the draw</translation>
    </message>
    <message>
        <source>Hari seminar</source>
        <translation>Day of the seminar</translation>
    </message>
    <message>
        <source>Tindak lanjut dihitung dari hari ini.</source>
        <translation>Follow-ups are counted from this day.</translation>
    </message>
    <message numerus="yes">
        <source>Urutan seminar %Ln kelompok tersimpan.</source>
        <translation>
            <numerusform>The seminar&apos;s order of %Ln group is saved.</numerusform>
            <numerusform>The seminar&apos;s order of %Ln groups is saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PagedList</name>
    <message>
        <source>Tidak ada yang cocok</source>
        <translation>Nothing matches</translation>
    </message>
    <message>
        <source>Paling banyak {most} baris dapat disalin sekaligus; untuk lebih banyak, ekspor ke Excel.</source>
        <translation>At most {most} rows can be copied at once; for more, export to Excel.</translation>
    </message>
</context>
<context>
    <name>PairDialog</name>
    <message>
        <source>Laptop pos di kantor</source>
        <translation>Hub of the office</translation>
    </message>
    <message>
        <source>Hubungkan ke pos</source>
        <translation>Pair with a hub</translation>
    </message>
    <message>
        <source>Satu laptop di kantor menjadi pos. Tanpa internet pun laptop di sebelahnya saling melihat catatan, dan kiriman ke pusat menunggu tersegel di pos.</source>
        <translation>One laptop of the office is its hub. Even without the internet the laptops beside it see each other&apos;s marks, and work for the centre waits there, sealed.</translation>
    </message>
    <message>
        <source>Mencari pos di jaringan ini …</source>
        <translation>Looking for hubs on this network …</translation>
    </message>
    <message>
        <source>Pos yang terlihat</source>
        <translation>Hubs seen</translation>
    </message>
    <message>
        <source>Alamat pos</source>
        <translation>Address of the hub</translation>
    </message>
    <message>
        <source>Ada di layar pos, misalnya 192.168.1.20:8153</source>
        <translation>On the hub&apos;s screen, such as 192.168.1.20:8153</translation>
    </message>
    <message>
        <source>Enam angka di layar pos</source>
        <translation>Six digits on the hub&apos;s screen</translation>
    </message>
    <message>
        <source>Jadikan laptop ini pos sinkronisasi</source>
        <translation>Make this laptop a hub</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Terhubung ke pos {name}, belum pernah bertemu.</source>
        <translation>Paired with the hub {name}, not met yet.</translation>
    </message>
    <message>
        <source>Terhubung ke pos {name}, terakhir {time}.</source>
        <translation>Paired with the hub {name}, last met {time}.</translation>
    </message>
    <message>
        <source>Belum ada yang terlihat: ketik alamatnya</source>
        <translation>None is seen: type its address</translation>
    </message>
    <message>
        <source>Isi alamat yang ada di layar pos.</source>
        <translation>Write the address on the hub&apos;s screen.</translation>
    </message>
    <message>
        <source>Isi enam angka di layar pos.</source>
        <translation>Write the six digits on the hub&apos;s screen.</translation>
    </message>
    <message>
        <source>Menghubungkan …</source>
        <translation>Pairing …</translation>
    </message>
    <message>
        <source>Terhubung ke pos {name}.</source>
        <translation>Paired with the hub {name}.</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Tindakan</source>
        <translation>Act</translation>
    </message>
    <message>
        <source>Cari</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>Nama orang, kelas, sesi, halaman, atau tindakan</source>
        <translation>Name of a person, class, session, page or act</translation>
    </message>
    <message>
        <source>Cari apa saja</source>
        <translation>Find anything</translation>
    </message>
    <message>
        <source>Temuan</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>Tidak ada yang bernama demikian di laptop ini. Coba satu kata saja, atau NIP.</source>
        <translation>Nothing on this laptop has that name. Try one word only, or the NIP.</translation>
    </message>
    <message>
        <source>Halaman</source>
        <translation>Page</translation>
    </message>
    <message>
        <source>Kelas</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>Sesi {number} · {title} · {day} · {class_title}</source>
        <translation>Session {number} · {title} · {day} · {class_title}</translation>
    </message>
    <message>
        <source>Sesi</source>
        <translation>Session</translation>
    </message>
    <message>
        <source>Orang</source>
        <translation>Person</translation>
    </message>
</context>
<context>
    <name>Passphrase</name>
    <message>
        <source>Kedua kata sandi tidak sama.</source>
        <translation>The two passphrases differ.</translation>
    </message>
    <message>
        <source>Terlalu pendek.</source>
        <translation>Too short.</translation>
    </message>
</context>
<context>
    <name>PasteDialog</name>
    <message>
        <source>Simpan</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Salin barisnya di Excel, lalu tekan Ctrl+V di sini.</source>
        <translation>Copy the rows in Excel, then press Ctrl+V here.</translation>
    </message>
    <message>
        <source>Yang ditempel</source>
        <translation>What was pasted</translation>
    </message>
    <message>
        <source>Tidak ada baris di papan klip. Salin dahulu barisnya di Excel.</source>
        <translation>There are no rows on the clipboard. Copy them in Excel first.</translation>
    </message>
    <message numerus="yes">
        <source>Simpan %Ln baris</source>
        <translation>
            <numerusform>Save %Ln row</numerusform>
            <numerusform>Save %Ln rows</numerusform>
        </translation>
    </message>
    <message>
        <source>Tidak ada yang baru</source>
        <translation>Nothing new</translation>
    </message>
    <message>
        <source>Baris</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>Hasil</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Keterangan</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>Baru</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Berubah</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>Sama</source>
        <translation>Same</translation>
    </message>
    <message>
        <source>Ditolak</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>{count} baris</source>
        <translation>{count} rows</translation>
    </message>
    <message>
        <source>{count} baru</source>
        <translation>{count} new</translation>
    </message>
    <message>
        <source>{count} berubah</source>
        <translation>{count} changed</translation>
    </message>
    <message>
        <source>{count} sudah sama</source>
        <translation>{count} the same</translation>
    </message>
    <message>
        <source>{count} ditolak</source>
        <translation>{count} refused</translation>
    </message>
    <message>
        <source>Menyimpan …</source>
        <translation>Saving …</translation>
    </message>
</context>
<context>
    <name>Payments</name>
    <message>
        <source>sesi belum ditutup</source>
        <translation>the session is not closed</translation>
    </message>
    <message>
        <source>penutupan sesi belum sampai pusat</source>
        <translation>the closing is not at the centre yet</translation>
    </message>
    <message>
        <source>presensi belum sampai pusat</source>
        <translation>attendance is not at the centre yet</translation>
    </message>
    <message>
        <source>beda isian belum diputuskan</source>
        <translation>a difference is not decided yet</translation>
    </message>
    <message>
        <source>presensi kosong</source>
        <translation>no attendance noted</translation>
    </message>
    <message>
        <source>kode kehadirannya tidak dibayar</source>
        <translation>the attendance code is not paid</translation>
    </message>
    <message>
        <source>diwakili orang lain</source>
        <translation>a deputy came</translation>
    </message>
    <message>
        <source>golongan belum tercatat</source>
        <translation>no grade is noted</translation>
    </message>
    <message>
        <source>data orangnya berbeda dan belum diputuskan</source>
        <translation>the person&apos;s data differ and are not decided yet</translation>
    </message>
    <message>
        <source>bukan peserta terpilih</source>
        <translation>not a chosen participant</translation>
    </message>
    <message>
        <source>Transpor</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>Uang harian</source>
        <translation>Daily allowance</translation>
    </message>
    <message>
        <source>Honor</source>
        <translation>Fee</translation>
    </message>
    <message>
        <source>Siap bayar</source>
        <translation>Ready to pay</translation>
    </message>
    <message>
        <source>{count} sesi: {why}</source>
        <translation>{count} sessions: {why}</translation>
    </message>
    <message>
        <source>{count} orang: {why}</source>
        <translation>{count} people: {why}</translation>
    </message>
    <message>
        <source>belum ada yang dapat dibayar</source>
        <translation>nobody can be paid yet</translation>
    </message>
    <message>
        <source>Belum, karena {reasons}</source>
        <translation>Not yet: {reasons}</translation>
    </message>
    <message>
        <source>Nama</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Gol.</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>Hari</source>
        <translation>Days</translation>
    </message>
    <message>
        <source>Bruto</source>
        <translation>Gross</translation>
    </message>
    <message>
        <source>Pajak</source>
        <translation>Tax</translation>
    </message>
    <message>
        <source>Diterima</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>semua</source>
        <translation>all</translation>
    </message>
    <message>
        <source>Sebab</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Sesi</source>
        <translation>Session</translation>
    </message>
    <message>
        <source>Data contoh</source>
        <translation>Example</translation>
    </message>
    <message>
        <source>Daftar</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>Tanggal</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Orang</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Alasan</source>
        <translation>Reason</translation>
    </message>
</context>
<context>
    <name>PaymentsPage</name>
    <message>
        <source>Daftar bayar</source>
        <translation>Payment list</translation>
    </message>
    <message>
        <source>Bekukan daftar</source>
        <translation>Freeze the list</translation>
    </message>
    <message>
        <source>Buat daftar selisih</source>
        <translation>Make a list of differences</translation>
    </message>
    <message>
        <source>Daftar bayar hanya untuk yang membaca seluruh kantor. Mintalah kepada pengelola kantor Anda.</source>
        <translation>Payment lists are only for those who read the whole office. Ask those who run your office.</translation>
    </message>
    <message>
        <source>Kelas</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>Untuk siapa</source>
        <translation>For whom</translation>
    </message>
    <message>
        <source>Peserta</source>
        <translation>Participants</translation>
    </message>
    <message>
        <source>Pengajar</source>
        <translation>Teachers</translation>
    </message>
    <message>
        <source>Yang dibayar</source>
        <translation>Who is paid</translation>
    </message>
    <message>
        <source>Belum ada yang dibayar.</source>
        <translation>Nobody is paid yet.</translation>
    </message>
    <message>
        <source>Yang tidak dibayarkan, dan sebabnya</source>
        <translation>Who is not paid, and why</translation>
    </message>
    <message>
        <source>Tidak ada yang dilewati.</source>
        <translation>Nobody is left out.</translation>
    </message>
    <message>
        <source>Sesi yang tidak dihitung</source>
        <translation>Sessions that do not count</translation>
    </message>
    <message>
        <source>Semua sesi dihitung.</source>
        <translation>All sessions count.</translation>
    </message>
    <message>
        <source>Daftar yang dibekukan</source>
        <translation>Frozen lists</translation>
    </message>
    <message>
        <source>Belum ada daftar yang dibekukan di kelas ini.</source>
        <translation>No list of this class is frozen yet.</translation>
    </message>
    <message>
        <source>Simpan PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>Simpan Excel</source>
        <translation>Save as Excel</translation>
    </message>
    <message>
        <source>Bagian daftar bayar</source>
        <translation>Parts of the payment list</translation>
    </message>
    <message>
        <source>Dibayar</source>
        <translation>Paid</translation>
    </message>
    <message>
        <source>Dilewati</source>
        <translation>Left out</translation>
    </message>
    <message>
        <source>Dibekukan</source>
        <translation>Frozen</translation>
    </message>
    <message>
        <source>Belum ada kelas. Daftar bayar dibuat dari presensi sebuah kelas.</source>
        <translation>No class yet. A payment list is made of the attendance of a class.</translation>
    </message>
    <message>
        <source>Belum, karena tidak ada yang dipilih untuk dibayar.</source>
        <translation>Not yet: nothing is chosen to be paid.</translation>
    </message>
    <message>
        <source>Belum, karena {reasons}</source>
        <translation>Not yet: {reasons}</translation>
    </message>
    <message>
        <source>{people} orang · bruto {gross} · pajak {tax} · diterima {net}</source>
        <translation>{people} people · gross {gross} · tax {tax} · net {net}</translation>
    </message>
    <message>
        <source>Hanya penyelenggara atau admin yang membekukan daftar.</source>
        <translation>Only an organiser or admin freezes lists.</translation>
    </message>
    <message>
        <source>Sudah dibekukan; perubahan sesudahnya menjadi daftar selisih.</source>
        <translation>Frozen already; what changes afterwards becomes a list of differences.</translation>
    </message>
    <message>
        <source>Belum ada yang dapat dibayar.</source>
        <translation>Nobody can be paid yet.</translation>
    </message>
    <message>
        <source>Belum ada daftar yang dibekukan.</source>
        <translation>No list is frozen yet.</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Excel (*.xlsx)</source>
        <translation>Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>Simpan daftar bayar</source>
        <translation>Save the payment list</translation>
    </message>
    <message>
        <source>Tersimpan: {file}</source>
        <translation>Saved: {file}</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>{name}, digabung dari {count} data</source>
        <translation>{name}, made of {count} records</translation>
    </message>
    <message>
        <source>Nama</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>NIP</source>
        <translation>NIP</translation>
    </message>
    <message>
        <source>Instansi</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>Jabatan</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Kab/Kota</source>
        <translation>District</translation>
    </message>
    <message>
        <source>Gol.</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>Kelompok</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>HP/WA</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Cari nama, NIP, atau instansi</source>
        <translation>Find a name, NIP or agency</translation>
    </message>
    <message>
        <source>Daftar peserta</source>
        <translation>List of participants</translation>
    </message>
</context>
<context>
    <name>PeopleList</name>
    <message numerus="yes">
        <source>%Ln peserta</source>
        <translation>
            <numerusform>%Ln participant</numerusform>
            <numerusform>%Ln participants</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>Peserta</source>
        <translation>Participants</translation>
    </message>
    <message>
        <source>Data contoh</source>
        <translation>Example data</translation>
    </message>
</context>
<context>
    <name>PersonDialog</name>
    <message>
        <source>Tutup</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>NIP</source>
        <translation>NIP</translation>
    </message>
    <message>
        <source>Instansi</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>Jabatan</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Pangkat, golongan</source>
        <translation>Rank, grade</translation>
    </message>
    <message>
        <source>Kabupaten/Kota</source>
        <translation>District</translation>
    </message>
    <message>
        <source>HP/WA</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Kelompok</source>
        <translation>Group</translation>
    </message>
    <message numerus="yes">
        <source>Digabung dari %Ln data peserta</source>
        <translation>
            <numerusform>Made of %Ln record</numerusform>
            <numerusform>Made of %Ln records</numerusform>
        </translation>
    </message>
    <message>
        <source>Pisahkan</source>
        <translation>Part</translation>
    </message>
    <message>
        <source>Pisahkan {name}</source>
        <translation>Part {name}</translation>
    </message>
    <message>
        <source>Dipisahkan; semuanya seperti semula.</source>
        <translation>Parted; everything is as it was.</translation>
    </message>
</context>
<context>
    <name>PhotographsDialog</name>
    <message>
        <source>Foto daftar hadir</source>
        <translation>Signed lists</translation>
    </message>
    <message>
        <source>Tambah foto</source>
        <translation>Add photographs</translation>
    </message>
    <message>
        <source>Seret foto atau PDF ke sini. Foto dikecilkan sampai 100 KB dan disimpan di laptop ini; ke pusat menyusul sesudah presensi.</source>
        <translation>Drag photographs or PDFs here. Photographs are made 100 KB at most and kept on this laptop; they go to the centre after the attendance.</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Belum ada foto untuk sesi ini.</source>
        <translation>No photograph of this session yet.</translation>
    </message>
    <message>
        <source>Foto dan PDF (*.jpg *.jpeg *.png *.pdf)</source>
        <translation>Photographs and PDFs (*.jpg *.jpeg *.png *.pdf)</translation>
    </message>
    <message>
        <source>Pilih foto daftar hadir</source>
        <translation>Choose photographs of the signed list</translation>
    </message>
    <message>
        <source>Menyiapkan foto.</source>
        <translation>Preparing the photographs.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln foto tersimpan di laptop ini.</source>
        <translation>
            <numerusform>%Ln photograph kept on this laptop.</numerusform>
            <numerusform>%Ln photographs kept on this laptop.</numerusform>
        </translation>
    </message>
    <message>
        <source>Belum di laptop ini. Sudah diminta dari pusat dan muncul di sini begitu tiba.</source>
        <translation>Not on this laptop yet. The centre was asked for it; it appears here once it has come.</translation>
    </message>
    <message>
        <source>Simpan PDF</source>
        <translation>Save the PDF</translation>
    </message>
</context>
<context>
    <name>PlanDialog</name>
    <message>
        <source>Isi rencana aksi</source>
        <translation>Fill in the action plan</translation>
    </message>
    <message>
        <source>Simpan</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Belum ditetapkan</source>
        <translation>Not set</translation>
    </message>
    <message>
        <source>Ya</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Tidak</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Pisahkan dengan titik koma.</source>
        <translation>Separate with semicolons.</translation>
    </message>
    <message>
        <source>Pilihan program ini: {choices}</source>
        <translation>Choices of this programme: {choices}</translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message>
        <source>Status rencana aksi</source>
        <translation>Status of the action plan</translation>
    </message>
    <message>
        <source>Isi rencana</source>
        <translation>Fill in the plan</translation>
    </message>
    <message>
        <source>Lihat papan rencana aksi</source>
        <translation>See the board of action plans</translation>
    </message>
    <message>
        <source>Pilih satu rencana aksi dari papan.</source>
        <translation>Choose an action plan from the board.</translation>
    </message>
    <message>
        <source>Bagian rencana aksi</source>
        <translation>Parts of the action plan</translation>
    </message>
    <message>
        <source>Rencana</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Tonggak dan tindak lanjut</source>
        <translation>Milestones and follow-ups</translation>
    </message>
    <message>
        <source>Pendampingan dan bukti</source>
        <translation>Coaching and evidence</translation>
    </message>
    <message>
        <source>Seminar</source>
        <translation>Seminar</translation>
    </message>
    <message>
        <source>Rencana Aksi</source>
        <translation>Action plans</translation>
    </message>
    <message>
        <source>belum berjudul</source>
        <translation>no title yet</translation>
    </message>
    <message>
        <source>Data contoh</source>
        <translation>Example</translation>
    </message>
    <message>
        <source>Anda hanya dapat membaca.</source>
        <translation>You can only read.</translation>
    </message>
    <message>
        <source>Ya</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Tidak</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Catatan lama</source>
        <translation>Old notes</translation>
    </message>
    <message>
        <source>Belum ada isinya. Mulai dengan &quot;Isi rencana&quot;.</source>
        <translation>Nothing in it yet. Begin with &quot;Fill in the plan&quot;.</translation>
    </message>
    <message>
        <source>Ubah menjadi: {status}</source>
        <translation>Change to: {status}</translation>
    </message>
    <message>
        <source>Status rencana aksi diubah.</source>
        <translation>The action plan&apos;s status has changed.</translation>
    </message>
</context>
<context>
    <name>Plans</name>
    <message>
        <source>Merah</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>Kuning</source>
        <translation>Yellow</translation>
    </message>
    <message>
        <source>Hijau</source>
        <translation>Green</translation>
    </message>
    <message>
        <source>Abu-abu</source>
        <translation>Grey</translation>
    </message>
    <message>
        <source>Draf</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>Diajukan</source>
        <translation>Submitted</translation>
    </message>
    <message>
        <source>Didampingi</source>
        <translation>Coached</translation>
    </message>
    <message>
        <source>Diperbaiki</source>
        <translation>Revised</translation>
    </message>
    <message>
        <source>Diseminarkan</source>
        <translation>Presented</translation>
    </message>
    <message>
        <source>Diterima</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>Dilaksanakan</source>
        <translation>Being carried out</translation>
    </message>
    <message>
        <source>Rampung</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Pendek</source>
        <translation>Short</translation>
    </message>
    <message>
        <source>Menengah</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>Panjang</source>
        <translation>Long</translation>
    </message>
    <message>
        <source>Judul</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Tema</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>Latar belakang</source>
        <translation>Background</translation>
    </message>
    <message>
        <source>Tujuan</source>
        <translation>Objective</translation>
    </message>
    <message>
        <source>Keluaran</source>
        <translation>Outputs</translation>
    </message>
    <message>
        <source>Hasil</source>
        <translation>Outcomes</translation>
    </message>
    <message>
        <source>Penerima manfaat</source>
        <translation>Beneficiaries</translation>
    </message>
    <message>
        <source>Dokumen pembangunan (RPJMD, Renstra)</source>
        <translation>Development plan (RPJMD, Renstra)</translation>
    </message>
    <message>
        <source>Ukuran keberhasilan</source>
        <translation>Measure of success</translation>
    </message>
    <message>
        <source>Keadaan awal</source>
        <translation>Baseline</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>Indikator SPBE (nomor)</source>
        <translation>SPBE indicators (numbers)</translation>
    </message>
    <message>
        <source>Quick win</source>
        <translation>Quick win</translation>
    </message>
    <message>
        <source>Prioritas</source>
        <translation>Priorities</translation>
    </message>
    <message>
        <source>Dampak</source>
        <translation>Impacts</translation>
    </message>
    <message>
        <source>Risiko</source>
        <translation>Risks</translation>
    </message>
    <message>
        <source>Pemangku kepentingan</source>
        <translation>Stakeholders</translation>
    </message>
    <message>
        <source>Masukan</source>
        <translation>Feedback</translation>
    </message>
    <message>
        <source>Anggaran (rupiah)</source>
        <translation>Budget (rupiah)</translation>
    </message>
    <message>
        <source>1 tahun</source>
        <translation>1 year</translation>
    </message>
    <message>
        <source>{days} hari</source>
        <translation>{days} days</translation>
    </message>
</context>
<context>
    <name>PlansPage</name>
    <message>
        <source>Rencana Aksi</source>
        <translation>Action plans</translation>
    </message>
    <message>
        <source>Susun urutan seminar</source>
        <translation>Set the seminar&apos;s order</translation>
    </message>
    <message>
        <source>Papan rencana aksi</source>
        <translation>Board of action plans</translation>
    </message>
    <message>
        <source>Belum ada kelompok. Kelompok dibuat di kelas; setiap kelompok menyusun satu rencana aksi.</source>
        <translation>No groups yet. Groups are made in a class; each group writes one action plan.</translation>
    </message>
    <message>
        <source>Cari judul, kelompok, atau tema</source>
        <translation>Search title, group or theme</translation>
    </message>
    <message>
        <source>Cari judul, kelompok, atau tema ( / )</source>
        <translation>Search title, group or theme ( / )</translation>
    </message>
    <message>
        <source>Kelas</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>belum berjudul</source>
        <translation>no title yet</translation>
    </message>
    <message>
        <source>Lampu</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Rencana aksi</source>
        <translation>Action plan</translation>
    </message>
    <message>
        <source>Kelompok</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Tenggat berikutnya</source>
        <translation>Next due</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Mengapa</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Semua kelas</source>
        <translation>All classes</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rencana aksi</source>
        <translation>
            <numerusform>%Ln action plan</numerusform>
            <numerusform>%Ln action plans</numerusform>
        </translation>
    </message>
    <message>
        <source>{shown} dari {count}</source>
        <translation>{shown} of {count}</translation>
    </message>
    <message>
        <source>Anda hanya dapat membaca.</source>
        <translation>You can only read.</translation>
    </message>
    <message>
        <source>Pilih satu kelas dahulu.</source>
        <translation>Choose one class first.</translation>
    </message>
</context>
<context>
    <name>PracticeCard</name>
    <message>
        <source>Kantor latihan: coba tiga hal</source>
        <translation>Practice office: try three things</translation>
    </message>
    <message>
        <source>Isi presensi</source>
        <translation>Take attendance</translation>
    </message>
    <message>
        <source>Cabut jaringan</source>
        <translation>Pull the cable</translation>
    </message>
    <message>
        <source>Sinkronkan</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>Tandai beberapa orang dengan H, I, S, A, D.</source>
        <translation>Mark a few people with H, I, S, A, D.</translation>
    </message>
    <message>
        <source>Cabut jaringan, lalu tandai lagi.</source>
        <translation>Pull the network cable, then mark again.</translation>
    </message>
    <message>
        <source>Pasang lagi dan kirim ke pusat.</source>
        <translation>Plug it in again and send to the centre.</translation>
    </message>
    <message>
        <source>Buka Excel saya</source>
        <translation>Open my Excel file</translation>
    </message>
    <message>
        <source>Pasang jaringan</source>
        <translation>Plug it in</translation>
    </message>
    <message>
        <source>Jaringan tercabut. Tandai lagi sekarang.</source>
        <translation>The cable is out. Mark again now.</translation>
    </message>
    <message>
        <source>Jaringan tersambung lagi.</source>
        <translation>The network is connected again.</translation>
    </message>
    <message>
        <source>Jaringan tercabut. Semua tetap bisa dikerjakan dan tersimpan di laptop ini.</source>
        <translation>The cable is out. Everything can still be done and is saved on this laptop.</translation>
    </message>
</context>
<context>
    <name>ProgrammePage</name>
    <message>
        <source>Program</source>
        <translation>Programmes</translation>
    </message>
    <message>
        <source>Buka pelatihan</source>
        <translation>Open a training</translation>
    </message>
    <message>
        <source>Bagian program</source>
        <translation>Parts of the programme</translation>
    </message>
    <message>
        <source>Angka</source>
        <translation>Numbers</translation>
    </message>
    <message>
        <source>Pelatihan dan templat</source>
        <translation>Trainings and templates</translation>
    </message>
    <message>
        <source>Kegiatan, MoU, dan mitra</source>
        <translation>Activities, MoUs and partners</translation>
    </message>
    <message>
        <source>Pilih satu program dari daftar.</source>
        <translation>Choose a programme from the list.</translation>
    </message>
    <message>
        <source>Lihat daftar program</source>
        <translation>See the programmes</translation>
    </message>
    <message>
        <source>Belum ditambahkan</source>
        <translation>Not added yet</translation>
    </message>
    <message>
        <source>Sumber: {source}</source>
        <translation>Source: {source}</translation>
    </message>
    <message numerus="yes">
        <source>Pelatihan dibuka: %Ln kelas.</source>
        <translation>
            <numerusform>Training opened: %Ln class.</numerusform>
            <numerusform>Training opened: %Ln classes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Programmes</name>
    <message>
        <source>tidak disebut</source>
        <translation>not stated</translation>
    </message>
    <message>
        <source> atau </source>
        <translation> or </translation>
    </message>
    <message>
        <source>Laki-laki</source>
        <translation>Men</translation>
    </message>
    <message>
        <source>Perempuan</source>
        <translation>Women</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>Terdaftar</source>
        <translation>Enrolled</translation>
    </message>
    <message>
        <source>Menuntaskan</source>
        <translation>Completed</translation>
    </message>
    <message>
        <source>Tersertifikasi</source>
        <translation>Certified</translation>
    </message>
    <message>
        <source>Desa piloting</source>
        <translation>Pilot villages</translation>
    </message>
    <message>
        <source>Desa rencana pertama</source>
        <translation>Villages of the first plan</translation>
    </message>
    <message>
        <source>Kick-off</source>
        <translation>Kick-off</translation>
    </message>
    <message>
        <source>Penandatanganan MoU</source>
        <translation>Signing of an MoU</translation>
    </message>
    <message>
        <source>Pembukaan</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>Penutupan</source>
        <translation>Closing</translation>
    </message>
    <message>
        <source>Kunjungan</source>
        <translation>Visit</translation>
    </message>
    <message>
        <source>Kegiatan</source>
        <translation>Activity</translation>
    </message>
    <message>
        <source>Draf</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>Diusulkan</source>
        <translation>Proposed</translation>
    </message>
    <message>
        <source>Disetujui</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>Pendaftaran</source>
        <translation>Registration</translation>
    </message>
    <message>
        <source>Seleksi</source>
        <translation>Selection</translation>
    </message>
    <message>
        <source>Berjalan</source>
        <translation>Running</translation>
    </message>
    <message>
        <source>Dilaporkan</source>
        <translation>Reported</translation>
    </message>
    <message>
        <source>Diarsipkan</source>
        <translation>Archived</translation>
    </message>
    <message>
        <source>Dibatalkan</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>Kabupaten/Kota</source>
        <translation>District</translation>
    </message>
    <message>
        <source>Jenjang</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>Kelompok sasaran</source>
        <translation>Audience</translation>
    </message>
    <message>
        <source>Jenis kelamin</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>Hanya penyelenggara atau admin yang dapat membuka pelatihan. Mintalah kepada mereka.</source>
        <translation>Only an organiser or admin can open trainings. Ask them to.</translation>
    </message>
</context>
<context>
    <name>ProgrammesPage</name>
    <message>
        <source>Program</source>
        <translation>Programmes</translation>
    </message>
    <message>
        <source>Tambah dari berkas</source>
        <translation>Add from a file</translation>
    </message>
    <message>
        <source>Daftar program</source>
        <translation>List of programmes</translation>
    </message>
    <message>
        <source>Belum ada program. Tambahkan berkas program untuk mulai.</source>
        <translation>No programme yet. Add a programme file to begin.</translation>
    </message>
    <message>
        <source>Data contoh</source>
        <translation>Example</translation>
    </message>
    <message>
        <source>belum ditambahkan</source>
        <translation>not added yet</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pelatihan</source>
        <translation>
            <numerusform>%Ln training</numerusform>
            <numerusform>%Ln trainings</numerusform>
        </translation>
    </message>
    <message>
        <source>Di laptop ini</source>
        <translation>On this laptop</translation>
    </message>
    <message numerus="yes">
        <source>%Ln program</source>
        <translation>
            <numerusform>%Ln programme</numerusform>
            <numerusform>%Ln programmes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sudah ditambahkan</source>
        <translation>
            <numerusform>%Ln added</numerusform>
            <numerusform>%Ln added</numerusform>
        </translation>
    </message>
    <message>
        <source>Berkas program</source>
        <translation>Programme file</translation>
    </message>
    <message>
        <source>Berkas program (*.json)</source>
        <translation>Programme file (*.json)</translation>
    </message>
    <message>
        <source>Program ditambahkan.</source>
        <translation>The programme has been added.</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>Alasan</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Tulis alasannya, misalnya: salah ketik.</source>
        <translation>Write the reason, for example: mistyped.</translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message>
        <source>Kode pemulihan</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>Sudah saya simpan</source>
        <translation>I have kept it</translation>
    </message>
    <message>
        <source>Bila kata sandi terlupa, hanya kode ini yang membuka data di laptop. Cetak, atau simpan di flashdisk.</source>
        <translation>If the passphrase is forgotten, only this code opens the data on the laptop. Print it, or keep it on a stick.</translation>
    </message>
    <message>
        <source>Kode pemulihan: {code}</source>
        <translation>Recovery code: {code}</translation>
    </message>
    <message>
        <source>Cetak …</source>
        <translation>Print …</translation>
    </message>
    <message>
        <source>Simpan ke flashdisk …</source>
        <translation>Save to a stick …</translation>
    </message>
    <message>
        <source>Ketik kembali huruf ke-{places} dari kode itu</source>
        <translation>Type back characters {places} of that code</translation>
    </message>
    <message>
        <source>Garis penghubung tidak dihitung.</source>
        <translation>Dashes do not count.</translation>
    </message>
    <message>
        <source>Belum cocok dengan kode di atas. Lihat lagi hurufnya.</source>
        <translation>That does not match the code above. Look at the characters again.</translation>
    </message>
    <message>
        <source>Kode pemulihan Lontar: {code}
Simpan di tempat terkunci, tidak di laptop ini.</source>
        <translation>Lontar recovery code: {code}
Keep it in a locked place, not on this laptop.</translation>
    </message>
    <message>
        <source>Simpan kode pemulihan</source>
        <translation>Save the recovery code</translation>
    </message>
    <message>
        <source>Tidak dapat menulis ke sana. Pilih flashdisk atau folder lain.</source>
        <translation>Cannot write there. Choose another stick or folder.</translation>
    </message>
</context>
<context>
    <name>Register</name>
    <message>
        <source>S{number}</source>
        <translation>S{number}</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Nama</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Instansi</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>% kini</source>
        <translation>% now</translation>
    </message>
    <message>
        <source>Kehadiran sampai kini: sesi yang sudah ditutup, dan tanda di sesi yang belum. Rekap menunggu sesi ditutup.</source>
        <translation>Attendance so far: closed sessions, and the marks in those that are not. The recap waits until sessions are closed.</translation>
    </message>
    <message>
        <source>Terlambat {minutes} menit</source>
        <translation>{minutes} minutes late</translation>
    </message>
    <message>
        <source>Diwakili {deputy}</source>
        <translation>Represented by {deputy}</translation>
    </message>
    <message>
        <source>Dicatat susulan: {reason}</source>
        <translation>Entered late: {reason}</translation>
    </message>
    <message>
        <source>Catatan: {note}</source>
        <translation>Note: {note}</translation>
    </message>
    <message>
        <source>Ditandai {time} oleh {person}</source>
        <translation>Marked {time} by {person}</translation>
    </message>
    <message>
        <source>Ditandai {time}</source>
        <translation>Marked {time}</translation>
    </message>
    <message>
        <source>Perlu tindakan: dua laptop memberi tanda yang berbeda</source>
        <translation>Needs you: two laptops gave different marks</translation>
    </message>
    <message>
        <source>Perlu tindakan: tanda ini ditolak atau ditahan pusat</source>
        <translation>Needs you: the centre refused or holds this mark</translation>
    </message>
    <message>
        <source>Sesi sudah ditutup</source>
        <translation>The session is closed</translation>
    </message>
</context>
<context>
    <name>RegisterBar</name>
    <message>
        <source>Cari nama ( / )</source>
        <translation>Find a name ( / )</translation>
    </message>
    <message>
        <source>Cari nama dalam presensi</source>
        <translation>Find a name in the register</translation>
    </message>
    <message>
        <source>Foto daftar hadir</source>
        <translation>Signed lists</translation>
    </message>
    <message numerus="yes">
        <source>%Ln belum diisi</source>
        <translation>
            <numerusform>%Ln without a mark</numerusform>
            <numerusform>%Ln without a mark</numerusform>
        </translation>
    </message>
    <message>
        <source>Semua terisi</source>
        <translation>All marked</translation>
    </message>
    <message numerus="yes">
        <source>%Ln beda isian</source>
        <translation>
            <numerusform>%Ln conflict</numerusform>
            <numerusform>%Ln conflicts</numerusform>
        </translation>
    </message>
    <message>
        <source>Beda isian belum dihitung sampai diputuskan</source>
        <translation>Conflicts do not count until they are decided</translation>
    </message>
    <message>
        <source>Sisanya Hadir: mengisi sel yang kosong saja; Ctrl+Z mengurungkan</source>
        <translation>Rest present: fills empty cells only; Ctrl+Z undoes it</translation>
    </message>
    <message>
        <source>Tidak ada nama yang cocok</source>
        <translation>No such name</translation>
    </message>
    <message>
        <source>Foto</source>
        <translation>Photos</translation>
    </message>
    <message>
        <source>Sisanya Hadir</source>
        <translation>Rest present</translation>
    </message>
    <message>
        <source>Buka kembali</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>Tutup sesi</source>
        <translation>Close session</translation>
    </message>
    <message>
        <source>TK</source>
        <translation>Absent</translation>
    </message>
    <message>
        <source>Tandai {status} ({key})</source>
        <translation>Mark {status} ({key})</translation>
    </message>
</context>
<context>
    <name>RegisterLeaf</name>
    <message>
        <source>Cabut</source>
        <translation>Revoke</translation>
    </message>
    <message>
        <source>Terbitkan ulang</source>
        <translation>Issue anew</translation>
    </message>
    <message>
        <source>Pilih sertifikat yang masih berlaku.</source>
        <translation>Choose a certificate that is still valid.</translation>
    </message>
</context>
<context>
    <name>RepairDialog</name>
    <message>
        <source>Data di laptop ini rusak</source>
        <translation>The data on this laptop is damaged</translation>
    </message>
    <message>
        <source>Pulihkan</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>Tutup Lontar</source>
        <translation>Close Lontar</translation>
    </message>
    <message>
        <source>Bukan kesalahan Anda: cakram atau listrik. Tidak ada yang dihapus, dan tidak akan ditimpa.</source>
        <translation>It is not your fault: the disk or the power. Nothing was deleted, and nothing will be overwritten.</translation>
    </message>
    <message>
        <source>Belum ada salinan cadangan di laptop ini. Salin seluruh map data, hubungi pengelola.</source>
        <translation>There is no backup on this laptop. Copy the whole data folder and tell your administrator.</translation>
    </message>
    <message>
        <source>Kata sandi atau kode pemulihan</source>
        <translation>Passphrase or recovery code</translation>
    </message>
    <message>
        <source>Yang berlaku ketika salinan itu dibuat.</source>
        <translation>The one in force when that backup was made.</translation>
    </message>
    <message>
        <source>Salinan cadangan terbaru: {moment} ({ago})</source>
        <translation>Newest backup: {moment} ({ago})</translation>
    </message>
    <message>
        <source>1. Salinan itu dipasang kembali.</source>
        <translation>1. That backup is put back.</translation>
    </message>
    <message>
        <source>2. Pekerjaan sesudahnya yang masih terbaca di berkas yang rusak ikut kembali.</source>
        <translation>2. Later work that can still be read in the damaged file comes back too.</translation>
    </message>
    <message>
        <source>3. Yang sudah sampai pusat diambil lagi saat sinkron, atau dari flashdisk.</source>
        <translation>3. What had reached the centre is fetched again with a sync, or from a stick.</translation>
    </message>
    <message>
        <source>Isi kata sandi atau kode pemulihan.</source>
        <translation>Enter the passphrase or the recovery code.</translation>
    </message>
    <message>
        <source>Sedang memulihkan. Jangan matikan laptop; bila mati, lanjut sendiri saat dibuka lagi.</source>
        <translation>Restoring. Do not switch the laptop off; if it goes off, it goes on by itself when opened again.</translation>
    </message>
</context>
<context>
    <name>ReplicateDialog</name>
    <message>
        <source>Salin ke semua kabupaten/kota</source>
        <translation>Copy to all districts</translation>
    </message>
    <message>
        <source>Buat semua draf</source>
        <translation>Make all drafts</translation>
    </message>
    <message>
        <source>Setiap kabupaten/kota mendapat draf &quot;{title}&quot;. Yang sudah punya dari templat ini dilewati.</source>
        <translation>Each district gets a draft of &quot;{title}&quot;. Those that have one of this template are passed over.</translation>
    </message>
    <message>
        <source>Sesuai templat</source>
        <translation>As in the template</translation>
    </message>
    <message>
        <source>Provinsi</source>
        <translation>Province</translation>
    </message>
    <message>
        <source>Membuat draf …</source>
        <translation>Making drafts …</translation>
    </message>
</context>
<context>
    <name>ReportsPage</name>
    <message>
        <source>Laporan</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Kelas</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>Keadaan pada</source>
        <translation>As of</translation>
    </message>
    <message>
        <source>Belum ada kelas. Laporan dibuat dari kehadiran dan hasil sebuah kelas.</source>
        <translation>No class yet. A report is made of the attendance and results of a class.</translation>
    </message>
    <message>
        <source>Daftar bayar</source>
        <translation>Payment list</translation>
    </message>
    <message>
        <source>Salin ringkasan</source>
        <translation>Copy a summary</translation>
    </message>
    <message>
        <source>Satu halaman</source>
        <translation>One page</translation>
    </message>
    <message>
        <source>Simpan Excel</source>
        <translation>Save as Excel</translation>
    </message>
    <message>
        <source>Simpan PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>Data contoh</source>
        <translation>Example</translation>
    </message>
    <message>
        <source>Belum ada yang dapat digambar dari kelas ini.</source>
        <translation>Nothing of this class can be drawn yet.</translation>
    </message>
    <message>
        <source>Ringkasan</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Excel (*.xlsx)</source>
        <translation>Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>Simpan laporan</source>
        <translation>Save the report</translation>
    </message>
    <message>
        <source>Tersimpan: {file}</source>
        <translation>Saved: {file}</translation>
    </message>
</context>
<context>
    <name>ReserveDialog</name>
    <message>
        <source>Minta nomor sertifikat</source>
        <translation>Ask for certificate numbers</translation>
    </message>
    <message>
        <source>Minta nomor</source>
        <translation>Ask for numbers</translation>
    </message>
    <message>
        <source>Seri {series}: {free} nomor siap dipakai di laptop ini, {asked} sedang diminta.</source>
        <translation>Series {series}: {free} numbers ready on this laptop, {asked} asked for.</translation>
    </message>
    <message>
        <source>Banyaknya nomor</source>
        <translation>How many numbers</translation>
    </message>
    <message>
        <source>Nomornya datang saat laptop ini bertukar data dengan pusat, dan sesudah itu tanpa jaringan.</source>
        <translation>The numbers come when this laptop next exchanges data with the centre; afterwards no network is needed.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln nomor diminta; datang saat bertukar data berikutnya.</source>
        <translation>
            <numerusform>%Ln number asked for; it comes with the next exchange.</numerusform>
            <numerusform>%Ln numbers asked for; they come with the next exchange.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RevocationsLeaf</name>
    <message>
        <source>Tidak berlaku lagi</source>
        <translation>No longer valid</translation>
    </message>
    <message>
        <source>Tidak ada sertifikat yang dicabut atau diganti.</source>
        <translation>No certificate was revoked or replaced.</translation>
    </message>
    <message>
        <source>Simpan daftar bertanda tangan</source>
        <translation>Save the signed list</translation>
    </message>
    <message>
        <source>Simpan kunci kantor</source>
        <translation>Save the office&apos;s key</translation>
    </message>
    <message>
        <source>Siapa pun yang memegang kedua berkas ini dapat memeriksa sertifikat tanpa jaringan dan tanpa Lontar.</source>
        <translation>Whoever has both files can check certificates without a network and without Lontar.</translation>
    </message>
    <message>
        <source>Nomor</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Keadaan</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Sejak</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>Diganti oleh</source>
        <translation>Replaced by</translation>
    </message>
    <message>
        <source>daftar pencabutan.json</source>
        <translation>revocations.json</translation>
    </message>
    <message>
        <source>kunci kantor.json</source>
        <translation>office key.json</translation>
    </message>
    <message>
        <source>Simpan berkas</source>
        <translation>Save a file</translation>
    </message>
    <message>
        <source>Tersimpan: {file}</source>
        <translation>Saved: {file}</translation>
    </message>
</context>
<context>
    <name>RosterDialog</name>
    <message>
        <source>Impor daftar peserta</source>
        <translation>Import a roster</translation>
    </message>
    <message>
        <source>Simpan peserta</source>
        <translation>Save participants</translation>
    </message>
    <message>
        <source>Pilih berkas …</source>
        <translation>Choose a file …</translation>
    </message>
    <message>
        <source>Excel, CSV, atau ODS seperti yang diketik panitia.</source>
        <translation>Excel, CSV or ODS, as the committee typed it.</translation>
    </message>
    <message>
        <source>Simpan daftar masalah …</source>
        <translation>Save the list of problems …</translation>
    </message>
    <message>
        <source>Temuan dalam daftar</source>
        <translation>Findings in the roster</translation>
    </message>
    <message>
        <source>Masalah</source>
        <translation>Problems</translation>
    </message>
    <message>
        <source>Mungkin kembar</source>
        <translation>Possible twins</translation>
    </message>
    <message>
        <source>Tidak disimpan</source>
        <translation>Not saved</translation>
    </message>
    <message>
        <source>Disimpan, periksa lagi</source>
        <translation>Saved, look again</translation>
    </message>
    <message>
        <source>Baris</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>Kolom</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>Keterangan</source>
        <translation>What is wrong</translation>
    </message>
    <message>
        <source>Dalam berkas</source>
        <translation>In the file</translation>
    </message>
    <message>
        <source>Mirip dengan</source>
        <translation>Looks like</translation>
    </message>
    <message>
        <source>Daftar peserta ({endings})</source>
        <translation>Rosters ({endings})</translation>
    </message>
    <message>
        <source>Pilih daftar peserta</source>
        <translation>Choose a roster</translation>
    </message>
    <message>
        <source>Membaca berkas …</source>
        <translation>Reading the file …</translation>
    </message>
    <message numerus="yes">
        <source>Simpan %Ln peserta</source>
        <translation>
            <numerusform>Save %Ln participant</numerusform>
            <numerusform>Save %Ln participants</numerusform>
        </translation>
    </message>
    <message>
        <source>Tidak ada yang baru</source>
        <translation>Nothing new</translation>
    </message>
    <message>
        <source>Masalah ({count})</source>
        <translation>Problems ({count})</translation>
    </message>
    <message>
        <source>Mungkin kembar ({count})</source>
        <translation>Possible twins ({count})</translation>
    </message>
    <message>
        <source>{count} baris</source>
        <translation>{count} rows</translation>
    </message>
    <message>
        <source>{count} baru</source>
        <translation>{count} new</translation>
    </message>
    <message>
        <source>{count} diperbarui</source>
        <translation>{count} updated</translation>
    </message>
    <message>
        <source>{count} sudah sama</source>
        <translation>{count} unchanged</translation>
    </message>
    <message>
        <source>{count} dilewati</source>
        <translation>{count} skipped</translation>
    </message>
    <message>
        <source>Menyimpan …</source>
        <translation>Saving …</translation>
    </message>
    <message numerus="yes">
        <source>%Ln peserta tersimpan.</source>
        <translation>
            <numerusform>%Ln participant saved.</numerusform>
            <numerusform>%Ln participants saved.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln baris dilewati.</source>
        <translation>
            <numerusform>%Ln row skipped.</numerusform>
            <numerusform>%Ln rows skipped.</numerusform>
        </translation>
    </message>
    <message>
        <source>{file} - masalah.xlsx</source>
        <translation>{file} - problems.xlsx</translation>
    </message>
    <message>
        <source>Simpan daftar masalah</source>
        <translation>Save the list of problems</translation>
    </message>
    <message>
        <source>Daftar masalah tersimpan: {file}. Perbaiki di sana, lalu impor lagi.</source>
        <translation>List of problems saved: {file}. Mend it there, then import it again.</translation>
    </message>
</context>
<context>
    <name>Rows</name>
    <message>
        <source>{title}, urut dari yang terbesar</source>
        <translation>{title}, largest first</translation>
    </message>
    <message>
        <source>{title}, urut dari yang terkecil</source>
        <translation>{title}, smallest first</translation>
    </message>
</context>
<context>
    <name>Rule</name>
    <message>
        <source>Tidak ada yang disyaratkan: semua peserta lulus</source>
        <translation>Nothing is demanded: everybody passes</translation>
    </message>
    <message>
        <source>Kehadiran paling sedikit {least}% dari JP</source>
        <translation>At least {least}% of the lesson hours attended</translation>
    </message>
    <message>
        <source>Kehadiran paling sedikit {least}%</source>
        <translation>At least {least}% attended</translation>
    </message>
    <message>
        <source>Kehadiran paling sedikit {least}% dari sesi</source>
        <translation>At least {least}% of the sessions attended</translation>
    </message>
    <message>
        <source>Semua tahap selesai</source>
        <translation>All stages finished</translation>
    </message>
    <message>
        <source>Tahap selesai: {titles}</source>
        <translation>Stages finished: {titles}</translation>
    </message>
    <message>
        <source>Kehadiran tiap tahap paling sedikit {least}%</source>
        <translation>At least {least}% of each stage attended</translation>
    </message>
    <message>
        <source>Semua tugas wajib selesai</source>
        <translation>All required tasks done</translation>
    </message>
    <message>
        <source>Tugas selesai: {titles}</source>
        <translation>Tasks done: {titles}</translation>
    </message>
    <message>
        <source>Rencana Aksi Kelompok dipresentasikan</source>
        <translation>The group&apos;s action plan presented</translation>
    </message>
    <message>
        <source>Tiap komponen nilai paling sedikit {least}</source>
        <translation>Each score component at least {least}</translation>
    </message>
    <message>
        <source>Nilai akhir paling sedikit {least}</source>
        <translation>Total at least {least}</translation>
    </message>
    <message>
        <source>Remedial dihitung paling tinggi {most}</source>
        <translation>Remedials count for at most {most}</translation>
    </message>
    <message>
        <source>Remedial dihitung, yang terbaik yang berlaku</source>
        <translation>Remedials count, the best one holds</translation>
    </message>
    <message>
        <source>Predikat: {bands}</source>
        <translation>Predicates: {bands}</translation>
    </message>
    <message>
        <source>{title} di atas {limit}</source>
        <translation>{title} above {limit}</translation>
    </message>
    <message>
        <source>{title} mulai {limit}</source>
        <translation>{title} from {limit}</translation>
    </message>
</context>
<context>
    <name>SchedulePage</name>
    <message>
        <source>Buat sesi</source>
        <translation>New session</translation>
    </message>
    <message>
        <source>Jadwal sesi</source>
        <translation>Schedule of sessions</translation>
    </message>
    <message>
        <source>Belum ada sesi. Sesi yang Anda buat di sini menjadi kolom presensi.</source>
        <translation>No sessions yet. Sessions that you make here become columns of the register.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln beda isian</source>
        <translation>
            <numerusform>%Ln conflict</numerusform>
            <numerusform>%Ln conflicts</numerusform>
        </translation>
    </message>
    <message>
        <source>Ditutup</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Belum diisi</source>
        <translation>Not marked yet</translation>
    </message>
    <message numerus="yes">
        <source>%Ln belum diisi</source>
        <translation>
            <numerusform>%Ln without a mark</numerusform>
            <numerusform>%Ln without a mark</numerusform>
        </translation>
    </message>
    <message>
        <source>Semua terisi</source>
        <translation>All marked</translation>
    </message>
    <message>
        <source>Sesi</source>
        <translation>Session</translation>
    </message>
    <message>
        <source>Tahap</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>Hari, tanggal</source>
        <translation>Day, date</translation>
    </message>
    <message>
        <source>Waktu</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>JP</source>
        <translation>JP</translation>
    </message>
    <message>
        <source>Keadaan</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Pusat</source>
        <translation>Centre</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tahap</source>
        <translation>
            <numerusform>%Ln stage</numerusform>
            <numerusform>%Ln stages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sesi</source>
        <translation>
            <numerusform>%Ln session</numerusform>
            <numerusform>%Ln sessions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScoreFileDialog</name>
    <message>
        <source>Impor nilai dari {file}</source>
        <translation>Import scores from {file}</translation>
    </message>
    <message>
        <source>Simpan nilai</source>
        <translation>Save scores</translation>
    </message>
    <message>
        <source>Membaca berkas …</source>
        <translation>Reading the file …</translation>
    </message>
    <message>
        <source>Masalah</source>
        <translation>Problems</translation>
    </message>
    <message>
        <source>Alasan perubahan</source>
        <translation>Reason for the change</translation>
    </message>
    <message>
        <source>Baris</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>Keterangan</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>{count} baris</source>
        <translation>{count} rows</translation>
    </message>
    <message>
        <source>{count} nilai baru</source>
        <translation>{count} new scores</translation>
    </message>
    <message>
        <source>{count} berubah</source>
        <translation>{count} changed</translation>
    </message>
    <message>
        <source>{count} sudah sama</source>
        <translation>{count} the same</translation>
    </message>
    <message>
        <source>{count} dilewati</source>
        <translation>{count} skipped</translation>
    </message>
    <message>
        <source>Tulis alasannya, misalnya: salah ketik.</source>
        <translation>Write the reason, for example: mistyped.</translation>
    </message>
    <message numerus="yes">
        <source>Nilai tersimpan dari %Ln baris.</source>
        <translation>
            <numerusform>Scores of %Ln row saved.</numerusform>
            <numerusform>Scores of %Ln rows saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Scores</name>
    <message>
        <source>Nama</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Nilai akhir</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Predikat</source>
        <translation>Predicate</translation>
    </message>
    <message>
        <source>{weight}%</source>
        <translation>{weight}%</translation>
    </message>
    <message>
        <source>tanpa bobot</source>
        <translation>no weight</translation>
    </message>
    <message>
        <source>min {least}</source>
        <translation>least {least}</translation>
    </message>
    <message>
        <source>kelompok</source>
        <translation>group</translation>
    </message>
    <message>
        <source>{value}, di bawah nilai minimal</source>
        <translation>{value}, below the least score</translation>
    </message>
    <message>
        <source>belum ada nilai akhir</source>
        <translation>no total yet</translation>
    </message>
</context>
<context>
    <name>ScoresPage</name>
    <message>
        <source>Percobaan</source>
        <translation>Attempt</translation>
    </message>
    <message>
        <source>Nilai peserta</source>
        <translation>Scores of the participants</translation>
    </message>
    <message>
        <source>Tambah komponen</source>
        <translation>Add component</translation>
    </message>
    <message>
        <source>Bobot dan ambang</source>
        <translation>Weight and least score</translation>
    </message>
    <message>
        <source>Impor nilai</source>
        <translation>Import scores</translation>
    </message>
    <message>
        <source>Tambah komponen pertama</source>
        <translation>Add the first component</translation>
    </message>
    <message>
        <source>Belum ada komponen nilai. Tambahkan dahulu, misalnya Post-test 60% dan Tugas 40%.</source>
        <translation>No score components yet. Add them first, for example Post-test 60% and Assignment 40%.</translation>
    </message>
    <message>
        <source>Nilai pertama</source>
        <translation>First score</translation>
    </message>
    <message>
        <source>Remedial {number}</source>
        <translation>Remedial {number}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln peserta</source>
        <translation>
            <numerusform>%Ln participant</numerusform>
            <numerusform>%Ln participants</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} sudah lengkap</source>
        <translation>{count} complete</translation>
    </message>
    <message>
        <source>dibekukan berita acara</source>
        <translation>frozen by minutes</translation>
    </message>
    <message numerus="yes">
        <source>%Ln berubah sesudahnya</source>
        <translation>
            <numerusform>%Ln changed since</numerusform>
            <numerusform>%Ln changed since</numerusform>
        </translation>
    </message>
    <message>
        <source>Ketik nilai · Enter turun · Tab ke kanan · F2 ubah · Del kosongkan</source>
        <translation>Type a score · Enter down · Tab right · F2 change · Del empty</translation>
    </message>
    <message>
        <source>Nilai ini sudah dibekukan berita acara. Perubahan dicatat dengan alasannya dan tampil sampai dibuat berita acara susulan.</source>
        <translation>Minutes have frozen this score. The change is noted with its reason and shows until supplementary minutes name it.</translation>
    </message>
    <message>
        <source>Ubah nilai {name}</source>
        <translation>Change a score of {name}</translation>
    </message>
    <message>
        <source>Ubah nilai</source>
        <translation>Change score</translation>
    </message>
    <message numerus="yes">
        <source>Tersimpan untuk %Ln anggota kelompok.</source>
        <translation>
            <numerusform>Saved for %Ln member of the group.</numerusform>
            <numerusform>Saved for %Ln members of the group.</numerusform>
        </translation>
    </message>
    <message>
        <source>Tersimpan: {name} {value}</source>
        <translation>Saved: {name} {value}</translation>
    </message>
    <message>
        <source>Dikosongkan: {name}</source>
        <translation>Emptied: {name}</translation>
    </message>
    <message>
        <source>Daftar nilai ({endings})</source>
        <translation>Score lists ({endings})</translation>
    </message>
    <message>
        <source>Pilih daftar nilai</source>
        <translation>Choose a list of scores</translation>
    </message>
</context>
<context>
    <name>Screens</name>
    <message>
        <source>Salinan cadangan hari ini belum dibuat: {why}</source>
        <translation>Today&apos;s backup has not been made yet: {why}</translation>
    </message>
    <message>
        <source>Lontar tidak dapat dibuka</source>
        <translation>Lontar cannot be opened</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Sekarang {person} yang bekerja; isian mulai saat ini atas namanya.</source>
        <translation>{person} works here now; entries from now on are in their name.</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>{what} ( / )</source>
        <translation>{what} ( / )</translation>
    </message>
</context>
<context>
    <name>SelectDialog</name>
    <message>
        <source>Seleksi menurut kuota</source>
        <translation>Select by quota</translation>
    </message>
    <message>
        <source>Seleksi</source>
        <translation>Select</translation>
    </message>
    <message>
        <source>Nomor urut</source>
        <translation>Roster number</translation>
    </message>
    <message>
        <source>Nama</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Golongan, yang tertinggi dahulu</source>
        <translation>Grade, the highest first</translation>
    </message>
    <message>
        <source>Eselon, yang tertinggi dahulu</source>
        <translation>Echelon, the highest first</translation>
    </message>
    <message>
        <source>Kuota</source>
        <translation>Quota</translation>
    </message>
    <message>
        <source>Tempat peserta cadangan</source>
        <translation>Places in the reserve</translation>
    </message>
    <message>
        <source>Urutan</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>Hanya yang berstatus Terdaftar yang diseleksi.</source>
        <translation>Only those in the state Registered are selected.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln orang terpilih</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln menjadi peserta cadangan</source>
        <translation>
            <numerusform>%Ln in the reserve</numerusform>
            <numerusform>%Ln in the reserve</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln belum mendapat tempat</source>
        <translation>
            <numerusform>%Ln without a place</numerusform>
            <numerusform>%Ln without a place</numerusform>
        </translation>
    </message>
    <message>
        <source>{selected} terpilih, {reserves} peserta cadangan, {rest} belum mendapat tempat.</source>
        <translation>{selected} selected, {reserves} in the reserve, {rest} without a place.</translation>
    </message>
</context>
<context>
    <name>SeminarLeaf</name>
    <message>
        <source>Lembar penguji</source>
        <translation>Examiners&apos; sheets</translation>
    </message>
    <message>
        <source>Belum ada penguji. Catat penguji di kelas ini, lalu isi lembarnya.</source>
        <translation>No examiners yet. Note examiners in this class, then fill in their sheets.</translation>
    </message>
    <message>
        <source>Isi lembar</source>
        <translation>Fill in a sheet</translation>
    </message>
    <message>
        <source>belum diisi</source>
        <translation>not filled in yet</translation>
    </message>
    <message>
        <source>Penguji</source>
        <translation>Examiner</translation>
    </message>
    <message>
        <source>Nilai</source>
        <translation>Scores</translation>
    </message>
    <message>
        <source>Belum lengkap</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>Jumlah</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>belum ditetapkan</source>
        <translation>not set yet</translation>
    </message>
    <message>
        <source> (akhir tahap terakhir)</source>
        <translation> (end of the last stage)</translation>
    </message>
    <message>
        <source> (akhir kelas)</source>
        <translation> (end of the class)</translation>
    </message>
    <message>
        <source>Hari seminar</source>
        <translation>Day of the seminar</translation>
    </message>
    <message>
        <source>Urutan tampil</source>
        <translation>Place in the order</translation>
    </message>
    <message>
        <source>belum disusun</source>
        <translation>not set yet</translation>
    </message>
    <message>
        <source>Nilai seminar</source>
        <translation>Seminar score</translation>
    </message>
    <message>
        <source>belum ada</source>
        <translation>none yet</translation>
    </message>
    <message>
        <source>Anda hanya dapat membaca.</source>
        <translation>You can only read.</translation>
    </message>
    <message>
        <source>Kelas ini belum punya penguji.</source>
        <translation>This class has no examiners yet.</translation>
    </message>
</context>
<context>
    <name>SettingsMenu</name>
    <message>
        <source>Pengaturan</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Yang bekerja</source>
        <translation>At work</translation>
    </message>
    <message>
        <source>Bahasa</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Ikut sistem</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>Terang</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Gelap</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Kontras tinggi</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>Tampilan</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>Ukuran huruf</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>Rapat</source>
        <translation>Compact</translation>
    </message>
    <message>
        <source>Biasa</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Longgar</source>
        <translation>Comfortable</translation>
    </message>
    <message>
        <source>Jarak baris</source>
        <translation>Row height</translation>
    </message>
    <message numerus="yes">
        <source>Setelah %Ln menit</source>
        <translation>
            <numerusform>After %Ln minute</numerusform>
            <numerusform>After %Ln minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>Tidak pernah</source>
        <translation>Never</translation>
    </message>
    <message>
        <source>Kunci layar</source>
        <translation>Lock the screen</translation>
    </message>
    <message>
        <source>Kunci sekarang</source>
        <translation>Lock now</translation>
    </message>
    <message>
        <source>Tombol pintas</source>
        <translation>Keys</translation>
    </message>
</context>
<context>
    <name>SheetDialog</name>
    <message>
        <source>Lembar penguji</source>
        <translation>Examiners&apos; sheets</translation>
    </message>
    <message>
        <source>Simpan nilai</source>
        <translation>Save the scores</translation>
    </message>
    <message>
        <source>Penguji</source>
        <translation>Examiner</translation>
    </message>
    <message>
        <source>{title} (bobot {weight})</source>
        <translation>{title} (weight {weight})</translation>
    </message>
    <message>
        <source>Catatan, atau alasan sesudah berita acara</source>
        <translation>Note, or the reason after the minutes</translation>
    </message>
</context>
<context>
    <name>SideBar</name>
    <message>
        <source>Bilah sisi</source>
        <translation>Side bar</translation>
    </message>
    <message>
        <source>Lontar</source>
        <translation>Lontar</translation>
    </message>
    <message>
        <source>Latihan</source>
        <translation>Practice</translation>
    </message>
    <message>
        <source>Kantor latihan: tidak ada yang sungguhan di sini</source>
        <translation>Practice office: nothing here is real</translation>
    </message>
    <message>
        <source>Pengaturan</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Beranda</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Kelas</source>
        <translation>Classes</translation>
    </message>
    <message>
        <source>Peserta</source>
        <translation>Participants</translation>
    </message>
    <message>
        <source>Perlu tindakan</source>
        <translation>Needs you</translation>
    </message>
    <message>
        <source>Sinkronisasi</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programmes</translation>
    </message>
    <message>
        <source>Rencana Aksi</source>
        <translation>Action plans</translation>
    </message>
    <message>
        <source>Sertifikat</source>
        <translation>Certificates</translation>
    </message>
    <message>
        <source>SPBE</source>
        <translation>SPBE</translation>
    </message>
    <message>
        <source>Laporan</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Lipat bilah sisi</source>
        <translation>Fold the side bar</translation>
    </message>
    <message>
        <source>Lipat bilah sisi (Ctrl+B)</source>
        <translation>Fold the side bar (Ctrl+B)</translation>
    </message>
</context>
<context>
    <name>Sides</name>
    <message>
        <source>Berlaku sekarang</source>
        <translation>Holds now</translation>
    </message>
    <message>
        <source>Yang lain</source>
        <translation>The other</translation>
    </message>
    <message>
        <source>Pernah ditulis</source>
        <translation>Was written</translation>
    </message>
    <message>
        <source>Urungkan keputusan</source>
        <translation>Take decision back</translation>
    </message>
    <message>
        <source>Urungkan keputusan: {person}</source>
        <translation>Take decision back: {person}</translation>
    </message>
    <message>
        <source>Keputusan dapat diurungkan dalam 90 hari, selama isiannya belum diubah lagi.</source>
        <translation>A decision can be taken back within 90 days, as long as the entry was not changed again.</translation>
    </message>
    <message>
        <source>Periksa apakah keduanya orang yang sama; keduanya tersimpan di pusat.</source>
        <translation>Check whether both are the same person; both are kept at the centre.</translation>
    </message>
    <message>
        <source>Keduanya tersimpan di pusat. Sampai diputuskan, isian ini tidak ikut dihitung.</source>
        <translation>Both are kept at the centre. Until it is decided, this entry does not count.</translation>
    </message>
    <message>
        <source>Diputuskan {value} oleh {person}, {time}</source>
        <translation>Decided {value} by {person}, {time}</translation>
    </message>
    <message>
        <source>Alasan: {reason}</source>
        <translation>Reason: {reason}</translation>
    </message>
    <message>
        <source>Pakai {value}</source>
        <translation>Take {value}</translation>
    </message>
    <message>
        <source>Pakai {value}, ditulis {author}: {person}</source>
        <translation>Take {value}, written by {author}: {person}</translation>
    </message>
    <message>
        <source>Jam laptop</source>
        <translation>Laptop clock</translation>
    </message>
    <message>
        <source>Jam setelah dicocokkan</source>
        <translation>Clock set right</translation>
    </message>
    <message>
        <source>Tiba di pusat</source>
        <translation>Arrived at the centre</translation>
    </message>
    <message>
        <source>belum diketahui</source>
        <translation>not known yet</translation>
    </message>
    <message>
        <source>Lihat laptop dan ketiga jam</source>
        <translation>Show laptop and all three times</translation>
    </message>
    <message>
        <source>Sembunyikan jam</source>
        <translation>Hide times</translation>
    </message>
    <message>
        <source>Sekaligus, semua di sesi ini</source>
        <translation>At once, all of this session</translation>
    </message>
    <message>
        <source>Pakai semua dari {person} ({count})</source>
        <translation>Take all from {person} ({count})</translation>
    </message>
</context>
<context>
    <name>SignDialog</name>
    <message>
        <source>Tanda tangani berita acara kelulusan</source>
        <translation>Sign the minutes of completion</translation>
    </message>
    <message>
        <source>Tanda tangani dan bekukan</source>
        <translation>Sign and freeze</translation>
    </message>
    <message>
        <source>Yang dibekukan: presensi dan nilai {people} peserta, dan hasilnya: {results}.</source>
        <translation>What will be frozen: attendance and scores of {people} participants, and the results: {results}.</translation>
    </message>
    <message>
        <source>Sesudah ditandatangani, status peserta mengikuti hasil ini. Perubahan masih bisa, tetapi perlu alasan dan berita acara susulan.</source>
        <translation>Once signed, the participants&apos; states follow these results. Changes stay possible, but need a reason and supplementary minutes.</translation>
    </message>
    <message>
        <source>Isi tempat rapat.</source>
        <translation>Fill in where the meeting is held.</translation>
    </message>
    <message>
        <source>Berita acara ditandatangani.</source>
        <translation>The minutes are signed.</translation>
    </message>
</context>
<context>
    <name>SignedPapersDialog</name>
    <message>
        <source>Ambil PDF bertanda tangan</source>
        <translation>Take signed PDFs</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Membaca map …</source>
        <translation>Reading the folder …</translation>
    </message>
    <message>
        <source>Berkas di map itu</source>
        <translation>Files in that folder</translation>
    </message>
    <message>
        <source>Berkas</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Hasil</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>{number}, {name}</source>
        <translation>{number}, {name}</translation>
    </message>
    <message>
        <source>{about}: sudah diambil sebelumnya</source>
        <translation>{about}: taken before</translation>
    </message>
    <message>
        <source>{about}: sebagian isi di luar tanda tangannya, periksa</source>
        <translation>{about}: a part lies outside its signature, check it</translation>
    </message>
    <message numerus="yes">
        <source>%Ln PDF diambil.</source>
        <translation>
            <numerusform>%Ln PDF taken.</numerusform>
            <numerusform>%Ln PDFs taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln berkas tidak diambil.</source>
        <translation>
            <numerusform>%Ln file not taken.</numerusform>
            <numerusform>%Ln files not taken.</numerusform>
        </translation>
    </message>
    <message>
        <source>Tidak ada berkas di map itu.</source>
        <translation>There are no files in that folder.</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Kembali (Alt+panah kiri)</source>
        <translation>Back (Alt+Left)</translation>
    </message>
</context>
<context>
    <name>StepsHead</name>
    <message>
        <source>Langkah {n} dari {count}: {title}</source>
        <translation>Step {n} of {count}: {title}</translation>
    </message>
</context>
<context>
    <name>SummaryDialog</name>
    <message>
        <source>Ringkasan untuk WhatsApp</source>
        <translation>Summary for WhatsApp</translation>
    </message>
    <message>
        <source>Salin teks</source>
        <translation>Copy the text</translation>
    </message>
    <message>
        <source>Tanpa nama, NIP, dan NIK. Periksa sebelum dikirim.</source>
        <translation>Without names, NIP and NIK. Check it before you send it.</translation>
    </message>
    <message>
        <source>Ringkasan</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>Salin gambar</source>
        <translation>Copy the picture</translation>
    </message>
    <message>
        <source>Teks ringkasan disalin; tempel di WhatsApp.</source>
        <translation>The text is copied; paste it into WhatsApp.</translation>
    </message>
    <message>
        <source>Gambar ringkasan disalin; tempel di WhatsApp.</source>
        <translation>The picture is copied; paste it into WhatsApp.</translation>
    </message>
</context>
<context>
    <name>SupplementDialog</name>
    <message>
        <source>Berita acara susulan untuk {named}</source>
        <translation>Supplementary minutes to {named}</translation>
    </message>
    <message>
        <source>Buat susulan</source>
        <translation>Make supplement</translation>
    </message>
    <message numerus="yes">
        <source>dan %Ln perubahan lain</source>
        <translation>
            <numerusform>and %Ln other change</numerusform>
            <numerusform>and %Ln other changes</numerusform>
        </translation>
    </message>
    <message>
        <source>Alasan</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Tempat dan penanda tangan yang dikosongkan sama dengan berita acara sebelumnya.</source>
        <translation>An empty place and signers stay as in the minutes before.</translation>
    </message>
    <message>
        <source>Tulis alasan susulan ini.</source>
        <translation>Write the reason of this supplement.</translation>
    </message>
    <message>
        <source>Berita acara susulan dibuat.</source>
        <translation>Supplementary minutes made.</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>Sinkronisasi</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>Kirim dan ambil data</source>
        <translation>Send and fetch</translation>
    </message>
    <message>
        <source>Batal</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Kemajuan sinkronisasi</source>
        <translation>Progress of sync</translation>
    </message>
    <message>
        <source>Menunggu</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Dibawa</source>
        <translation>Carried</translation>
    </message>
    <message>
        <source>Diterima pusat</source>
        <translation>At the centre</translation>
    </message>
    <message>
        <source>Perlu tindakan</source>
        <translation>Needs you</translation>
    </message>
    <message>
        <source>Yang menunggu dikirim</source>
        <translation>What waits to be sent</translation>
    </message>
    <message>
        <source>Riwayat sinkronisasi</source>
        <translation>History of sync</translation>
    </message>
    <message>
        <source>Tidak ada yang menunggu: semua perubahan di laptop ini sudah di pusat.</source>
        <translation>Nothing waits: every change on this laptop is at the centre.</translation>
    </message>
    <message>
        <source>Menunggu dikirim</source>
        <translation>Waiting to be sent</translation>
    </message>
    <message>
        <source>Riwayat</source>
        <translation>History</translation>
    </message>
    <message>
        <source>Tidak ada jaringan?</source>
        <translation>No network?</translation>
    </message>
    <message>
        <source>Bawa dengan flashdisk</source>
        <translation>Carry on a stick</translation>
    </message>
    <message>
        <source>Laptop pos di kantor</source>
        <translation>Hub of the office</translation>
    </message>
    <message>
        <source>Perubahan</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Tempat</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Sejak</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>Ukuran</source>
        <translation>Size</translation>
    </message>
    <message numerus="yes">
        <source>%Ln ditolak, lihat Perlu tindakan</source>
        <translation>
            <numerusform>%Ln refused, see Needs you</numerusform>
            <numerusform>%Ln refused, see Needs you</numerusform>
        </translation>
    </message>
    <message>
        <source>Selesai</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Waktu</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Terkirim</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>Diterima</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Hasil</source>
        <translation>Outcome</translation>
    </message>
    <message numerus="yes">
        <source>Tidak ada yang menunggu; %Ln perubahan ditolak pusat.</source>
        <translation>
            <numerusform>Nothing waits; the centre refused %Ln change.</numerusform>
            <numerusform>Nothing waits; the centre refused %Ln changes.</numerusform>
        </translation>
    </message>
    <message>
        <source>belum pernah terhubung ke pusat</source>
        <translation>never connected to the centre</translation>
    </message>
    <message>
        <source>terakhir terhubung {time}</source>
        <translation>last connected {time}</translation>
    </message>
    <message>
        <source>ada di salinan cadangan server s.d. {day}</source>
        <translation>in a backup of the server up to {day}</translation>
    </message>
    <message>
        <source>dibawa: flashdisk {number}</source>
        <translation>carried: stick {number}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln menunggu kepastian pusat</source>
        <translation>
            <numerusform>%Ln awaiting word from the centre</numerusform>
            <numerusform>%Ln awaiting word from the centre</numerusform>
        </translation>
    </message>
    <message>
        <source>dicoba lagi {time}</source>
        <translation>next try {time}</translation>
    </message>
    <message>
        <source>Terkirim {sent} dari {all}</source>
        <translation>Sent {sent} of {all}</translation>
    </message>
    <message>
        <source>diterima {received}</source>
        <translation>received {received}</translation>
    </message>
    <message>
        <source>diterima {received} dari {all}</source>
        <translation>received {received} of {all}</translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message numerus="yes">
        <source>%Ln dipilih</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln baris disalin; tempel di Excel dengan Ctrl+V.</source>
        <translation>
            <numerusform>%Ln row copied; paste it into Excel with Ctrl+V.</numerusform>
            <numerusform>%Ln rows copied; paste them into Excel with Ctrl+V.</numerusform>
        </translation>
    </message>
    <message>
        <source>Urutkan menurut</source>
        <translation>Order by</translation>
    </message>
    <message>
        <source>Salin</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Pilih semua</source>
        <translation>Select all</translation>
    </message>
</context>
<context>
    <name>TableList</name>
    <message>
        <source>Tidak ada yang cocok</source>
        <translation>Nothing matches</translation>
    </message>
</context>
<context>
    <name>TabsBar</name>
    <message>
        <source>Lainnya</source>
        <translation>More</translation>
    </message>
    <message>
        <source>Bagian lainnya</source>
        <translation>Other parts</translation>
    </message>
    <message>
        <source>{title}, bagian {n} dari {count}</source>
        <translation>{title}, part {n} of {count}</translation>
    </message>
    <message>
        <source>terbuka</source>
        <translation>open</translation>
    </message>
</context>
<context>
    <name>TasksPage</name>
    <message>
        <source>Tanggal selesai</source>
        <translation>Done on</translation>
    </message>
    <message>
        <source>Semua selesai</source>
        <translation>All done</translation>
    </message>
    <message>
        <source>Tambah tugas</source>
        <translation>Add task</translation>
    </message>
    <message>
        <source>Tugas peserta</source>
        <translation>Tasks of the participants</translation>
    </message>
    <message>
        <source>Belum ada tugas belajar mandiri. Buat tugas pada sebuah tahap, lalu tandai siapa yang selesai.</source>
        <translation>No self-paced tasks yet. Make a task in a stage, then tick who has done it.</translation>
    </message>
    <message>
        <source>Tambah tugas pertama</source>
        <translation>Add the first task</translation>
    </message>
    <message>
        <source>Kelas ini belum punya tahap.</source>
        <translation>This class has no stages yet.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln peserta</source>
        <translation>
            <numerusform>%Ln participant</numerusform>
            <numerusform>%Ln participants</numerusform>
        </translation>
    </message>
    <message>
        <source>Spasi menandai selesai pada tanggal di atas · Spasi lagi membatalkan</source>
        <translation>Space ticks it as done on the day above · Space again takes it back</translation>
    </message>
    <message>
        <source>Nama</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Selesai</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>{done} dari {people}</source>
        <translation>{done} of {people}</translation>
    </message>
    <message>
        <source>s.d. {day}</source>
        <translation>by {day}</translation>
    </message>
    <message>
        <source>tidak wajib</source>
        <translation>optional</translation>
    </message>
    <message>
        <source>selesai</source>
        <translation>done</translation>
    </message>
    <message>
        <source>lewat batas</source>
        <translation>overdue</translation>
    </message>
    <message>
        <source>belum selesai</source>
        <translation>not done yet</translation>
    </message>
    <message>
        <source>{name}: {task} selesai</source>
        <translation>{name}: {task} done</translation>
    </message>
    <message>
        <source>{name}: {task} belum selesai</source>
        <translation>{name}: {task} not done</translation>
    </message>
    <message numerus="yes">
        <source>%Ln peserta yang belum selesai ditandai selesai pada {day}.</source>
        <translation>
            <numerusform>%Ln participant who has not done it is ticked as done on {day}.</numerusform>
            <numerusform>%Ln participants who have not done it are ticked as done on {day}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Tandai semua selesai</source>
        <translation>Tick all as done</translation>
    </message>
    <message numerus="yes">
        <source>%Ln peserta ditandai selesai.</source>
        <translation>
            <numerusform>%Ln participant ticked as done.</numerusform>
            <numerusform>%Ln participants ticked as done.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TileView</name>
    <message>
        <source>belum ada data</source>
        <translation>no data yet</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Bilah atas</source>
        <translation>Top bar</translation>
    </message>
    <message>
        <source>Mundur (Alt+←)</source>
        <translation>Back (Alt+←)</translation>
    </message>
    <message>
        <source>Maju (Alt+→)</source>
        <translation>Forward (Alt+→)</translation>
    </message>
    <message>
        <source>Cari (Ctrl+K)</source>
        <translation>Find (Ctrl+K)</translation>
    </message>
    <message>
        <source>Cari orang, kelas, sesi, halaman, atau tindakan (Ctrl+K)</source>
        <translation>Find people, classes, sessions, pages or acts (Ctrl+K)</translation>
    </message>
    <message>
        <source>Kembali ke {page}</source>
        <translation>Back to {page}</translation>
    </message>
</context>
<context>
    <name>TrainingsLeaf</name>
    <message>
        <source>Pelatihan dan kelas</source>
        <translation>Trainings and classes</translation>
    </message>
    <message>
        <source>Belum ada pelatihan. &quot;Buka pelatihan&quot; membuat kelas, tahap, sesi, dan tugasnya dari berkas program.</source>
        <translation>No training yet. &quot;Open a training&quot; makes classes, stages, sessions and tasks from the programme file.</translation>
    </message>
    <message>
        <source>Jadikan templat</source>
        <translation>Make it a template</translation>
    </message>
    <message>
        <source>Templat</source>
        <translation>Template</translation>
    </message>
    <message>
        <source>Belum ada templat. Templat menyimpan rencana pelatihan, tanpa orang, untuk dibuka di tempat lain.</source>
        <translation>No template yet. A template keeps the plan of a training, without people, to be opened elsewhere.</translation>
    </message>
    <message>
        <source>Buka di kabupaten lain</source>
        <translation>Open in another district</translation>
    </message>
    <message>
        <source>Salin ke semua kabupaten/kota</source>
        <translation>Copy to all districts</translation>
    </message>
    <message>
        <source>Data contoh</source>
        <translation>Example</translation>
    </message>
    <message>
        <source>Pelatihan</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Kelas</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>Tahap penyelenggaraan</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Tempat</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Tanggal</source>
        <translation>Date</translation>
    </message>
    <message numerus="yes">
        <source>%Ln kali</source>
        <translation>
            <numerusform>%Ln time</numerusform>
            <numerusform>%Ln times</numerusform>
        </translation>
    </message>
    <message>
        <source>Dibuat</source>
        <translation>Made</translation>
    </message>
    <message>
        <source>Dibuka</source>
        <translation>Opened</translation>
    </message>
    <message>
        <source>Templat dibuat; tidak ada orang di dalamnya.</source>
        <translation>The template is made; nobody is in it.</translation>
    </message>
    <message numerus="yes">
        <source>Draf pelatihan dibuka: %Ln kelas.</source>
        <translation>
            <numerusform>Draft of a training opened: %Ln class.</numerusform>
            <numerusform>Draft of a training opened: %Ln classes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln draf dibuat.</source>
        <translation>
            <numerusform>%Ln draft made.</numerusform>
            <numerusform>%Ln drafts made.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sudah ada.</source>
        <translation>
            <numerusform>%Ln was there.</numerusform>
            <numerusform>%Ln were there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TransferDialog</name>
    <message>
        <source>Pindahkan {name}</source>
        <translation>Transfer {name}</translation>
    </message>
    <message>
        <source>Pindahkan</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>Ke kelas</source>
        <translation>To class</translation>
    </message>
    <message>
        <source>Alasan</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Statusnya ikut; presensi dan nilai tetap di kelas ini.</source>
        <translation>The state goes along; attendance and scores stay in this class.</translation>
    </message>
    <message>
        <source>{name} dipindahkan.</source>
        <translation>{name} was transferred.</translation>
    </message>
</context>
<context>
    <name>TwinSides</name>
    <message>
        <source>Mungkin orang yang sama</source>
        <translation>Perhaps the same person</translation>
    </message>
    <message>
        <source>Presensi, kelas, dan kelompok keduanya tetap tersimpan; gabungan dapat dipisahkan kapan saja.</source>
        <translation>Attendance, classes and groups of both stay as recorded; a merge can be parted at any time.</translation>
    </message>
    <message>
        <source>Bukan orang yang sama</source>
        <translation>Not the same person</translation>
    </message>
    <message>
        <source>Gabungkan ke sini</source>
        <translation>Merge into this one</translation>
    </message>
    <message>
        <source>Gabungkan ke {name}</source>
        <translation>Merge into {name}</translation>
    </message>
</context>
<context>
    <name>UnlockDialog</name>
    <message>
        <source>Buka Lontar</source>
        <translation>Open Lontar</translation>
    </message>
    <message>
        <source>Buka</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Data di laptop ini terkunci. Masuk sebagai {person}.</source>
        <translation>The data on this laptop is locked. Sign in as {person}.</translation>
    </message>
    <message>
        <source>Data di laptop ini terkunci.</source>
        <translation>The data on this laptop is locked.</translation>
    </message>
    <message>
        <source>Kata sandi</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Kode pemulihan</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>Kata sandi baru</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>Ulangi kata sandi</source>
        <translation>Repeat the passphrase</translation>
    </message>
    <message>
        <source>Isi kode pemulihan.</source>
        <translation>Enter the recovery code.</translation>
    </message>
    <message>
        <source>Isi kata sandi.</source>
        <translation>Enter the passphrase.</translation>
    </message>
    <message>
        <source>Pakai kata sandi</source>
        <translation>Use the passphrase</translation>
    </message>
    <message>
        <source>Lupa kata sandi?</source>
        <translation>Forgot the passphrase?</translation>
    </message>
</context>
<context>
    <name>Usher</name>
    <message numerus="yes">
        <source>%Ln perubahan masih menunggu; semuanya aman di laptop ini.</source>
        <translation>
            <numerusform>%Ln change still waits; it is safe on this laptop.</numerusform>
            <numerusform>%Ln changes still wait; all are safe on this laptop.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln perubahan ditolak pusat; lihat Perlu tindakan.</source>
        <translation>
            <numerusform>The centre refused %Ln change; see Needs you.</numerusform>
            <numerusform>The centre refused %Ln changes; see Needs you.</numerusform>
        </translation>
    </message>
    <message>
        <source>Semua sudah diterima pusat.</source>
        <translation>The centre has everything.</translation>
    </message>
</context>
<context>
    <name>VerdictDialog</name>
    <message>
        <source>Catat putusan</source>
        <translation>Note the decision</translation>
    </message>
    <message>
        <source>Menurut syarat: {outcome}</source>
        <translation>By the rule: {outcome}</translation>
    </message>
    <message>
        <source>Putusan dicatat bersama alasannya dan tertulis di berita acara.</source>
        <translation>The decision is noted with its reason, and stands in the minutes.</translation>
    </message>
    <message>
        <source>Berita acara sudah ditandatangani: perubahan ini menunggu berita acara susulan.</source>
        <translation>The minutes are signed: this change waits for supplementary minutes.</translation>
    </message>
    <message>
        <source>Alasan</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Putusan rapat</source>
        <translation>Decision of the meeting</translation>
    </message>
    <message>
        <source>Tulis alasan putusan rapat.</source>
        <translation>Write why the meeting decided so.</translation>
    </message>
</context>
<context>
    <name>VerifyDialog</name>
    <message>
        <source>Periksa sertifikat</source>
        <translation>Check a certificate</translation>
    </message>
    <message>
        <source>Periksa</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Teks QR</source>
        <translation>Text of the QR</translation>
    </message>
    <message>
        <source>Pindai QR ke sini, atau pilih berkas PDF</source>
        <translation>Scan the QR into here, or choose a PDF</translation>
    </message>
    <message>
        <source>Pilih PDF …</source>
        <translation>Choose a PDF …</translation>
    </message>
    <message>
        <source>Pilih PDF sertifikat</source>
        <translation>Choose the PDF of a certificate</translation>
    </message>
    <message>
        <source>Pindai atau tempel teks QR-nya.</source>
        <translation>Scan or paste the text of the QR.</translation>
    </message>
    <message>
        <source>TIDAK ASLI</source>
        <translation>NOT GENUINE</translation>
    </message>
    <message>
        <source>{number} · {name} · {training} · terbit {day}</source>
        <translation>{number} · {name} · {training} · issued {day}</translation>
    </message>
    <message>
        <source>Asli dan berlaku</source>
        <translation>Genuine and valid</translation>
    </message>
    <message>
        <source>Asli, tetapi dicabut pada {day}</source>
        <translation>Genuine, but revoked on {day}</translation>
    </message>
    <message>
        <source>Asli, tetapi sudah diganti {number}</source>
        <translation>Genuine, but replaced by {number}</translation>
    </message>
    <message>
        <source>Asli; status berlakunya tidak diketahui di laptop ini</source>
        <translation>Genuine; this laptop does not know whether it still holds</translation>
    </message>
</context>
<context>
    <name>VerifyLeaf</name>
    <message>
        <source>Pindai QR sertifikat, tempel teksnya, atau tarik berkas PDF ke sini.</source>
        <translation>Scan a certificate&apos;s QR, paste its text, or drop a PDF here.</translation>
    </message>
    <message>
        <source>Teks QR</source>
        <translation>Text of the QR</translation>
    </message>
    <message>
        <source>Periksa</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>Pilih berkas</source>
        <translation>Choose a file</translation>
    </message>
    <message>
        <source>Sertifikat</source>
        <translation>Certificates</translation>
    </message>
    <message>
        <source>Sertifikat (*.pdf *.txt);;Semua berkas (*)</source>
        <translation>Certificates (*.pdf *.txt);;All files (*)</translation>
    </message>
    <message>
        <source>Asli, tetapi tidak berlaku lagi: {state}.</source>
        <translation>Genuine, but no longer valid: {state}.</translation>
    </message>
    <message>
        <source>Asli, tetapi masa berlakunya sudah lewat.</source>
        <translation>Genuine, but it has expired.</translation>
    </message>
    <message>
        <source>Asli dan berlaku.</source>
        <translation>Genuine and valid.</translation>
    </message>
    <message>
        <source>Asli, tetapi tidak ada di daftar laptop ini; ambil data dahulu.</source>
        <translation>Genuine, but not in this laptop&apos;s register; sync first.</translation>
    </message>
    <message>
        <source>Nama</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Nomor</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Pelatihan</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Jenis</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Jam pelajaran</source>
        <translation>Lesson hours</translation>
    </message>
    <message>
        <source>Tanggal pelatihan</source>
        <translation>Training dates</translation>
    </message>
    <message>
        <source>Terbit</source>
        <translation>Issued</translation>
    </message>
    <message>
        <source>Berlaku sampai</source>
        <translation>Valid until</translation>
    </message>
    <message>
        <source>Penerbit</source>
        <translation>Issued by</translation>
    </message>
    <message>
        <source>Berakhir pada</source>
        <translation>Ended on</translation>
    </message>
    <message>
        <source>Diganti oleh</source>
        <translation>Replaced by</translation>
    </message>
    <message>
        <source>Contoh</source>
        <translation>Example</translation>
    </message>
    <message>
        <source>Data contoh, bukan sertifikat sungguhan</source>
        <translation>Example data, no real certificate</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Lontar</source>
        <translation>Lontar</translation>
    </message>
    <message>
        <source>Lontar (latihan)</source>
        <translation>Lontar (practice)</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>{hour}.{minute}</source>
        <translation>{hour}:{minute}</translation>
    </message>
    <message>
        <source>Giliran Anda {time} {zone}</source>
        <translation>Your turn {time} {zone}</translation>
    </message>
    <message>
        <source>Giliran Anda {time} {zone} (urutan {position})</source>
        <translation>Your turn {time} {zone} (place {position})</translation>
    </message>
    <message>
        <source>{weekday}, {date}</source>
        <translation>{weekday}, {date}</translation>
    </message>
    <message>
        <source>{start} s.d. {end}</source>
        <translation>{start} to {end}</translation>
    </message>
    <message>
        <source>baru saja</source>
        <translation>just now</translation>
    </message>
    <message numerus="yes">
        <source>%n menit lalu</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hari lalu</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n jam lalu</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message>
        <source>{hours} JP</source>
        <translation>{hours} JP</translation>
    </message>
    <message>
        <source>Tahap {number} · {title}</source>
        <translation>Stage {number} · {title}</translation>
    </message>
    <message>
        <source>Hadir</source>
        <translation>Present</translation>
    </message>
    <message>
        <source>Izin</source>
        <translation>Excused</translation>
    </message>
    <message>
        <source>Sakit</source>
        <translation>Sick</translation>
    </message>
    <message>
        <source>Tanpa keterangan</source>
        <translation>Absent</translation>
    </message>
    <message>
        <source>Dinas luar</source>
        <translation>On duty</translation>
    </message>
    <message>
        <source>Belum diisi</source>
        <translation>Not marked yet</translation>
    </message>
    <message>
        <source>Tersimpan di laptop ini</source>
        <translation>Saved on this laptop</translation>
    </message>
    <message>
        <source>Dibawa atau dari laptop lain, belum sampai pusat</source>
        <translation>Carried or from another laptop, not yet at the centre</translation>
    </message>
    <message>
        <source>Diterima pusat</source>
        <translation>At the centre</translation>
    </message>
    <message>
        <source>Perlu tindakan</source>
        <translation>Needs you</translation>
    </message>
</context>
<context>
    <name>_BudgetMenu</name>
    <message>
        <source>Jatah data</source>
        <translation>Data budget</translation>
    </message>
    <message>
        <source>Hemat di jaringan berbayar</source>
        <translation>Save bytes on paid networks</translation>
    </message>
</context>
<context>
    <name>_Line</name>
    <message>
        <source>Tanpa keterangan</source>
        <translation>Without a caption</translation>
    </message>
    <message>
        <source>Buka</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Hapus {title}</source>
        <translation>Delete {title}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln KB</source>
        <translation>
            <numerusform>%Ln KB</numerusform>
            <numerusform>%Ln KB</numerusform>
        </translation>
    </message>
    <message>
        <source>di laptop ini</source>
        <translation>on this laptop</translation>
    </message>
    <message>
        <source>sedang dikirim {percent} %</source>
        <translation>being sent {percent} %</translation>
    </message>
    <message>
        <source>di pusat</source>
        <translation>at the centre</translation>
    </message>
    <message>
        <source>belum di sini</source>
        <translation>not here yet</translation>
    </message>
    <message>
        <source>sedang diambil {percent} %</source>
        <translation>being fetched {percent} %</translation>
    </message>
    <message>
        <source>masih di laptop lain</source>
        <translation>still on another laptop</translation>
    </message>
    <message>
        <source>tidak diterima pusat; tetap di laptop ini</source>
        <translation>not taken by the centre; kept on this laptop</translation>
    </message>
</context>
<context>
    <name>_MinutesDialog</name>
    <message>
        <source>Tempat</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Tanggal</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Nomor (boleh kosong)</source>
        <translation>Number (may be empty)</translation>
    </message>
    <message>
        <source>Penanda tangan {number}</source>
        <translation>Signer {number}</translation>
    </message>
    <message>
        <source>Jabatan</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>NIP (boleh kosong)</source>
        <translation>NIP (may be empty)</translation>
    </message>
</context>
<context>
    <name>_PeoplePage</name>
    <message>
        <source>Impor daftar peserta</source>
        <translation>Import a roster</translation>
    </message>
    <message>
        <source>Belum ada peserta. Tarik berkas Excel ke sini, atau impor daftar peserta dari panitia.</source>
        <translation>No participants yet. Drop an Excel file here, or import the committee&apos;s roster.</translation>
    </message>
    <message>
        <source>Ctrl+I mengimpor daftar peserta</source>
        <translation>Ctrl+I imports a roster</translation>
    </message>
    <message>
        <source>Impor daftar peserta (Ctrl+I)</source>
        <translation>Import a roster (Ctrl+I)</translation>
    </message>
</context>
<context>
    <name>_Start</name>
    <message>
        <source>Mulai pada tanggal lain</source>
        <translation>Begin on another day</translation>
    </message>
    <message>
        <source>Mulai pada</source>
        <translation>Begins on</translation>
    </message>
    <message>
        <source>Waktu</source>
        <translation>When</translation>
    </message>
</context>
<context>
    <name>_Try</name>
    <message>
        <source>Sudah dicoba</source>
        <translation>Tried</translation>
    </message>
    <message>
        <source>Belum dicoba</source>
        <translation>Not tried yet</translation>
    </message>
</context>
</TS>
