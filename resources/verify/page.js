// What the page does with the answer. Everything is written as text, never as HTML: it came from a stranger.
(function () {
  "use strict";
  if (typeof document === "undefined") { return; }
  var MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
    "November", "Desember"];
  var KINDS = { training: "Sertifikat Pelatihan", competence: "Sertifikat Kompetensi",
    attended: "Surat Keterangan Mengikuti Pelatihan" };

  function day(iso) {
    var parts = iso.split("-");
    return parts.length === 3 ? Number(parts[2]) + " " + MONTHS[Number(parts[1]) - 1] + " " + parts[0] : "-";
  }

  function today() {
    var now = new Date();
    return now.getFullYear() + "-" + ("0" + (now.getMonth() + 1)).slice(-2) + "-" + ("0" + now.getDate()).slice(-2);
  }

  function line(into, label, value) {
    var row = into.insertRow(-1);
    row.insertCell(-1).textContent = label;
    row.insertCell(-1).textContent = value;
  }

  function show() {
    var box = document.getElementById("answer"), head = document.getElementById("head");
    var told = document.getElementById("told"), found = lontar.check(document.getElementById("text").value, OFFICE);
    told.textContent = "";
    box.hidden = false;
    if (!found.genuine) {
      box.className = "wrong";
      head.textContent = "TIDAK ASLI atau berubah: " + found.error;
      return;
    }
    var facts = found.facts, ended = found.ended;
    var over = facts.valid_until !== "" && facts.valid_until < today();
    box.className = ended || over ? "ended" : "right";
    head.textContent = ended ? (ended.status === "revoked" ? "Asli, tetapi DICABUT " : "Asli, tetapi DIGANTI ") +
      day(ended.on) + (ended.by ? " dengan nomor " + ended.by : "") : over ? "Asli, masa berlakunya sudah lewat" : "ASLI";
    if (facts.example) { head.textContent += " (DATA CONTOH)"; }
    line(told, "Jenis", KINDS[facts.kind] || facts.kind);
    line(told, "Nomor", facts.number);
    line(told, "Nama", facts.name);
    line(told, "Pelatihan", facts.training);
    line(told, "JP", facts.lesson_hours === null ? "tidak disebut" : String(facts.lesson_hours / 100).replace(".", ","));
    line(told, "Waktu", day(facts.starts_on) + " s.d. " + day(facts.ends_on));
    line(told, "Penerbit", facts.issuer);
    line(told, "Terbit", day(facts.issued_on));
    line(told, "Berlaku sampai", facts.valid_until === "" ? "tanpa batas waktu" : day(facts.valid_until));
  }

  document.getElementById("office").textContent = OFFICE.name + " (" + OFFICE.fingerprint + ")";
  document.getElementById("listed").textContent = day(OFFICE.made_on) + ", " + OFFICE.revoked.length + " nomor";
  document.getElementById("check").addEventListener("click", show);
}());
