"""Makes identifiers that are right.

What python-stdnum knows comes from ../make_identifiers.py, and is taken only where python-stdnum says that it is right.
The rest follows the published rules, named at each function. All numbers are random.
"""

import datetime
import re
import sys
from pathlib import Path

from stdnum import verhoeff
from stdnum.de import stnr

sys.path.append(str(Path(__file__).resolve().parent.parent))
import make_identifiers as known  # noqa: E402

DIGITS, LETTERS, BOTH, d, some = known.DIGITS, known.LETTERS, known.BOTH, known.d, known.some


def born(r, form, first=1935, last=2008, day=0, month=0):
    """A day on which somebody may be born who writes letters today; all of them are in the past."""
    when = datetime.date(first, 1, 1) + datetime.timedelta(r.randrange((last - first + 1) * 365))
    parts = {
        "Y": "%04d" % when.year,
        "y": "%02d" % (when.year % 100),
        "m": "%02d" % (when.month + month),
        "d": "%02d" % (when.day + day),
    }
    return "".join(parts[x] for x in form)


# The rows there have days that there are not, and those to come, about which python-stdnum changes its mind.
known.date = born
TYPES = {name: (check, body, differs) for name, _, check, body, differs in known.TYPES}


def checked(r, name):
    """Where python-stdnum is known to differ from who gives the numbers out, what both take."""
    check, body, differs = TYPES[name]
    right = lambda t: known.verdict(check, t) and not (differs and differs(t, True))  # noqa: E731
    while True:
        text = known.completed(r, body(r), right)
        if right(text) and PLAUSIBLE.get(name, re.compile("")).match(text):
            return text


# Of persons who live: the century that a sign or a number stands for has come, and is not long past.
PLAUSIBLE = {
    "fi-hetu": re.compile(r"\d{4}(0[0-8][A-F]|[3-9]\d([-YXWVU]|(?=....$)))"),
    "kr-rrn": re.compile(r"0[0-8]\d{4}[34]|[3-9]\d{5}[12]"),
    "kr-frn": re.compile(r"0[0-8]\d{4}[78]|[3-9]\d{5}[56]"),
    "ro-cnp": re.compile(r"[12][3-9]|[56]0"),
    "pl-pesel": re.compile(r"[3-9]\d[01]|0[0-8][23]"),
    "bg-egn": re.compile(r"[3-9]\d[01]|0[0-8][45]"),
    "za-id": re.compile(r"\d{10}[01][89]"),
}


# --- What python-stdnum does not know ------------------------------------------------------------------------------


def digit_sum(number):
    return sum(int(x) for x in str(number))


def de_tax_number(r):
    while True:
        regions = ["Baden-Württemberg", "Bayern", "Berlin", "Hessen", "Niedersachsen", "Nordrhein-Westfalen", "Sachsen"]
        form = {
            "Baden-Württemberg": "dd ddd ddddd",
            "Bayern": "ddd ddd ddddd",
            "Berlin": "dd ddd ddddd",
            "Hessen": "ddd ddd ddddd",
            "Niedersachsen": "dd ddd ddddd",
            "Nordrhein-Westfalen": "ddd dddd dddd",
            "Sachsen": "ddd ddd ddddd",
        }
        region = r.choice(regions)
        text = re.sub("d", lambda _: d(r, 1), form[region])
        if not stnr.is_valid(text.replace(" ", ""), region):
            continue
        if r.random() < 0.25:
            return stnr.to_country_number(text.replace(" ", ""), region)
        return text.replace(" ", "/" if r.random() < 0.8 else " ")


def de_social_security(r):
    """Verordnung über die Versicherungsnummer, section 2: weights, sums of digits, modulo 10."""
    area = r.choice("02 04 08 10 11 12 13 15 17 20 23 25 28 29 38 40 44 50 52 65".split())
    day, letter, serial = born(r, "dmy"), some(r, LETTERS), d(r, 2)
    digits = area + day + "%02d" % (LETTERS.index(letter) + 1) + serial
    check = sum(digit_sum(int(x) * w) for x, w in zip(digits, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1))) % 10
    return area + day + letter + serial + str(check)


def de_health_insurance(r):
    """GKV, section 290 SGB V: the letter as two digits, weights 1 and 2, sums of digits, modulo 10."""
    letter, body = some(r, LETTERS), d(r, 8)
    digits = "%02d" % (LETTERS.index(letter) + 1) + body
    return letter + body + str(sum(digit_sum(int(x) * (1, 2)[i % 2]) for i, x in enumerate(digits)) % 10)


def icao(text):
    """ICAO 9303, part 3, section 4.9."""
    return str(sum(BOTH.index(x) * (7, 3, 1)[i % 3] for i, x in enumerate(text)) % 10)


def de_document(r, first):
    text = r.choice(first) + some(r, "CFGHJKLMNPRTVWXYZ0123456789", 8)
    if first == "LT" and r.random() < 0.2:
        text = "T" + d(r, 8)
    # The front shows nine characters; with the check digit it stands in the zone that machines read.
    return text + icao(text) if r.random() < 0.75 else text


def de_lanr(r):
    body = d(r, 6)
    return (
        body
        + str(-sum(int(x) * (4, 9)[i % 2] for i, x in enumerate(body)) % 10)
        + r.choice(["01", "03", "10", "19", "34", "51", "69"])
    )


def us_dea(r):
    body = d(r, 6)
    check = (sum(int(x) for x in body[::2]) + 2 * sum(int(x) for x in body[1::2])) % 10
    return some(r, "ABCDEFGHJKLMPRSTUX") + some(r, LETTERS) + body + str(check)


def us_mbi(r):
    letter, either = "ACDEFGHJKMNPQRTUVWXY", "0123456789ACDEFGHJKMNPQRTUVWXY"
    return "".join(
        some(r, x)
        for x in ["123456789", letter, either, DIGITS, letter, either, DIGITS, letter, letter, DIGITS, DIGITS]
    )


def au_medicare(r):
    body = some(r, "23456") + d(r, 7)
    check = sum(int(x) * w for x, w in zip(body, (1, 3, 7, 9, 1, 3, 7, 9))) % 10
    return body + str(check) + some(r, "123456")


def sg_nric(r):
    kind, body = some(r, "SSTTFGM"), d(r, 7)
    total = sum(int(x) * w for x, w in zip(body, (2, 7, 6, 5, 4, 3, 2))) + {"T": 4, "G": 4, "M": 3}.get(kind, 0)
    return (
        kind
        + body
        + {"S": "JZIHGFEDCBA", "F": "XWUTRQPNMLK", "M": "XWUTRQPNJLK"}[{"T": "S", "G": "F"}.get(kind, kind)][total % 11]
    )


def ph_tin(r):
    while True:
        body = d(r, 8)
        if (rest := sum(int(x) * w for x, w in zip(body, range(9, 1, -1))) % 11) < 10:
            return body + str(rest) + r.choice(["", "000", "001"])


def ng_nin(r):
    body = some(r, "123456789") + d(r, 9)
    return body + verhoeff.calc_check_digit(body)


def vin(r):
    """ISO 3779. For North America the ninth character is computed (49 CFR 565.15); for Europe many fill up with Z."""
    letters = "ABCDEFGHJKLMNPRSTUVWXYZ"
    if r.random() < 0.3:
        return (
            r.choice(["WVWZZZ", "WDDZZZ", "VF1", "TMB", "WBA"]).ljust(9, "Z")[:9]
            + some(r, letters)
            + some(r, letters)
            + d(r, 6)
        )
    text = (
        r.choice(["1FT", "2HG", "3VW", "5YJ", "JHM", "4T1", "1C4"])
        + some(r, letters + DIGITS, 5)
        + "_"
        + some(r, letters)
        + some(r, letters)
        + d(r, 6)
    )
    values = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9]))
    total = sum(
        (int(x) if x.isdigit() else values.get(x, 0)) * w
        for x, w in zip(text, (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2))
    )
    return text.replace("_", "0123456789X"[total % 11])


def payment_card(r):
    """Brands about as often as people have them."""
    first, length = r.choices(
        [("4", 16), (str(r.randrange(51, 56)), 16), ("2221", 16), ("34", 15), ("37", 15), ("6011", 16), ("3528", 16),
            ("36", 14), ("6200", 16),
         ("6200", 19), ("6759", 12), ("5018", 18), ("4", 13)],
             [40, 22, 5, 5, 8, 4, 4, 4, 3, 2, 1, 1, 1])[0]  # fmt: skip
    return known.completed(r, first + d(r, length - len(first) - 1) + "?", known.luhn.is_valid)


def it_fiscal_code(r):
    """Decreto 23 dicembre 1976: consonants of the names before vowels, day and place of birth."""
    consonants, vowels = "BCDFGLMNPRSTVZ", "AEIOU"
    surname = some(r, consonants, 3) if r.random() < 0.8 else some(r, consonants, 2) + some(r, vowels)
    first = some(r, consonants, 3) if r.random() < 0.6 else some(r, consonants, 2) + some(r, vowels)
    year, month, day = born(r, "y"), some(r, "ABCDEHLMPRST"), r.randrange(1, 29) + r.choice([0, 40])
    text = f"{surname}{first}{year}{month}{day:02}{some(r, 'ABCDEFGHL')}{r.randrange(1, 999):03}"
    if r.random() < 0.05:
        # Of two persons with one code, one gets letters in place of digits.
        text = text[:14] + "LMNPQRSTUV"[int(text[14])]
    return known.completed(r, text + "!", lambda t: known.verdict(known.codicefiscale.is_valid, t))


def uk_nino(r):
    while (prefix := some(r, "ABCEGHJKLMNOPRSTWXYZ") + some(r, "ABCEGHJKLMNPRSTWXYZ")) in (
        "BG",
        "GB",
        "KN",
        "NK",
        "NT",
        "TN",
        "ZZ",
    ):
        pass
    return prefix + d(r, 6) + some(r, "ABCD")


def uk_driving_license(r):
    surname = r.choice(["TILLB", "ASHGR", "FAIRL", "QUILL", "PIKE9", "DORRA", "BRIGH", "HALDA", "OXLEY", "RUMBO"])
    day, female = born(r, "Ymd"), r.random() < 0.5
    return (
        surname
        + day[2]
        + "%02d" % (int(day[4:6]) + 50 * female)
        + day[6:]
        + day[3]
        + some(r, LETTERS)
        + r.choice([some(r, LETTERS), "9"])
        + "9"
        + some(r, LETTERS, 2)
    )


def uk_postcode(r):
    outward = r.choice(
        ["SW1A", "M1", "B33", "CR2", "DN55", "EC1A", "W1A", "LS6", "EH12", "G12", "BT7", "CF10", "PL4", "N7", "YO10"]
    )
    return f"{outward} {some(r, DIGITS)}{some(r, 'ABDEFGHJLNPQRSTUWXYZ', 2)}"


def uk_license_plate(r):
    letters = "ABCDEFGHJKLMNOPRSTUVWXY"
    year = r.choice(["02", "05", "09", "11", "17", "19", "23", "54", "58", "63", "66", "70", "74"])
    if r.random() < 0.2:
        return f"{some(r, 'ABCDEFGHJKLMNPRSTWXY')}{r.randrange(20, 999)} {some(r, letters, 3)}"
    return some(r, letters, 2) + year + " " + some(r, letters, 3)


def de_license_plate(r):
    district = r.choice("B M K HH F KS BN HD TÜ LÖ GÖ MYK ROW EMS OL FÜ C L DD RÜD S".split())
    letters = some(r, "ABCDEFGHKLMNPRSTVWXZ", r.choice([1, 2]))
    text = f"{district}{r.choice(['-', '-', ' '])}{letters}{r.choice([' ', ' ', ''])}{r.randrange(1, 9999)}"
    return text + (r.choice("EH") if r.random() < 0.1 and len(text) < 9 else "")


def in_license_plate(r):
    if r.random() < 0.15:
        return f"{r.randrange(21, 26)} BH {d(r, 4)} {some(r, 'ABCDEFGH', 2)}"
    return r.choice(["", "", " ", " ", "-"]).join(
        [
            r.choice("MH DL KA TN UP GJ WB RJ KL AP".split()),
            "%02d" % r.randrange(1, 50),
            some(r, "ABCDEFGHJK", r.choice([1, 2])),
            d(r, 4),
        ]
    )


def tr_license_plate(r):
    letters = some(r, "ABCDEFGHJKLMNPRSTUVYZ", r.choice([1, 2, 3]))
    return f"{r.randrange(1, 82):02} {letters} {d(r, 5 - len(letters))}"


def us_driving_license(r):
    return r.choice(
        [
            some(r, LETTERS) + d(r, 7),
            some(r, LETTERS) + d(r, 12),
            d(r, 9),
            d(r, 8),
            some(r, LETTERS) + d(r, 8),
            f"{some(r, LETTERS)}{d(r, 3)}-{d(r, 4)}-{d(r, 4)}",
        ]
    )


def de_driving_license(r):
    return (
        some(r, "BCDFGHJKLMN") + d(r, 3) + some(r, "CFGHJKLMNPRTVWXYZ0123456789", 5) + d(r, 1) + some(r, DIGITS + "X")
        if r.random() < 0.6
        else some(r, LETTERS, 2) + d(r, 9)
    )


def it_id_card(r):
    return r.choice(
        [
            some(r, LETTERS, 2) + d(r, 7),
            some(r, LETTERS, 2) + " " + d(r, 7),
            d(r, 7) + some(r, LETTERS, 2),
            "C" + some(r, LETTERS) + d(r, 5) + some(r, LETTERS, 2),
        ]
    )


def bic(r):
    return (
        some(r, LETTERS, 4)
        + r.choice("DE FR NL AT CH GB IT ES PL UA BE SE".split())
        + some(r, LETTERS + "23456789", 2)
        + r.choice(["", "", "XXX", "100"])
    )


# The structure of the national part, as SWIFT's registry gives it: n a digit, a a letter, c either.
IBANS = {
    "DE": "18n", "AT": "16n", "CH": "5n12c", "FR": "10n11c2n", "BE": "12n", "ES": "20n", "IT": "1a10n12n",
    "NL": "4a10n", "PT": "21n", "PL": "24n", "GB": "4a14n", "IE": "4a14n", "MT": "4a5n18c", "SE": "20n", "FI": "14n",
    "DK": "14n", "NO": "11n", "TR": "5n1n16n", "GR": "7n16n", "UA": "6n19n", "CZ": "20n", "RO": "4a16c",
    "BG": "4a6n8c", "AE": "19n", "SA": "2n18c", "IL": "19n",
}  # fmt: skip


def iban(r, countries):
    country = r.choice(countries.split() if countries else list(IBANS))
    kinds = {"n": DIGITS, "a": LETTERS, "c": BOTH}
    body = "".join(some(r, kinds[kind], int(count)) for count, kind in re.findall(r"(\d+)([nac])", IBANS[country]))
    text = country + known.mod_97_10.calc_check_digits(body + country) + body
    # Digits that a country asks for beyond these are random: who checks them is stricter than most.
    assert known.iban.is_valid(text, check_country=False), text
    return text


def fr_siret(r):
    while True:
        text = known.completed(r, checked(r, "fr-siren") + "0" + d(r, 3) + "?", known.luhn.is_valid)
        if known.verdict(known.siret.is_valid, text):
            return text


def fr_vat(r):
    siren = checked(r, "fr-siren")
    text = f"FR{(12 + 3 * int(siren)) % 97:02}{siren}"
    return text if known.verdict(known.tva.is_valid, text) else fr_vat(r)


OTHERS = {
    "payment-card": payment_card,
    "it-fiscal-code": it_fiscal_code,
    "fr-siret": fr_siret,
    "fr-vat": fr_vat,
    "de-tax-number": de_tax_number,
    "de-social-security": de_social_security,
    "de-health-insurance": de_health_insurance,
    "de-id-card": lambda r: de_document(r, "LT"),
    "de-passport": lambda r: de_document(r, "CFGHJK"),
    "de-lanr": de_lanr,
    "de-bsnr": lambda r: r.choice("01 02 03 17 20 38 46 52 71 72 83 93 98".split()) + d(r, 7),
    "de-driving-license": de_driving_license,
    "de-commercial-register": lambda r: (
        f"{r.choice(['HRB', 'HRB', 'HRA'])}{r.choice([' ', ' ', ' ', ''])}{r.randrange(100, 299999)}"
    ),
    "de-license-plate": de_license_plate,
    "de-postcode": lambda r: "%05d" % r.randrange(1067, 99998),
    "us-dea": us_dea,
    "us-mbi": us_mbi,
    "us-passport": lambda r: r.choice([d(r, 9), some(r, "ABCXYZ") + d(r, 8)]),
    "us-driving-license": us_driving_license,
    "us-bank-account": lambda r: some(r, "123456789") + d(r, r.choice([7, 8, 9, 9, 11, 13])),
    "es-passport": lambda r: r.choice(["PA", "XD", "AA", "ZA"]) + some(r, LETTERS) + d(r, 6),
    "it-driving-license": lambda r: r.choice(
        [
            some(r, LETTERS, 2) + d(r, 7) + some(r, LETTERS),
            "U1" + some(r, "ABCDEFGHLMNPRSTUWYXZ0123456789", 7) + some(r, LETTERS),
        ]
    ),
    "it-id-card": it_id_card,
    "it-passport": lambda r: r.choice(["YA", "YB", "AA", "BB"]) + d(r, 7),
    "in-passport": lambda r: some(r, "ABCDEFGHJKLMNPRSTUVWXYZ") + r.choice([d(r, 7), d(r, 7), d(r, 2) + " " + d(r, 5)]),
    "in-voter": lambda r: some(r, LETTERS, 3) + known.completed(r, d(r, 6) + "?", known.luhn.is_valid),
    "in-license-plate": in_license_plate,
    "ng-nin": ng_nin,
    "ng-license-plate": lambda r: f"{some(r, LETTERS, 3)}{r.choice(['-', ' ', ''])}{d(r, 3)}{some(r, LETTERS, 2)}",
    "au-medicare": au_medicare,
    "sg-nric": sg_nric,
    "kr-driving-license": lambda r: f"{r.randrange(11, 27)}-{r.randrange(0, 99):02}-{d(r, 6)}-{d(r, 2)}",
    "kr-passport": lambda r: r.choice(["M", "M", "S", "R"]) + r.choice([d(r, 8), d(r, 3) + some(r, LETTERS) + d(r, 4)]),
    "ph-tin": ph_tin,
    "vin": vin,
    "tr-license-plate": tr_license_plate,
    "uk-nino": uk_nino,
    "uk-driving-license": uk_driving_license,
    "uk-passport": lambda r: r.choice([d(r, 9), d(r, 9), some(r, LETTERS, 2) + d(r, 7)]),
    "uk-postcode": uk_postcode,
    "uk-license-plate": uk_license_plate,
    "bic": bic,
}
