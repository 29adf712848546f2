// Checks the text of a certificate's QR: the same rules as contract/training/certificates/seal.py, in plain JavaScript.
// Needs nacl (TweetNaCl). OFFICE is the office's public key and its revocation list, written in when the file is made.
var lontar = (function () {
  "use strict";
  var PREFIX = "LONTAR1:";
  var SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  var SEAL = 64, KEY = 32, VOUCHER = 64, HEAD = SEAL + KEY + VOUCHER;
  var NAMES = ["office", "issuer", "number", "series", "sequence", "first", "last", "kind", "name", "training",
    "lesson_hours", "starts_on", "ends_on", "issued_on", "valid_until", "example"];
  var NUMBERS = { office: 1, sequence: 1, first: 1, last: 1, example: 1 };
  // The order of the curve, least byte first: a signature's second half must be below it, or it was made anew from another.
  var ORDER = [237, 211, 245, 92, 26, 99, 18, 88, 214, 156, 247, 162, 222, 249, 222, 20,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16];
  var TORN = "Teks QR tidak utuh: ada tanda yang hilang atau berubah. Pindai sekali lagi.";

  function wrong(part, sentence) {
    return { genuine: false, part: part, error: sentence };
  }

  function bytesOf(signs) {
    var rest = signs.length % 8, out = [], bits = 0, held = 0;
    if (rest === 1 || rest === 3 || rest === 6) { return null; }
    for (var i = 0; i < signs.length; i += 1) {
      var value = SIGNS.indexOf(signs.charAt(i));
      if (value < 0) { return null; }
      bits = (bits << 5) | value;
      held += 5;
      if (held >= 8) {
        held -= 8;
        out.push((bits >> held) & 255);
      }
      bits &= (1 << held) - 1;
    }
    return bits === 0 ? new Uint8Array(out) : null;
  }

  function utf8(text) {
    var plain = unescape(encodeURIComponent(text)), out = new Uint8Array(plain.length);
    for (var i = 0; i < plain.length; i += 1) { out[i] = plain.charCodeAt(i); }
    return out;
  }

  function textOf(bytes) {
    var plain = "";
    for (var i = 0; i < bytes.length; i += 1) { plain += String.fromCharCode(bytes[i]); }
    return decodeURIComponent(escape(plain));
  }

  function fromHex(hex) {
    var out = new Uint8Array(hex.length / 2);
    for (var i = 0; i < out.length; i += 1) { out[i] = parseInt(hex.substr(2 * i, 2), 16); }
    return out;
  }

  function joined(first, second) {
    var out = new Uint8Array(first.length + second.length);
    out.set(first, 0);
    out.set(second, first.length);
    return out;
  }

  function part(bytes, start, end) {
    var out = new Uint8Array(end - start);
    for (var i = start; i < end; i += 1) { out[i - start] = bytes[i]; }
    return out;
  }

  function isSigned(words, signature, key) {
    for (var i = 31; i >= 0; i -= 1) {
      if (signature[32 + i] > ORDER[i]) { return false; }
      if (signature[32 + i] < ORDER[i]) { return nacl.sign.detached.verify(words, signature, key); }
    }
    return false;
  }

  function factsOf(bytes) {
    var told, facts = {};
    try {
      told = JSON.parse(textOf(bytes));
    } catch (error) {
      return null;
    }
    if (!Array.isArray(told) || told.length !== NAMES.length) { return null; }
    for (var i = 0; i < NAMES.length; i += 1) {
      var name = NAMES[i], kind = NUMBERS[name] ? "number" : "string";
      if (name === "lesson_hours" ? !(told[i] === null || typeof told[i] === "number") : typeof told[i] !== kind) {
        return null;
      }
      facts[name] = told[i];
    }
    return facts;
  }

  function check(text, office) {
    var plain = text.replace(/\s+/g, "");
    if (/[^\x00-\x7f]/.test(plain)) { return wrong("text", TORN); }
    plain = plain.toUpperCase();
    if (plain.indexOf(PREFIX) !== 0) {
      return wrong("text", "Teks ini bukan QR sertifikat Lontar: harus dimulai dengan " + PREFIX);
    }
    var whole = bytesOf(plain.substr(PREFIX.length));
    if (whole === null || whole.length <= HEAD) { return wrong("text", TORN); }
    var content = part(whole, HEAD, whole.length), facts = factsOf(content);
    if (facts === null) { return wrong("text", TORN); }
    var key = part(whole, SEAL, SEAL + KEY);
    var words = "lontar certificate numbers 1\u0000" +
      [facts.office, facts.series, facts.first, facts.last].join("\n") + "\n";
    if (!isSigned(joined(utf8(words), key), part(whole, SEAL + KEY, HEAD), fromHex(office.signing_key))) {
      return wrong("office", "Kunci penanda sertifikat ini tidak dijamin oleh kantor itu: bukan terbitannya, atau QR diubah.");
    }
    if (!isSigned(joined(utf8("lontar certificate 1\u0000"), content), part(whole, 0, SEAL), key)) {
      return wrong("facts", "Isi QR telah diubah sesudah ditandai: sertifikat ini tidak asli.");
    }
    if (facts.sequence < facts.first || facts.sequence > facts.last) {
      return wrong("number", "Nomor sertifikat di luar nomor yang dijamin kantor untuk penandanya.");
    }
    return { genuine: true, facts: facts, ended: endedOf(facts.number, office.revoked) };
  }

  function endedOf(number, revoked) {
    for (var i = 0; i < revoked.length; i += 1) {
      if (revoked[i].number === number) { return revoked[i]; }
    }
    return null;
  }

  return { check: check };
}());
