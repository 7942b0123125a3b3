#!/usr/bin/env python3
"""Writes identifiers, right ones and wrong ones, with the verdict of python-stdnum, to ../Vectors/identifiers.txt.

    python3 make_identifiers.py [rows of each type, 200] [file]

About half of the rows are a random body and the check characters with which python-stdnum accepts it, or with which a rule
does that differs. The others are made from such ones: a character changed, two neighbors exchanged, one too few or too many.
A fixed seed makes all of them, so that another run with the same version writes the same file, but for days that have come
meanwhile.

Each line has the compact text, 1 or 0 for what python-stdnum says, and a word where Proviso says the other: why is in
DIFFERENCES below. The word is worked out here, from the rule that it stands for, and not from what Proviso says.
Needs the package `python-stdnum`, 2.2.
"""

import datetime
import random
import re
import sys
from itertools import product
from pathlib import Path

from stdnum import bic, iban, imei, lei, luhn, numdb
from stdnum.ar import cuit
from stdnum.at import vnr
from stdnum.au import abn, acn, tfn
from stdnum.be import ssn as niss
from stdnum.bg import egn
from stdnum.br import cnpj, cpf
from stdnum.ca import sin
from stdnum.ch import ssn as ahv
from stdnum.cl import rut
from stdnum.cz import rc
from stdnum.de import idnr as steuer_id
from stdnum.de import vat as ust_id
from stdnum.dk import cpr
from stdnum.es import cif, dni, nie, nif
from stdnum.fi import hetu
from stdnum.fr import nir, siren, siret, tva
from stdnum.gb import nhs, utr
from stdnum.gr import amka
from stdnum.ie import pps
from stdnum.il import idnr as zehut
from stdnum.in_ import aadhaar, gstin, pan
from stdnum.it import codicefiscale, iva
from stdnum.iso7064 import mod_97_10
from stdnum.kr import brn, rrn
from stdnum.mx import curp, rfc
from stdnum.nl import bsn
from stdnum.no import fodselsnummer
from stdnum.pl import nip, pesel, regon
from stdnum.pt import nif as pt_nif
from stdnum.ro import cnp
from stdnum.se import orgnr, personnummer
from stdnum.sg import uen
from stdnum.th import pin
from stdnum.tr import tckimlik
from stdnum.ua import rntrc
from stdnum.us import itin, rtn, ssn
from stdnum.za import idnr as za_id

FILE = Path(__file__).resolve().parent.parent / "Vectors" / "identifiers.txt"
SEED = 20261129
DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BOTH = DIGITS + LETTERS

DIFFERENCES = {
    "length": "python-stdnum fills up with zeros, or asks for no length; Proviso takes the lengths in which it is written",
    "future": "python-stdnum refuses a day or year that has not come; Proviso checks without a clock",
    "day": "python-stdnum takes days that the calendar has not",
    "month": "python-stdnum takes months that are none, for the rest of a division",
    "date": "python-stdnum does not look at the day of birth",
    "sex-or-month": "python-stdnum looks at neither",
    "seven-digits": "Spain's identity cards had seven digits too; python-stdnum takes eight alone",
    "coordination-number": "Sweden adds 60 to the day of persons who are not registered; python-stdnum takes it for no day",
    "century": "python-stdnum takes any century; Proviso those from 1800 to 2099",
    "kind": "kinds of numbers which one takes and the other not, as listed by who gives them out",
    "no-date": "Norway's health services give out numbers without a day of birth",
    "month-80": "Norway adds 80 to the month of persons who were made up for tests, and such numbers turn up in data",
    "range": "python-stdnum asks for no range of the United States' banks",
    "group": "the IRS gives out the groups 50 to 65 too",
    "check-digit": "python-stdnum does not look at the check digit of Korean businesses",
    "check-digits": "00, 01 and 99 leave the same remainders as 97, 98 and 02, which are the ones that are given out",
    "name": "python-stdnum refuses words that Mexico replaces; to redact one is no harm",
    "last": "the last character of a Mexican tax number is a digit or A; python-stdnum takes any",
    "national": "python-stdnum knows the structure and the check digits within some countries' IBANs",
    "state": "states and territories of India that python-stdnum does not list",
    "one-digit": "Brazil gives out no number that is one digit eleven times",
}


def exists(year, month, day):
    try:
        datetime.date(year, month, day)
        return True
    except ValueError:
        return False


def n(text, start, end):
    return int(text[start:end])


def allowed(lengths):
    return lambda t, verdict: "length" if verdict and len(t) not in lengths else None


# --- Differences, each from its own rule --------------------------------------------------------------------------


def of_lei(t, verdict):
    if not verdict:
        return None
    if len(t) != 20 or not t[-2:].isdigit():
        return "length"
    return None if 2 <= n(t, -2, None) <= 98 else "check-digits"


IBAN_LENGTHS = {}


def of_iban(t, verdict):
    if not IBAN_LENGTHS:
        for line in Path(numdb.__file__).with_name("iban.dat").read_text().splitlines():
            match = re.match(r'^([A-Z]{2}) .*bban="([^"]*)"', line)
            if match:
                IBAN_LENGTHS[match[1]] = 4 + sum(int(x) for x in re.findall(r"(\d+)!", match[2]))
    right = mod_97_10.is_valid(t[4:] + t[:4]) and IBAN_LENGTHS.get(t[:2]) == len(t)
    if right and verdict and not 2 <= n(t, 2, 4) <= 98:
        return "check-digits"
    if right and not verdict and t[2:4].isdigit() and 2 <= n(t, 2, 4) <= 98:
        return "national"
    return None


def of_belgium(t, verdict):
    if not re.match(r"^\d{11}$", t):
        return None
    year, month, day = n(t, 0, 2), n(t, 2, 4), n(t, 4, 6)
    if verdict:
        real = month % 20 == 0 and day <= 31 or day == 0 or month % 20 > 0 and exists(2000 + year, month % 20, day)
        return None if real else "day"
    if month > 52 or month % 20 > 12 or day > 31 or (day and month % 20 and not exists(2000 + year, month % 20, day)):
        return None
    return "future" if 97 - int("2" + t[:9]) % 97 == n(t, 9, 11) else None


def of_nir(t, verdict):
    if not verdict:
        return None
    month = n(t, 3, 5)
    good = t[0] in "123478" and (1 <= month <= 12 or 20 <= month <= 42 or month >= 50)
    return None if good else "sex-or-month"


def of_nif(t, verdict):
    if re.match(r"^\d{7}[A-Z]$", t) and dni.calc_check_digit(t[:-1]) == t[-1]:
        return "seven-digits"
    return None


def of_codice_fiscale(t, verdict):
    if not verdict:
        return None
    day = int("".join("0123456789"["LMNPQRSTUV".index(x)] if x.isalpha() else x for x in t[9:11]))
    return "day" if day > 71 else None


def of_personnummer(t, verdict):
    if not re.match(r"^(\d\d)?\d{10}$", t):
        return None
    year = n(t, 0, -8)
    month, day = n(t, -8, -6), n(t, -6, -4)
    if verdict:
        return "century" if len(t) == 12 and not 1800 <= year <= 2099 else None
    if len(t) == 10:
        year += 2000
    good = 1800 <= year <= 2099 and luhn.is_valid(t[-10:]) and exists(year, month, day - 60)
    return "coordination-number" if good else None


def of_orgnr(t, verdict):
    return "kind" if verdict and (t[0] == "0" or t[2] < "2") else None


def of_norway(t, verdict):
    if verdict or not re.match(r"^\d{11}$", t):
        return None
    if fodselsnummer.calc_check_digit1(t) != t[9] or fodselsnummer.calc_check_digit2(t) != t[10]:
        return None
    if n(t, 0, 2) >= 80:
        return "no-date"
    if n(t, 2, 4) > 80:
        try:
            fodselsnummer.get_birth_date(t[:2] + "%02d" % (n(t, 2, 4) - 80) + t[4:])
            return "month-80"
        except fodselsnummer.ValidationError:
            return None
    try:
        return "future" if fodselsnummer.get_birth_date(t) > datetime.date.today() else None
    except fodselsnummer.ValidationError:
        return None


def of_denmark(t, verdict):
    if verdict or not re.match(r"^\d{10}$", t):
        return None
    try:
        return "future" if cpr.get_birth_date(t) > datetime.date.today() else None
    except cpr.ValidationError:
        return None


def of_austria(t, verdict):
    if not verdict:
        return None
    day, month, year = n(t, 4, 6), n(t, 6, 8), n(t, 8, 10)
    good = 13 <= month <= 15 and 1 <= day <= 31 or exists(2000 + year, month, day)
    return None if good else "date"


def of_czechia(t, verdict):
    if not verdict:
        return None
    month = n(t, 2, 4) - (50 if n(t, 2, 4) > 50 else 0)
    if len(t) == 10 and month > 20:
        month -= 20
    return None if 1 <= month <= 12 else "month"


def of_romania(t, verdict):
    return "date" if not verdict and t[:1] in ("7", "8", "9") and t[1:7] == "000229" else None


def of_south_africa(t, verdict):
    if verdict or not re.match(r"^\d{10}2\d\d$", t) or not luhn.is_valid(t):
        return None
    return "kind" if exists(2000 + n(t, 0, 2), n(t, 2, 4), n(t, 4, 6)) else None


def of_uen(t, verdict):
    if re.match(r"^\d{9}[A-Z]$", t) and uen.calc_local_company_check_digit(t[:9]) == t[9]:
        if verdict and not 1800 <= n(t, 0, 4) <= 2099:
            return "century"
        return "future" if not verdict and n(t, 0, 4) <= 2099 else None
    if not verdict and re.match(r"^T\d\d[A-Z]{2}\d{4}[A-Z]$", t) and t[3:5] in uen.OTHER_UEN_ENTITY_TYPES:
        return "future" if uen.calc_other_check_digit(t) == t[9] else None
    return None


def of_gstin(t, verdict):
    if verdict or t[:2] not in ("38", "97", "99") or not re.match(r"^\d\d.{10}[1-9A-Z]Z[0-9A-Z]$", t):
        return None
    return "state" if pan.is_valid(t[2:12]) and luhn.is_valid(t, gstin._ALPHABET) else None


def of_itin(t, verdict):
    return "group" if not verdict and re.match(r"^9\d\d(5\d|6[0-5])\d{4}$", t) else None


def of_rtn(t, verdict):
    if not verdict:
        return None
    first = n(t, 0, 2)
    good = first <= 12 or 21 <= first <= 32 or 61 <= first <= 72 or first == 80
    return "kind" if int(t) == 0 else None if good else "range"


def of_brn(t, verdict):
    if not verdict:
        return None
    total = sum(int(a) * b for a, b in zip(t, (1, 3, 7, 1, 3, 7, 1, 3, 5))) + int(t[8]) * 5 // 10
    return None if (10 - total) % 10 == int(t[9]) else "check-digit"


def of_thailand(t, verdict):
    return "kind" if not verdict and re.match(r"^0\d{12}$", t) and pin.calc_check_digit(t) == t[12] else None


def of_cpf(t, verdict):
    return "one-digit" if verdict and len(set(t)) == 1 else None


def of_curp(t, verdict):
    if verdict or not re.match(r"^[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d$", t) or t[11:13] not in curp._valid_states:
        return None
    if curp.calc_check_digit(t) != t[17] or not exists(
        (1900 if t[16].isdigit() else 2000) + n(t, 4, 6), n(t, 6, 8), n(t, 8, 10)
    ):
        return None
    return "kind" if t[10] == "X" else "name"


def of_rfc(t, verdict):
    if verdict:
        return "length" if len(t) == 10 else "last" if t[-1] not in DIGITS + "A" else None
    match = re.match(r"^([A-Z]{4})(\d{6})[0-9A-Z]{2}[0-9A]$", t)
    if match and match[1] in rfc._name_blacklist and exists(2000 + n(match[2], 0, 2), n(match[2], 2, 4), n(match[2], 4, 6)):
        return "name"
    return None


def of_cuit(t, verdict):
    return "kind" if not verdict and re.match(r"^2[56]\d{9}$", t) and cuit.calc_check_digit(t[:-1]) == t[-1] else None


# --- Random bodies: `?` is a check digit to be found, `!` a check character ---------------------------------------


def some(r, alphabet, count=1):
    return "".join(r.choice(alphabet) for _ in range(count))


def d(r, count):
    return some(r, DIGITS, count)


def date(r, form, first=1900, last=2026, day=0, month=0):
    when = datetime.date(first, 1, 1) + datetime.timedelta(r.randrange((last - first + 1) * 365))
    # Some days that there are not.
    number = when.day if r.random() < 0.97 else r.randrange(100)
    parts = {"Y": "%04d" % when.year, "y": "%02d" % (when.year % 100), "m": "%02d" % (when.month + month),
             "d": "%02d" % ((number + day) % 100)}
    return "".join(parts[x] for x in form)


def iban_body(r):
    country = r.choice("DE89:18n GB29:4a14n FR14:10n11c2n NL91:4a10n CH93:5n12c AT61:16n IT60:1a10n12c PL61:24n SE45:18n "
                       "DK50:14n FI21:14n IE29:4a14n PT50:21n GR16:7n16c MT84:4a5n18c TR33:5n1n16c NO93:11n BE68:12n ES91:20n".split())
    letters, structure = country[:2], country.split(":")[1]
    bban = "".join(some(r, {"n": DIGITS, "a": LETTERS, "c": BOTH}[kind], int(count))
                   for count, kind in re.findall(r"(\d+)([nac])", structure))
    return letters + "??" + bban


def tax_id_body(r):
    digits = r.sample(DIGITS, 9 if r.random() < 0.5 else 8)
    digits += [r.choice(digits)] * (10 - len(digits))
    r.shuffle(digits)
    return "".join(digits) + "?"


def pan_body(r):
    return some(r, LETTERS, 3) + r.choice("ABCFGHJKLPT") + some(r, LETTERS) + d(r, 4) + some(r, LETTERS)


def uen_body(r):
    kind = r.randrange(3)
    if kind == 0:
        return d(r, 8) + "!"
    if kind == 1:
        return str(r.randrange(1950, 2030)) + d(r, 5) + "!"
    return r.choice("RST") + d(r, 2) + r.choice(uen.OTHER_UEN_ENTITY_TYPES) + d(r, 4) + "!"


def curp_body(r):
    year = r.randrange(1930, 2026)
    return (some(r, LETTERS, 4) + date(r, "ymd", year, year) + r.choice("HHHHMMMMX")
            + r.choice(sorted(curp._valid_states)) + some(r, LETTERS, 3) + (d(r, 1) if year < 2000 else some(r, LETTERS)) + "?")


def fiscal_code_body(r):
    text = some(r, LETTERS, 6) + d(r, 2) + some(r, "ABCDEHLMPRST") + "%02d" % r.choice([*range(1, 32), *range(41, 72), 75, 85, 99])
    text += some(r, LETTERS) + d(r, 3)
    places = r.sample([6, 7, 9, 10, 12, 13, 14], r.choice([0, 0, 0, 1, 3]))
    return "".join("LMNPQRSTUV"[int(x)] if i in places else x for i, x in enumerate(text)) + "!"


def card_body(r):
    prefix, length = r.choice([("4", 16), ("4", 13), ("51", 16), ("2221", 16), ("34", 15), ("36", 14), ("6011", 16), ("3528", 16),
                               ("6200", 19), ("6759", 12), ("5018", 18)])
    return prefix + d(r, length - len(prefix) - 1) + "?"


def hetu_input(t):
    return t[:6] + "-" + t[6:] if len(t) == 10 else t


# Type, kinds of rules, python-stdnum's verdict, a body, and the differences.
TYPES = [
    ("payment-card", "checked", luhn.is_valid, card_body, None),
    ("iban", "checked", iban.is_valid, iban_body, of_iban),
    ("bic", "weak", bic.is_valid, lambda r: some(r, LETTERS, 6) + some(r, BOTH, r.choice([2, 5])), None),
    ("lei", "checked", lei.is_valid, lambda r: d(r, 4) + "00" + some(r, BOTH, 12) + "??", of_lei),
    ("imei", "checked", imei.is_valid, lambda r: d(r, 14) + "?", allowed([15])),
    ("de-tax-id", "checked", steuer_id.is_valid, tax_id_body, None),
    ("de-vat", "checked", lambda t: t[:2] == "DE" and ust_id.is_valid(t), lambda r: "DE" + d(r, 8) + "?", None),
    ("at-social-security", "checked", vnr.is_valid, lambda r: d(r, 3) + "?" + date(r, "dmy"), of_austria),
    ("ch-social-security", "checked", ahv.is_valid, lambda r: "756" + d(r, 9) + "?", None),
    ("fr-nir", "checked", nir.is_valid,
     lambda r: r.choice("111222334785") + date(r, "y") + r.choice([date(r, "m"), date(r, "m"), d(r, 2)]) + r.choice(["75", "2A", "2B", "13", "97"]) + d(r, 6) + "??", of_nir),
    ("fr-siren", "checked", siren.is_valid, lambda r: d(r, 8) + "?", None),
    ("fr-siret", "checked", siret.is_valid,
     lambda r: r.choice(["356000000", "732829320", "404833048", "552008443"]) + d(r, 4) + "?", None),
    ("fr-vat", "checked", lambda t: t[:2] == "FR" and tva.is_valid(t),
     lambda r: "FR!!" + r.choice(["732829320", "404833048", "552008443", "000" + d(r, 6)]), None),
    ("nl-bsn", "checked", bsn.is_valid, lambda r: d(r, r.choice([7, 8, 8, 8])) + "?", allowed([8, 9])),
    ("be-national-number", "checked", niss.is_valid,
     lambda r: date(r, "ymd", month=r.choice([0, 0, 20, 40])) + d(r, 3) + "??", of_belgium),
    ("uk-nhs", "checked", nhs.is_valid, lambda r: d(r, 9) + "?", None),
    ("uk-utr", "checked", utr.is_valid, lambda r: "?" + d(r, 9), None),
    ("ie-pps", "checked", pps.is_valid, lambda r: d(r, 7) + "!" + r.choice(["", "", "A", "B", "H", "W", "T", "X"]), None),
    ("es-nif", "checked", lambda t: t[:1] in DIGITS + "KLM" and nif.is_valid(t),
     lambda r: d(r, 8) + "!" if r.random() < 0.9 else r.choice("KLM") + d(r, 7) + "!", of_nif),
    ("es-nie", "checked", nie.is_valid, lambda r: r.choice("XYZ") + d(r, 7) + "!", None),
    ("es-cif", "checked", cif.is_valid, lambda r: r.choice("ABCDEFGHJNPQRSUVW") + d(r, 7) + "!", None),
    ("pt-nif", "checked", pt_nif.is_valid, lambda r: d(r, 8) + "?", None),
    ("it-fiscal-code", "checked", codicefiscale.is_valid, fiscal_code_body, of_codice_fiscale),
    ("it-vat", "checked", iva.is_valid, lambda r: d(r, 7) + "%03d" % r.randrange(1, 101) + "?", None),
    ("se-personal-number", "checked", personnummer.is_valid,
     lambda r: date(r, r.choice(["ymd", "Ymd"]), day=r.choice([0, 0, 0, 60])) + d(r, 3) + "?", of_personnummer),
    ("se-organization-number", "checked", orgnr.is_valid, lambda r: r.choice("125789") + d(r, 8) + "?", of_orgnr),
    ("fi-hetu", "checked", lambda t: hetu.is_valid(hetu_input(t), allow_temporary=True),
     lambda r: date(r, "dmy", 1950) + r.choice(["", *"ABCDEFYXWVU"]) + d(r, 3) + "!", None),
    ("dk-cpr", "structural", cpr.is_valid, lambda r: date(r, "dmy") + d(r, 4), of_denmark),
    ("no-birth-number", "checked", fodselsnummer.is_valid,
     lambda r: date(r, "dmy", day=r.choice([0, 0, 0, 40, 80]), month=r.choice([0, 0, 0, 40, 80])) + d(r, 3) + "??", of_norway),
    ("cz-sk-birth-number", "checked structural", rc.is_valid,
     lambda r: date(r, "ymd", 1954, month=r.choice([0, 50, 20, 70])) + d(r, 3) + "?" if r.random() < 0.8
     else date(r, "ymd", 1880, 1953, month=r.choice([0, 50])) + d(r, 3), of_czechia),
    ("pl-pesel", "checked", pesel.is_valid, lambda r: date(r, "ymd", month=r.choice([0, 0, 20, 80])) + d(r, 4) + "?", None),
    ("pl-nip", "checked", nip.is_valid, lambda r: d(r, 9) + "?", None),
    ("pl-regon", "checked", regon.is_valid, lambda r: d(r, 8) + "?" if r.random() < 0.6 else d(r, 8) + "?" + d(r, 4) + "?", None),
    ("ua-tax-number", "checked", rntrc.is_valid, lambda r: d(r, 9) + "?", None),
    ("ro-cnp", "checked", cnp.is_valid,
     lambda r: r.choice("123456789") + date(r, "ymd") + r.choice(sorted(cnp._COUNTIES)) + d(r, 3) + "?", of_romania),
    ("bg-egn", "checked", egn.is_valid, lambda r: date(r, "ymd", month=r.choice([0, 20, 40])) + d(r, 3) + "?", None),
    ("gr-amka", "checked", amka.is_valid, lambda r: date(r, "dmy") + d(r, 4) + "?", None),
    ("us-ssn", "structural", ssn.is_valid, lambda r: d(r, 9), None),
    ("us-itin", "structural", itin.is_valid, lambda r: "9" + d(r, 2) + r.choice("56789") + d(r, 5), of_itin),
    ("us-npi", "checked", lambda t: len(t) == 10 and t[0] in "12" and luhn.is_valid("80840" + t),
     lambda r: r.choice("12") + d(r, 8) + "?", None),
    ("us-aba", "checked", rtn.is_valid, lambda r: d(r, 8) + "?", of_rtn),
    ("ca-sin", "checked", sin.is_valid, lambda r: d(r, 8) + "?", None),
    ("br-cpf", "checked", cpf.is_valid, lambda r: (d(r, 9) if r.random() < 0.97 else d(r, 1) * 9) + "??", of_cpf),
    ("br-cnpj", "checked", cnpj.is_valid, lambda r: (d(r, 12) if r.random() < 0.5 else some(r, BOTH, 12)) + "??", None),
    ("mx-curp", "checked", curp.is_valid, curp_body, of_curp),
    ("mx-rfc", "structural", rfc.is_valid,
     lambda r: some(r, LETTERS, r.choice([3, 4])) + date(r, "ymd") + some(r, BOTH, 2) + some(r, DIGITS + "AB"), of_rfc),
    ("ar-cuit", "checked", cuit.is_valid,
     lambda r: r.choice("20 23 24 25 26 27 30 33 34 50 51 55".split()) + d(r, 8) + "?", of_cuit),
    ("cl-rut", "checked", rut.is_valid, lambda r: d(r, r.choice([7, 8])) + "!", None),
    ("au-tfn", "checked", tfn.is_valid, lambda r: d(r, 8) + "?", allowed([9])),
    ("au-abn", "checked", abn.is_valid, lambda r: "??" + d(r, 9), None),
    ("au-acn", "checked", acn.is_valid, lambda r: d(r, 8) + "?", None),
    ("in-aadhaar", "checked", aadhaar.is_valid, lambda r: r.choice("23456789") + d(r, 10) + "?", None),
    ("in-pan", "structural", pan.is_valid, pan_body, None),
    ("in-gstin", "checked", gstin.is_valid,
     lambda r: "%02d" % r.choice([*range(1, 40), 97, 99]) + pan_body(r) + some(r, BOTH[1:]) + "Z!", of_gstin),
    ("sg-uen", "checked", uen.is_valid, uen_body, of_uen),
    ("kr-rrn", "checked", lambda t: t[6:7] not in ("5", "6", "7", "8") and rrn.is_valid(t),
     lambda r: date(r, "ymd") + r.choice("123490") + d(r, 5) + "?", None),
    ("kr-frn", "checked", lambda t: t[6:7] in ("5", "6", "7", "8") and rrn.is_valid(t),
     lambda r: date(r, "ymd") + r.choice("5678") + d(r, 5) + "?", None),
    ("kr-brn", "checked", brn.is_valid, lambda r: d(r, 9) + "?", of_brn),
    ("th-id", "checked", pin.is_valid, lambda r: d(r, 12) + "?", of_thailand),
    ("tr-id", "checked", tckimlik.is_valid, lambda r: d(r, 9) + "??", None),
    ("il-id", "checked", zehut.is_valid, lambda r: d(r, r.choice([7, 8, 8, 8])) + "?", allowed([8, 9])),
    ("za-id", "checked", za_id.is_valid, lambda r: date(r, "ymd") + d(r, 4) + r.choice("00011112") + d(r, 1) + "?", of_south_africa),
]


def verdict(check, text):
    try:
        return bool(check(text))
    except Exception:  # some functions raise more than their own errors
        return False


def completed(r, body, accepts):
    """A body with the characters in its open places with which it is accepted, or with any where none is."""
    places = [i for i, x in enumerate(body) if x in "?!"]
    alphabets = [DIGITS if body[i] == "?" else BOTH for i in places]
    choices = list(product(*alphabets))
    r.shuffle(choices)
    for choice in choices:
        text = list(body)
        for place, character in zip(places, choice):
            text[place] = character
        if accepts("".join(text)):
            break
    return "".join(text)


def mutated(r, text, fixed):
    kind = r.randrange(3 if not fixed else 2)
    place = r.randrange(fixed, len(text))
    if kind == 0:
        return text[:place] + some(r, DIGITS if text[place].isdigit() else LETTERS) + text[place + 1:]
    if kind == 1:
        place = min(max(place, fixed), len(text) - 2)
        return text[:place] + text[place + 1] + text[place] + text[place + 2:]
    if r.random() < 0.5:
        return text[:place] + text[place + 1:]
    return text[:place] + some(r, DIGITS) + text[place:]


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    file = Path(sys.argv[2]) if len(sys.argv) > 2 else FILE
    lines = []
    for name, kinds, check, body, differs in TYPES:
        r = random.Random(f"{SEED} {name}")
        lines.append(f"# {name} {kinds}")
        rows, right, words = [], 0, {}
        while len(rows) < count:
            # Where Proviso and python-stdnum differ, bodies are completed for either.
            text = completed(r, body(r), lambda t: verdict(check, t) != bool(differs and differs(t, verdict(check, t))))
            if r.random() < 0.5:
                # What is left to the issuer of a card is not python-stdnum's.
                text = mutated(r, text, 4 if name == "payment-card" else 0)
            if not re.match(r"^[0-9A-Z]+$", text):
                continue
            says = verdict(check, text)
            word = differs(text, says) if differs else None
            assert word is None or word in DIFFERENCES, word
            right += says
            if word:
                words[word] = words.get(word, 0) + 1
            rows.append(f"{text} {int(says)}" + (f" {word}" if word else ""))
        lines += rows
        print(name, "right:", right, "of", count, words or "")
    file.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
