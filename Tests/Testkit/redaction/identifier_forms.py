"""Writes identifiers in the forms in which people write them."""

from identifiers import OTHERS, checked, iban

NO_BREAK = "\u00a0"

# Always with a word that says what they are: the shape alone tells nothing.
WEAK = {
    "bic",
    "de-tax-number",
    "de-bsnr",
    "de-driving-license",
    "de-license-plate",
    "de-postcode",
    "us-passport",
    "us-driving-license",
    "us-bank-account",
    "es-passport",
    "it-driving-license",
    "it-id-card",
    "it-passport",
    "in-passport",
    "in-voter",
    "in-license-plate",
    "ng-license-plate",
    "kr-driving-license",
    "kr-passport",
    "tr-license-plate",
    "uk-passport",
    "uk-postcode",
    "uk-license-plate",
    "us-itin",
    "de-commercial-register",
}

# What is told from its form alone, by whoever has seen one.
TELLING = {
    "iban": None,
    "it-fiscal-code": None,
    "fi-hetu": "-",
    "mx-curp": None,
    "payment-card": " ",
    "br-cpf": ".",
    "br-cnpj": "/",
    "us-ssn": "-",
    "uk-nino": " ",
    "kr-rrn": "-",
    "kr-frn": "-",
    "de-vat": None,
    "fr-vat": None,
    "in-gstin": None,
    "lei": None,
    "ar-cuit": "-",
    "us-mbi": "-",
    "se-personal-number": "-",
    "uk-driving-license": None,
    "ch-social-security": ".",
    "sg-nric": None,
    "cl-rut": ".",
    "de-commercial-register": " ",
    "de-social-security": " ",
    "fr-nir": " ",
    "uk-postcode": " ",
    "vin": None,
}

# Groups that people write: lengths of the groups and what stands between them.
GROUPS = {
   
    "payment-card": {16: [("4444", " "), ("4444", "-")], 15: [("465", " ")], 14: [("464", " ")], 19: [("44443", " ")]},
    "iban": {None: [("4*", " "), ("4*", " ")]}, "imei": {15: [("2661", "-"), ("2661", " ")]},
    "de-tax-id": {11: [("2333", " "), ("2333", " ")]}, "de-social-security": {12: [("26121", " "), ("2613", " ")]},
    "de-health-insurance": {10: [("1333", " ")]}, "de-vat": {11: [("29", " "), ("2333", " ")]},
    "at-social-security": {10: [("46", " "), ("46", "-")]},
    "ch-social-security": {13: [("3442", "."), ("3442", "."), ("3442", " ")]},
    "fr-nir": {15: [("1222332", " "), ("1222332", " ")]}, "fr-siren": {9: [("333", " ")]},
    "fr-siret": {14: [("3335", " ")]}, "fr-vat": {13: [("22333", " "), ("49", " ")]},
    "nl-bsn": {9: [("432", "."), ("333", " "), ("432", " ")]}, "be-national-number": {11: [("222-3.2", ".")]},
    "uk-nhs": {10: [("334", " "), ("334", "-")]}, "uk-utr": {10: [("55", " ")]},
    "uk-nino": {9: [("22221", " "), ("261", " ")]},
    "us-ssn": {9: [("324", "-"), ("324", "-"), ("324", "-"), ("324", " ")]},
    "us-itin": {9: [("324", "-"), ("324", "-")]},
    "us-mbi": {11: [("434", "-"), ("434", "-"), ("434", "-"), ("434", " ")]},
    "es-nif": {9: [("81", "-"), ("233-1", ".")]}, "es-nie": {9: [("171", "-"), ("81", "-")]},
    "es-cif": {9: [("18", "-")]}, "pt-nif": {9: [("333", " "), ("333", ".")]},
    "it-fiscal-code": {16: [("3355", " ")]},
    "se-personal-number": {10: [("64", "-"), ("64", "-")], 12: [("84", "-"), ("84", "-")]},
    "se-organization-number": {10: [("64", "-"), ("64", "-")]},
    "dk-cpr": {10: [("64", "-"), ("64", "-"), ("64", " ")]}, "no-birth-number": {11: [("65", " "), ("65", " ")]},
    "cz-sk-birth-number": {10: [("64", "/"), ("64", "/")], 9: [("63", "/")]},
    "pl-nip": {10: [("3322", "-"), ("3223", "-")]}, "gr-amka": {11: [("65", " ")]},
    "ca-sin": {9: [("333", " "), ("333", "-")]}, "br-cpf": {11: [("333-2", "."), ("333-2", ".")]},
    "br-cnpj": {14: [("233/4-2", "."), ("233/4-2", ".")]}, "ar-cuit": {11: [("281", "-"), ("281", "-")]},
    "cl-rut": {9: [("233-1", "."), ("81", "-")], 8: [("133-1", "."), ("71", "-")]},
    "au-tfn": {9: [("333", " "), ("333", " "), ("333", " "), ("333", "-")]},
    "au-abn": {11: [("2333", " "), ("2333", " ")]}, "au-acn": {9: [("333", " ")]},
    "au-medicare": {10: [("451", " "), ("451", "-")]}, "in-aadhaar": {12: [("444", " "), ("444", " "), ("444", "-")]},
    "in-license-plate": {}, "kr-rrn": {13: [("67", "-"), ("67", "-"), ("67", " ")]},
    "kr-frn": {13: [("67", "-"), ("67", "-")]}, "kr-brn": {10: [("325", "-"), ("325", "-")]},
    "th-id": {13: [("14521", "-"), ("14521", " ")]},
    "ph-tin": {9: [("333", "-"), ("333", "-")], 12: [("3333", "-"), ("3333", "-")]}, "il-id": {9: [("81", "-")]},
    "za-id": {13: [("6412", " "), ("643", " ")]}, "ng-nin": {11: [("434", " ")]}, "tr-id": {11: [("3332", " ")]},
    "us-bank-account": {10: [("55", " ")]}, "mx-rfc": {13: [("463", "-"), ("463", " ")], 12: [("363", "-")]},
    "ua-tax-number": {},
}  # fmt: skip


# How often a number is in groups, where that is rarer or more common than usual.
OFTEN = 0.6
SHARES = {
    "it-fiscal-code": 0.1, "tr-id": 0.1, "de-health-insurance": 0.15, "za-id": 0.2, "ng-nin": 0.3,
    "us-bank-account": 0.15, "de-vat": 0.3, "es-nif": 0.4, "es-nie": 0.2, "es-cif": 0.2, "mx-rfc": 0.2, "nl-bsn": 0.3,
    "uk-utr": 0.4, "imei": 0.2, "il-id": 0.25, "gr-amka": 0.1, "fr-siren": 0.5, "fr-siret": 0.5, "fr-vat": 0.4,
    "us-ssn": 0.8, "us-itin": 0.8, "us-mbi": 0.75, "br-cpf": 0.7, "br-cnpj": 0.7, "kr-rrn": 0.8, "kr-frn": 0.8,
    "dk-cpr": 0.75, "cz-sk-birth-number": 0.75, "ch-social-security": 0.8, "no-birth-number": 0.35,
}  # fmt: skip


def grouped(text, form, separator):
    """The text in groups: a digit is a length, another character stands in place of the separator."""
    if form == "4*":
        return separator.join(text[i : i + 4] for i in range(0, len(text), 4))
    parts, place = "", 0
    for index, x in enumerate(form):
        if not x.isdigit():
            parts += x
            continue
        if index and form[index - 1].isdigit():
            parts += separator
        parts += text[place : place + int(x)]
        place += int(x)
    assert place == len(text), (text, form)
    return parts


def no_break(r, text):
    """As in what was copied from a page or from a program for writing."""
    return text.replace(" ", NO_BREAK) if r.random() < 0.1 else text


def identifier(r, name, telling=False, countries=""):
    """A number that is right, as somebody writes it; `telling` asks for the form from which alone it can be told."""
    text = iban(r, countries) if name == "iban" else OTHERS[name](r) if name in OTHERS else checked(r, name)
    if name == "fi-hetu":
        # The sign of the century is a part of it.
        while len(text) != 11:
            text = text[:6] + "-" + text[6:] if len(text) == 10 else checked(r, name)
    separator = TELLING.get(name) if telling else None
    forms = GROUPS.get(name, {})
    choices = forms.get(len(text)) or forms.get(None) or []
    if separator and choices:
        wanted = [each for each in choices if each[1] == separator or separator in each[0]]
        return no_break(r, grouped(text, *r.choice(wanted or choices)))
    if separator and separator not in text and (separator != " " or name == "payment-card"):
        return identifier(r, name, telling)
    if choices and r.random() < SHARES.get(name, OFTEN):
        text = no_break(r, grouped(text, *r.choice(choices)))
    if r.random() < 0.07 and name not in ("de-commercial-register",):
        text = text.lower()
    return text
