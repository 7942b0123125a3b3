"""Makes what has no issuer: addresses, numbers of phones, dates, places, keys. All of it is made up."""

import base64
import datetime
import hashlib
import json
import uuid

from identifier_forms import NO_BREAK
from identifiers import BOTH, DIGITS, LETTERS, d, some

HEX = "0123456789abcdef"
WORDS = (
    "alder brook cedar dune ember fjord glade heath islet juniper kelp lark moss nettle otter pine quill reed sedge "
    "thorn"
).split()
NAMES = (
    "marge.tillbury owen_f priya.n thomas j.quill bruno-a camila elio f.kuiper caio halszka ditte.s ragna vit "
    "tuna92 zoe lev info kontakt billing hr-team"
).split()
DOMAINS = [
    "example.org",
    "example.com",
    "example.net",
    "mail.example.org",
    "kanzlei.example.com",
    "shop.example.net",
    "post.example.org",
    "uni-nord.example.org",
    "praxis-linde.example.com",
]


def email(r):
    name = r.choice(NAMES)
    if r.random() < 0.2:
        name += "+" + r.choice(WORDS)
    if r.random() < 0.25:
        name += d(r, 2)
    if r.random() < 0.1:
        name = name.title()
    text = f"{name}@{r.choice(DOMAINS)}"
    return text.upper() if r.random() < 0.04 else text


def url(r):
    path = "/".join(r.choice(WORDS) for _ in range(r.randrange(1, 4)))
    host = r.choice(["example.org", "www.example.com", "forum.example.net", "id.example.org", "shop.example.com"])
    return r.choice(
        [
            f"https://{host}/{path}",
            f"https://{host}/{path}",
            f"http://{host}/{path}?id={d(r, 5)}",
            f"https://{host}/users/{d(r, 6)}/profile",
            f"https://{host}:8443/{path}#part{d(r, 1)}",
            f"www.{r.choice(WORDS)}.example.org/{path}",
            f"https://{host}/s?q={r.choice(WORDS)}&lang=de",
            f"ftp://files.example.net/{path}.zip",
            f"HTTPS://{host.upper()}/{path}",
            f"https://{host}/{path}/{r.choice(WORDS)}_({r.choice(WORDS)})",
        ]
    )


def ipv4(r):
    nets = [
        ("192", "168"),
        ("10", d(r, 1)),
        ("203", "0", "113"),
        ("198", "51", "100"),
        ("172", "16"),
        (str(r.randrange(11, 223)), str(r.randrange(256))),
    ]
    parts = list(r.choice(nets))
    return ".".join(parts + [str(r.randrange(256)) for _ in range(4 - len(parts))])


def ipv6(r):
    group = lambda: format(r.randrange(65536), "x")  # noqa: E731
    return r.choice(
        [
            "2001:db8:" + ":".join(group() for _ in range(6)),
            f"2001:db8::{group()}",
            f"2001:db8:{group()}::{group()}:{group()}",
            f"fe80::{group()}:{some(r, HEX, 2)}ff:fe{some(r, HEX, 2)}:{group()}",
            f"2001:DB8:{group().upper()}:{group().upper()}::1",
            f"fd{some(r, HEX, 2)}:{group()}:{group()}::{group()}",
            f"::ffff:203.0.113.{r.randrange(256)}",
        ]
    )


def mac_address(r):
    pairs = [some(r, HEX, 2) for _ in range(6)]
    return r.choice(
        [
            ":".join(pairs),
            ":".join(pairs).upper(),
            "-".join(pairs).upper(),
            "-".join(pairs),
            ".".join(pairs[i] + pairs[i + 1] for i in (0, 2, 4)),
        ]
    )


# By language: what people write in national form, and their country's prefix. A digit stays, `x` is any, `n` is 2 to 9.
PHONES = {
    "en": ["(212) 555-01xx", "415-555-01xx", "+1 617 555 01xx", "07911 12xxxx", "+44 7911 12xxxx",
        "020 7946 0xxx", "+44 20 7946 0xxx", "+353 85 012 xxxx", "+61 491 57x xxx", "1-312-555-01xx",
        "+91 98xxx xxxxx", "503.555.01xx"],
    "de": ["0171 39200xx", "+49 171 39200xx", "030 23125 xxx", "+49 (0)30 23125 xxx", "0049 221 4710 xxx",
        "0152 28817 xxx", "089/99998-xxx", "+43 664 1234xxx", "+41 79 555 xx xx", "(040) 66969 xxx", "030-23125xxx"],
    "fr": ["06 12 34 xx xx", "+33 6 12 34 xx xx", "01 99 00 xx xx", "+33 1 99 00 xx xx", "06.12.34.xx.xx",
        "0033 6 12 34 xx xx", "+32 470 12 xx xx", "0612 34xxxx"],
    "es": ["6nx xxx xxx", "+34 6nx xx xx xx", "91 123 xx xx", "+52 55 1234 xxxx", "+54 9 11 2345-xxxx",
        "+56 9 8765 xxxx", "6nx-xxx-xxx"],
    "it": ["06 698 xxxxx", "+39 06 698 xxxxx", "347 123xxxx", "+39 347 123 xxxx", "02/7200xxxx", "347-123xxxx"],
    "nl": ["06-12345xxx", "+31 6 12345xxx", "020-555 xxxx", "+31 (0)20 555 xxxx", "+32 470 12 xx xx", "06 1234 5xxx"],
    "pt": ["91x xxx xxx", "+351 91x xxx xxx", "(11) 9nxxx-xxxx", "+55 11 9nxxx-xxxx", "21 123 xxxx",
        "+351 21 123 xxxx"],
    "pl": ["501 xxx xxx", "+48 501 xxx xxx", "22 555 xx xx", "+48 22 555 xx xx", "501-xxx-xxx"],
    "uk": ["050 123 xx xx", "+380 50 123 xx xx", "(044) 123-xx-xx", "+38 (067) 123-xx-xx"],
    "ar": ["+971 50 123 xxxx", "05x 123 xxxx", "+962 7 9123 xxxx", "+966 50 123 xxxx"],
    "sv": ["070-174 06 xx", "+46 70 174 06 xx", "08-465 00 4xx"],
    "fi": ["040 123 xxxx", "+358 40 123 xxxx", "09 123 xxxx"],
    "da": ["20 12 xx xx", "+45 20 12 xx xx", "+45 2012xxxx"],
    "no": ["406 12 xxx", "+47 406 12 xxx", "+47 40 61 2x xx"], "cs": ["601 123 xxx", "+420 601 123 xxx"],
    "tr": ["0532 123 xx xx", "+90 532 123 xx xx", "0 (212) 555 xx xx"],
    "ko": ["010-2345-xxxx", "+82 10-2345-xxxx", "02-312-xxxx"],
    "ja": ["090-1234-xxxx", "03-1234-xxxx", "+81 90-1234-xxxx"],
    "zh": ["138 0013 xxxx", "+86 138 0013 xxxx", "010-6552 xxxx", "+65 9123 xxxx"],
    "th": ["081-234-xxxx", "+66 81 234 xxxx"], "he": ["052-612-xxxx", "+972 52 612 xxxx"],
    "el": ["691 234 xxxx", "+30 691 234 xxxx", "210 123 xxxx"], "ru": ["+7 (912) 345-xx-xx", "8 912 345-xx-xx"],
    "ro": ["0721 123 xxx", "+40 721 123 xxx"], "bg": ["088 712 3xxx", "+359 88 712 3xxx"],
}  # fmt: skip


def phone(r, language):
    text = r.choice(PHONES[language if r.random() < 0.85 else "en"])
    text = "".join(d(r, 1) if x == "x" else some(r, "23456789") if x == "n" else x for x in text)
    choice = r.random()
    if choice < 0.08:
        return text.replace(" ", NO_BREAK)
    return text.replace(" ", "") if choice < 0.2 and "(" not in text else text


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
MONTHS = {language: names.split() for language, names in MONTHS.items()}


def date(r, language):
    when = datetime.date(1938, 1, 1) + datetime.timedelta(r.randrange(365 * 88))
    year, month, day = when.year, when.month, when.day
    forms = {
        "en": [
            f"{day:02}/{month:02}/{year}",
            f"{month}/{day}/{year}",
            f"{day} {{m}} {year}",
            f"{{m}} {day}, {year}",
            f"{year}-{month:02}-{day:02}",
            f"{day:02}-{{s}}-{year}",
            f"{{s}} {day}, {year}",
            f"{month:02}/{day:02}/{year % 100:02}",
            f"{day}{ordinal(day)} {{m}} {year}",
        ],
        "fr": [
            f"{day:02}/{month:02}/{year}",
            f"{day} {{m}} {year}",
            f"{day:02}/{month:02}/{year % 100:02}",
            f"{day:02}.{month:02}.{year}",
        ],
        "es": [f"{day:02}/{month:02}/{year}", f"{day} de {{m}} de {year}", f"{day}-{month}-{year}"],
        "pt": [f"{day:02}/{month:02}/{year}", f"{day} de {{m}} de {year}", f"{day:02}-{month:02}-{year}"],
        "it": [f"{day:02}/{month:02}/{year}", f"{day} {{m}} {year}", f"{day}.{month}.{year}"],
        "nl": [f"{day:02}-{month:02}-{year}", f"{day} {{m}} {year}", f"{day}/{month}/{year}"],
        "ko": [f"{year}년 {month}월 {day}일", f"{year}.{month:02}.{day:02}", f"{year}-{month:02}-{day:02}"],
        "ja": [f"{year}年{month}月{day}日", f"{year}/{month:02}/{day:02}"],
        "zh": [f"{year}年{month}月{day}日", f"{year}-{month:02}-{day:02}"],
        "sv": [f"{year}-{month:02}-{day:02}"],
        "de": [
            f"{day:02}.{month:02}.{year}",
            f"{day}. {{m}} {year}",
            f"{day}.{month}.{year}",
            f"{day:02}.{month:02}.{year % 100:02}",
            f"{year}-{month:02}-{day:02}",
        ],
    }
    other = [f"{day:02}.{month:02}.{year}", f"{day:02}/{month:02}/{year}", f"{year}-{month:02}-{day:02}"]
    if language in MONTHS:
        other.append(f"{day} {{m}} {year}")
    text = r.choice(forms.get(language, other))
    name = MONTHS.get(language, MONTHS["en"])[month - 1]
    return text.replace("{m}", name).replace("{s}", name[:3])


def ordinal(day):
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def coordinates(r):
    north, east = r.uniform(-60, 70), r.uniform(-170, 170)
    y, x = abs(north), abs(east)
    ns, ew = "N" if north >= 0 else "S", "E" if east >= 0 else "W"
    degrees = lambda v: f"{int(v)}°{int(v * 60) % 60:02}'{v * 3600 % 60:04.1f}\""  # noqa: E731
    return r.choice(
        [
            f"{north:.5f}, {east:.5f}",
            f"{north:.6f},{east:.6f}",
            f"{degrees(y)}{ns} {degrees(x)}{ew}",
            f"{y:.4f}° {ns}, {x:.4f}° {ew}",
            f"{ns} {int(y)}° {y % 1 * 60:.3f}' {ew} {int(x):03}° {x % 1 * 60:.3f}'",
            f"geo:{north:.4f},{east:.4f}",
            f"{y:.5f}{ns} {x:.5f}{ew}",
        ]
    )


def random_uuid(r):
    text = str(uuid.UUID(int=r.getrandbits(128), version=r.choice([1, 4, 4, 4])))
    return r.choice([text, text, text, text.upper(), "urn:uuid:" + text, "{" + text + "}"])


BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def bitcoin_address(r):
    """BIP 13 and the addresses before it; BIP 173 and 350."""
    if r.random() < 0.55:
        body = bytes([r.choice([0, 0, 5])]) + r.randbytes(20)
        data = body + hashlib.sha256(hashlib.sha256(body).digest()).digest()[:4]
        number, text = int.from_bytes(data), ""
        while number:
            number, rest = divmod(number, 58)
            text = BASE58[rest] + text
        return "1" * (len(data) - len(data.lstrip(b"\0"))) + text
    version, length = r.choice([(0, 20), (0, 20), (0, 32), (1, 32)])
    number, values = int.from_bytes(r.randbytes(length)) << (-length * 8 % 5), []
    for _ in range(-(-length * 8 // 5)):
        number, rest = divmod(number, 32)
        values.insert(0, rest)
    values.insert(0, version)
    check = bech32_checksum([3, 3, 0, 2, 3] + values + [0] * 6) ^ (0x2BC830A3 if version else 1)
    text = "bc1" + "".join(BECH32[x] for x in values + [check >> 5 * (5 - i) & 31 for i in range(6)])
    return text.upper() if r.random() < 0.05 else text


def bech32_checksum(values):
    total = 1
    for value in values:
        top = total >> 25
        total = (total & 0x1FFFFFF) << 5 ^ value
        for i, generator in enumerate([0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3]):
            total ^= generator if top >> i & 1 else 0
    return total


def ethereum_address(r):
    """EIP-55: the case of the letters is a check sum; many write them without."""
    text = some(r, HEX, 40)
    if r.random() < 0.3:
        return "0x" + text
    checksum = keccak_256(text.encode()).hex()
    return "0x" + "".join(x.upper() if int(c, 16) > 7 else x for x, c in zip(text, checksum))


def keccak_256(data):
    """Keccak with the padding before FIPS 202, which hashlib lacks."""
    mask, state = (1 << 64) - 1, [[0] * 5 for _ in range(5)]
    turn = lambda v, n: (v << n | v >> (64 - n)) & mask if n else v  # noqa: E731
    block = data + b"\x01" + bytes(136 - len(data) - 1)
    block = block[:-1] + bytes([block[-1] | 0x80])
    for i in range(17):
        state[i % 5][i // 5] ^= int.from_bytes(block[8 * i : 8 * i + 8], "little")
    register = 1
    for _ in range(24):
        c = [state[x][0] ^ state[x][1] ^ state[x][2] ^ state[x][3] ^ state[x][4] for x in range(5)]
        for x in range(5):
            for y in range(5):
                state[x][y] ^= c[(x + 4) % 5] ^ turn(c[(x + 1) % 5], 1)
        x, y, current = 1, 0, state[1][0]
        for t in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            current, state[x][y] = state[x][y], turn(current, (t + 1) * (t + 2) // 2 % 64)
        for y in range(5):
            row = [state[x][y] for x in range(5)]
            for x in range(5):
                state[x][y] = row[x] ^ (~row[(x + 1) % 5] & mask & row[(x + 2) % 5])
        for j in range(7):
            register = (register << 1 ^ (register >> 7) * 0x71) % 256
            if register & 2:
                state[0][0] ^= 1 << ((1 << j) - 1)
    return b"".join(state[i % 5][i // 5].to_bytes(8, "little") for i in range(4))


# --- Keys: every one says EXAMPLE, or is bytes at random that are no key ---------------------------------------------


def jwt(r):
    part = lambda data: base64.urlsafe_b64encode(data).rstrip(b"=").decode()  # noqa: E731
    header = {"alg": r.choice(["HS256", "RS256", "ES256"]), "typ": "JWT"}
    claims = {"sub": "EXAMPLE-" + d(r, 6), "iat": 1700000000 + r.randrange(10**7)}
    compact = lambda value: json.dumps(value, separators=(",", ":")).encode()  # noqa: E731
    return ".".join([part(compact(header)), part(compact(claims)), part(r.randbytes(r.choice([32, 64])))])


def private_key(r):
    kind = r.choice(
        [
            "RSA PRIVATE KEY",
            "PRIVATE KEY",
            "EC PRIVATE KEY",
            "OPENSSH PRIVATE KEY",
            "ENCRYPTED PRIVATE KEY",
            "PGP PRIVATE KEY BLOCK",
        ]
    )
    body = base64.b64encode(b"EXAMPLE " + r.randbytes(r.choice([64, 88, 120]))).decode()
    lines = [body[i : i + 64] for i in range(0, len(body), 64)]
    end = r.choice(["\n", "\n", "\n", "\\n", "\r\n"])
    blank = [""] if kind.startswith("PGP") else []
    return end.join([f"-----BEGIN {kind}-----", *blank, *lines, f"-----END {kind}-----"])


def api_key(r):
    def filled(count):
        letters = BOTH + LETTERS.lower()
        return some(r, letters, count - 7 - 3) + "EXAMPLE" + some(r, letters, 3)

    return r.choice(
        [
            "AKIA" + some(r, LETTERS + "234567", 9) + "EXAMPLE",
            "ghp_" + filled(36),
            "github_pat_" + filled(22) + "_" + filled(59),
            "sk_live_" + filled(24),
            "xoxb-" + d(r, 12) + "-" + d(r, 12) + "-" + filled(24),
            "AIza" + filled(35),
            "glpat-" + filled(20),
            "SG." + filled(22) + "." + filled(43),
            "npm_" + filled(36),
            "sk-" + filled(48),
            "hf_" + filled(34),
            "pypi-" + filled(60),
            "dop_v1_" + some(r, HEX, 64),
        ]
    )


MAKERS = {
    "email": email,
    "url": url,
    "ipv4": ipv4,
    "ipv6": ipv6,
    "mac-address": mac_address,
    "coordinates": coordinates,
    "uuid": random_uuid,
    "bitcoin-address": bitcoin_address,
    "ethereum-address": ethereum_address,
    "jwt": jwt,
    "private-key": private_key,
    "api-key": api_key,
}
ALWAYS = set(MAKERS) | {"phone", "date"}


def value(r, name, language):
    if name == "phone":
        return phone(r, language)
    if name == "date":
        return date(r, language)
    return MAKERS[name](r)


__all__ = ["ALWAYS", "DIGITS", "value"]
