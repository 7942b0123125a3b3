"""Makes what is no personal data and looks like it: numbers of orders, versions, hashes, identifiers that are wrong."""

import base64
import datetime

from identifiers import DIGITS, LETTERS, checked, d, known, some
from values import HEX, WORDS


def filler(r, name):
    if name.startswith("digits") or name == "digit":
        return some(r, "123456789") + d(r, int(name[6:] or 1) - 1 if name != "digit" else 0)
    if name.startswith("bignum") and name[6:].isdigit():
        return some(r, "123456789") + d(r, int(name[6:]) - 1)
    if name.startswith("hex") and name[3:].isdigit():
        return some(r, HEX, int(name[3:]))
    return FILLERS[name](r)


def wrong(r, name):
    """An identifier with one digit changed, so that its check fails."""
    check = known.TYPES and dict((x[0], x[2]) for x in known.TYPES)[name]
    while True:
        text = checked(r, name)
        place = r.choice([i for i, x in enumerate(text) if x.isdigit() and i > 3])
        changed = text[:place] + str((int(text[place]) + r.randrange(1, 10)) % 10) + text[place + 1 :]
        if not known.verdict(check, changed):
            return changed


def bad_card(r):
    text = wrong(r, "payment-card")
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4)) if len(text) == 16 and r.random() < 0.6 else text


def bad_iban(r):
    text = wrong(r, "iban")
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4)) if r.random() < 0.6 else text


def luhn(r, first, length):
    return known.completed(r, first + d(r, length - len(first) - 1) + "?", known.luhn.is_valid)


def not_luhn(r, length, first="123456789"):
    while known.luhn.is_valid(text := some(r, first) + d(r, length - 1)):
        pass
    return text


def order(r):
    return r.choice(
        [
            d(r, 3) + "-" + d(r, 7) + "-" + d(r, 7),
            not_luhn(r, 10),
            not_luhn(r, 8),
            f"B-{r.randrange(2019, 2027)}-{d(r, 5)}",
            "WEB" + d(r, 7),
            not_luhn(r, 12),
            some(r, LETTERS, 2) + d(r, 2) + "-" + d(r, 6),
            "#" + d(r, 6),
            not_luhn(r, 9),
        ]
    )


def invoice(r):
    return r.choice(
        [
            f"R{r.randrange(2019, 2027)}{d(r, 5)}",
            f"{r.randrange(2019, 2027)}/{d(r, 4)}",
            not_luhn(r, 10),
            f"INV-{d(r, 6)}",
            f"F{d(r, 2)}-{d(r, 5)}",
        ]
    )


def tracking(r):
    return r.choice(
        [
            "1Z" + some(r, LETTERS + DIGITS, 6) + d(r, 10),
            "00" + "34" + d(r, 16),
            some(r, LETTERS, 2) + d(r, 9) + "DE",
            not_luhn(r, 14),
            "JJD" + d(r, 18),
            not_luhn(r, 12),
        ]
    )


def version(r):
    return r.choice(
        [
            f"v{r.randrange(12)}.{r.randrange(30)}.{r.randrange(20)}.{r.randrange(10)}",
            f"{r.randrange(30)}.{r.randrange(30)}.{r.randrange(20)}",
            f"{r.randrange(1, 13)}.{r.randrange(1, 13)}.{r.randrange(10, 30)}",
            f"{r.randrange(12)}.{r.randrange(30)}",
            f"v{r.randrange(9)}.{r.randrange(9)}.{r.randrange(9)}-rc{r.randrange(1, 5)}",
        ]
    )


def amount(r):
    whole, cents = r.randrange(1, 90000), r.randrange(100)
    return r.choice(
        [
            f"{whole:,}.{cents:02} USD",
            f"€ {whole},{cents:02}",
            f"{whole:,}".replace(",", ".") + f",{cents:02} €",
            f"{whole}.{cents:02}",
            f"{whole:,}".replace(",", "\u202f") + f",{cents:02} EUR",
            f"CHF {whole}.–",
        ]
    )


def isbn(r):
    text = known.completed(r, "978" + d(r, 9) + "?", ean_is_valid)
    return r.choice([text, f"{text[:3]}-{text[3]}-{text[4:8]}-{text[8:12]}-{text[12]}"])


def ean_is_valid(text):
    return sum(int(x) * (1, 3)[i % 2] for i, x in enumerate(text)) % 10 == 0


def score(r):
    return r.choice(
        [
            f"{r.randrange(6)}:{r.randrange(6)}",
            f"{r.randrange(120)}-{r.randrange(120)}",
            f"6:{r.randrange(5)}, 7:5, 6:{r.randrange(5)}",
            f"{r.randrange(6)}–{r.randrange(6)}",
        ]
    )


def years(r):
    first = r.randrange(1950, 2015)
    return r.choice(
        [
            f"{first}–{first + r.randrange(1, 11)}",
            f"{first}-{first + r.randrange(1, 11)}",
            f"{first}/{(first + 1) % 100:02}",
        ]
    )


def cas(r):
    body = some(r, "123456789") + d(r, r.choice([3, 4, 5]) + 1)
    check = sum(int(x) * i for i, x in enumerate(reversed(body), 1)) % 10
    return f"{body[:-2]}-{body[-2:]}-{check}"


def moment(r):
    return datetime.datetime(2024, 1, 1) + datetime.timedelta(seconds=r.randrange(80_000_000))


def stamp(r):
    when = moment(r)
    return r.choice(
        [
            when.strftime("%Y-%m-%dT%H:%M:%SZ"),
            when.strftime("%Y-%m-%d %H:%M:%S,") + d(r, 3),
            when.strftime("%Y-%m-%dT%H:%M:%S.") + d(r, 3) + "+01:00",
            when.strftime("%Y/%m/%d %H:%M:%S"),
        ]
    )


def article(r):
    return r.choice(
        [
            f"{d(r, 3)}.{d(r, 3)}.{d(r, 2)}",
            some(r, LETTERS, 2) + "-" + d(r, 5),
            not_luhn(r, 8),
            d(r, 2) + some(r, LETTERS) + d(r, 4),
        ]
    )


def part(r):
    return r.choice(
        [
            f"{d(r, 3)}-{d(r, 3)}-{some(r, LETTERS)}{d(r, 3)}",
            f"{d(r, 4)}/{d(r, 2)}-{some(r, LETTERS)}",
            f"0{d(r, 3)} {d(r, 3)} {d(r, 3)}",
            f"{some(r, LETTERS, 3)}{d(r, 6)}",
            f"{d(r, 2)}.{d(r, 2)}.{d(r, 3)}",
        ]
    )


FILLERS = {
    "order": order,
    "invoice": invoice,
    "tracking": tracking,
    "ticket": lambda r: r.choice([d(r, 5), "INC" + d(r, 7), f"{some(r, LETTERS, 3)}-{d(r, 4)}", not_luhn(r, 7)]),
    "article": article,
    "serial16": lambda r: not_luhn(r, 16, "789") if r.random() < 0.6 else some(r, LETTERS + DIGITS, 16),
    "version": version,
    "amount": amount,
    "isbn": isbn,
    "issn": lambda r: f"{d(r, 4)}-{d(r, 4)}",
    "ean": lambda r: known.completed(r, some(r, "459") + d(r, 11) + "?", ean_is_valid),
    "pages": lambda r: (
        f"{(p := r.randrange(5, 400))}–{p + r.randrange(2, 30)}" if r.random() < 0.7 else str(r.randrange(5, 400))
    ),
    "githash": lambda r: some(r, HEX, 40),
    "shorthash": lambda r: some(r, HEX, r.choice([7, 8, 10])),
    "sha256": lambda r: some(r, HEX, 64),
    "md5": lambda r: some(r, HEX, 32),
    "hexid": lambda r: some(r, HEX, r.choice([8, 12, 16])),
    "base64": lambda r: base64.b64encode(r.randbytes(90)).decode(),
    "time": lambda r: r.choice(
        [
            f"{r.randrange(24)}:{r.randrange(60):02}",
            f"{r.randrange(24):02}:{r.randrange(60):02}:{r.randrange(60):02}",
            f"{r.randrange(24)}.{r.randrange(6)}0",
        ]
    ),
    "room": lambda r: r.choice(
        [f"{r.randrange(1, 9)}.{d(r, 2)}", some(r, "ABCD") + d(r, 3), d(r, 3), f"{d(r, 2)}-{d(r, 3)}"]
    ),
    "score": score,
    "section": lambda r: str(r.randrange(1, 900)) + r.choice(["", "", "a", "-" + d(r, 1)]),
    "ratio": lambda r: r.choice(
        [f"{r.randrange(1, 20)}:{r.randrange(1, 20)}", f"1:{r.randrange(2, 5000)}", f"{r.random():.3f}"]
    ),
    "years": years,
    "cas": cas,
    "badcard": bad_card,
    "badiban": bad_iban,
    "baddetaxid": lambda r: wrong(r, "de-tax-id"),
    "baddni": lambda r: d(r, 8) + "IOU"[r.randrange(3)],
    "badcpf": lambda r: wrong(r, "br-cpf"),
    "badpesel": lambda r: wrong(r, "pl-pesel"),
    "badtckn": lambda r: wrong(r, "tr-id"),
    "badhetu": lambda r: (
        f"{r.randrange(1, 29):02}{r.randrange(1, 13):02}{r.randrange(35, 99)}-{d(r, 3)}" + some(r, "GIOQZ")
    ),
    "voucher": lambda r: "-".join(some(r, LETTERS + DIGITS, 4) for _ in range(r.choice([3, 4]))),
    "bignumber": lambda r: r.choice([f"{(n := r.randrange(1000, 90_000_000)):,}", str(n)]),
    "policy": lambda r: r.choice([f"{d(r, 2)}-{d(r, 7)}-{d(r, 1)}", some(r, LETTERS, 3) + d(r, 8), not_luhn(r, 11)]),
    "claim": lambda r: f"{d(r, 4)}-{d(r, 4)}-{d(r, 3)}",
    "flight": lambda r: some(r, LETTERS, 2) + d(r, r.choice([3, 4])),
    "mathpair": lambda r: (
        f"{r.uniform(-9, 9):.3f}, {r.uniform(-9, 9):.3f}"
        if r.random() < 0.6
        else f"{r.randrange(90)}, {r.randrange(90)}"
    ),
    "mathfloat": lambda r: f"{r.uniform(-300, 300):.{r.choice([2, 4, 6])}f}",
    "lot": lambda r: r.choice(["L" + d(r, 6), d(r, 4) + some(r, LETTERS), f"{d(r, 2)}{some(r, LETTERS)}{d(r, 5)}"]),
    "part": part,
    "casefile": lambda r: r.choice(
        [
            f"{r.randrange(1, 30)} {some(r, 'CKOS')} {d(r, 3)}/{d(r, 2)}",
            f"{d(r, 3)} Js {d(r, 5)}/{d(r, 2)}",
            f"{d(r, 4)}/20{d(r, 2)}",
            f"{some(r, LETTERS, 2)}-{d(r, 3)}/{d(r, 2)}",
        ]
    ),
    "handle": lambda r: r.choice(WORDS) + "_" + r.choice(WORDS) + r.choice(["", d(r, 2)]),
    "custno": lambda r: r.choice([not_luhn(r, 6), not_luhn(r, 8), "K" + d(r, 6), f"{d(r, 3)} {d(r, 3)}"]),
    # The first passes the check of cards and begins as none does; the second is a card but for the word before it.
    "luhnorder": lambda r: luhn(r, some(r, "789"), 16),
    "luhnorder2": lambda r: luhn(r, some(r, "45"), 16),
    "word": lambda r: r.choice(WORDS),
    "port": lambda r: str(r.randrange(1024, 65536)),
    "epoch": lambda r: str(1_700_000_000 + r.randrange(10**8)) + r.choice(["", d(r, 3)]),
    "stamp": stamp,
    "clf": lambda r: moment(r).strftime("%d/%b/%Y:%H:%M:%S +0000"),
    "syslog": lambda r: moment(r).strftime("%b %e %H:%M:%S"),
    "day8": lambda r: moment(r).strftime("%Y%m%d"),
    "cents": lambda r: f"{r.randrange(1, 900)}.{r.randrange(100):02}",
}
