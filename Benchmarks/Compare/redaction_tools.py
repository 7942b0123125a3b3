"""What finds personal data in text from Python: Presidio's recognizers of patterns, and scrubadub's detectors.

A finding is (entity, start, end, score), with characters of the text.
"""

import importlib.metadata
import inspect

# What Presidio and scrubadub call a type, and which of our types that is. What is not here, is none of ours.
PRESIDIO = {
    "CREDIT_CARD": ["payment-card"], "CRYPTO": ["bitcoin-address"], "DATE_TIME": ["date"], "EMAIL_ADDRESS": ["email"],
    "IBAN_CODE": ["iban"], "IP_ADDRESS": ["ipv4", "ipv6"], "MAC_ADDRESS": ["mac-address"], "PHONE_NUMBER": ["phone"],
    "URL": ["url"], "UUID": ["uuid"], "AU_ABN": ["au-abn"], "AU_ACN": ["au-acn"], "AU_MEDICARE": ["au-medicare"],
    "AU_TFN": ["au-tfn"], "CA_SIN": ["ca-sin"], "FI_PERSONAL_IDENTITY_CODE": ["fi-hetu"], "DE_BSNR": ["de-bsnr"],
    "DE_FUEHRERSCHEIN": ["de-driving-license"], "DE_HANDELSREGISTER": ["de-commercial-register"],
    "DE_HEALTH_INSURANCE": ["de-health-insurance"], "DE_ID_CARD": ["de-id-card"], "DE_KFZ": ["de-license-plate"],
    "DE_LANR": ["de-lanr"], "DE_PASSPORT": ["de-passport"], "DE_PLZ": ["de-postcode"],
    "DE_SOCIAL_SECURITY": ["de-social-security"], "DE_TAX_ID": ["de-tax-id"], "DE_TAX_NUMBER": ["de-tax-number"],
    "DE_VAT_ID": ["de-vat"], "IN_AADHAAR": ["in-aadhaar"], "IN_GSTIN": ["in-gstin"], "IN_PAN": ["in-pan"],
    "IN_PASSPORT": ["in-passport"], "IN_VEHICLE_REGISTRATION": ["in-license-plate"], "IN_VOTER": ["in-voter"],
    "IT_DRIVER_LICENSE": ["it-driving-license"], "IT_FISCAL_CODE": ["it-fiscal-code"],
    "IT_IDENTITY_CARD": ["it-id-card"], "IT_PASSPORT": ["it-passport"], "IT_VAT_CODE": ["it-vat"],
    "KR_BRN": ["kr-brn"], "KR_DRIVER_LICENSE": ["kr-driving-license"], "KR_FRN": ["kr-frn"],
    "KR_PASSPORT": ["kr-passport"], "KR_RRN": ["kr-rrn"], "NG_NIN": ["ng-nin"],
    "NG_VEHICLE_REGISTRATION": ["ng-license-plate"], "PH_TIN": ["ph-tin"], "PL_PESEL": ["pl-pesel"],
    "SG_NRIC_FIN": ["sg-nric"], "SG_UEN": ["sg-uen"], "ZA_ID_NUMBER": ["za-id"], "ES_NIE": ["es-nie"],
    "ES_NIF": ["es-nif"], "ES_PASSPORT": ["es-passport"], "SE_ORGANISATIONSNUMMER": ["se-organization-number"],
    "SE_PERSONNUMMER": ["se-personal-number"], "TH_TNIN": ["th-id"], "TR_LICENSE_PLATE": ["tr-license-plate"],
    "TR_NATIONAL_ID": ["tr-id"], "UK_DRIVING_LICENCE": ["uk-driving-license"], "UK_NHS": ["uk-nhs"],
    "UK_NINO": ["uk-nino"], "UK_PASSPORT": ["uk-passport"], "UK_POSTCODE": ["uk-postcode"],
    "UK_VEHICLE_REGISTRATION": ["uk-license-plate"], "ABA_ROUTING_NUMBER": ["us-aba"], "MEDICAL_LICENSE": ["us-dea"],
    "US_BANK_NUMBER": ["us-bank-account"], "US_DRIVER_LICENSE": ["us-driving-license"], "US_ITIN": ["us-itin"],
    "US_MBI": ["us-mbi"], "US_NPI": ["us-npi"], "US_PASSPORT": ["us-passport"], "US_SSN": ["us-ssn"],
    "ZA_MOBILE_NUMBER": ["phone"], "ZA_TELEPHONE_NUMBER": ["phone"],
}  # fmt: skip
SCRUBADUB = {
    "credit_card": ["payment-card"], "email": ["email"], "phone": ["phone"], "url": ["url"],
    "postalcode": ["uk-postcode"], "national_insurance_number": ["uk-nino"], "social_security_number": ["us-ssn"],
    "drivers_licence": ["uk-driving-license"], "vehicle_licence_plate": ["uk-license-plate"],
    "date_of_birth": ["date"],
}  # fmt: skip
ENTITIES = {"presidio": PRESIDIO, "scrubadub": SCRUBADUB}
PACKAGES = {"presidio": ["presidio-analyzer", "phonenumbers", "spacy"], "scrubadub": ["scrubadub", "phonenumbers"]}

# Of the numbers of phones in the corpus. By default it asks for eight countries.
REGIONS = (
    "US GB IE IN AU CA DE AT CH FR BE LU ES MX AR CL IT NL PT BR PL UA AE JO SA SE FI DK NO CZ TR KR JP CN SG "
    "TH IL GR RU RO BG"
).split()  # fmt: skip

# spaCy has rules for the words of these without another package; those of others are divided as in any language.
WITH_PACKAGE = {"ja", "ko", "th", "zh"}

LOCALES = {
    "en": ["en_GB", "en_US"], "de": ["de_DE"], "fr": ["fr_FR"], "es": ["es_ES"], "it": ["it_IT"], "nl": ["nl_NL"],
    "pt": ["pt_PT"], "pl": ["pl_PL"], "uk": ["uk_UA"], "ar": ["ar_AE"], "sv": ["sv_SE"], "fi": ["fi_FI"],
    "da": ["da_DK"], "no": ["nb_NO"], "cs": ["cs_CZ"], "tr": ["tr_TR"], "ko": ["ko_KR"], "ja": ["ja_JP"],
    "zh": ["zh_CN"], "th": ["th_TH"], "he": ["he_IL"], "el": ["el_GR"], "ru": ["ru_RU"], "ro": ["ro_RO"],
    "bg": ["bg_BG"],
}  # fmt: skip


def versions(tool):
    return {name: importlib.metadata.version(name) for name in PACKAGES[tool]}


def is_installed(tool):
    try:
        versions(tool)
        return True
    except importlib.metadata.PackageNotFoundError:
        return False


def make_finder(tool, as_it_comes=False):
    """A function from a text and its language to findings.

    To be measured, they get what makes them find more and take longer, but for `as_it_comes`: numbers of phones of all
    countries, dates of birth, both locales of English.
    """
    return {"presidio": presidio_finder, "scrubadub": scrubadub_finder}[tool](as_it_comes)


# MARK: Presidio


def presidio_finder(as_it_comes):
    """All of its recognizers that need no model, also those that are off by default, whatever the language of a text.

    Each is made anew for each language,
        because Presidio runs a recognizer for one language alone; their context words stay
    what they are, mostly those of the country and English ones.
    """
    import logging

    import tldextract
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry

    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    # The list of public suffixes that came with the package: it would fetch one.
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())
    engines = {}

    def find(text, language):
        if language not in engines:
            recognizers = pattern_recognizers(language, as_it_comes)
            registry = RecognizerRegistry(recognizers=recognizers, supported_languages=[language])
            engines[language] = AnalyzerEngine(
                registry=registry, nlp_engine=words_only(language), supported_languages=[language]
            )
        return [
            (each.entity_type, each.start, each.end, each.score) for each in engines[language].analyze(text, language)
        ]

    return find


def pattern_recognizers(language, as_it_comes):
    from presidio_analyzer import predefined_recognizers as predefined
    from presidio_analyzer.predefined_recognizers import PhoneRecognizer

    made = []
    for _, kind in sorted(inspect.getmembers(predefined, inspect.isclass)):
        path = kind.__module__
        if ".country_specific." in path or ".generic." in path:
            more = {"supported_regions": REGIONS} if kind is PhoneRecognizer and not as_it_comes else {}
            made.append(kind(supported_language=language, **more))
    return made


def words_only(language):
    """Divides a text into words, as spaCy does without a model, so that context words are found as they are written."""
    import spacy
    from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

    class Words(NlpEngine):
        def __init__(self):
            self.model = spacy.blank({"no": "nb"}.get(language, language) if language not in WITH_PACKAGE else "xx")

        def load(self):
            pass

        def is_loaded(self):
            return True

        def process_text(self, text, language):
            tokens = self.model(text)
            return NlpArtifacts(
                entities=[], tokens=tokens, tokens_indices=[token.idx for token in tokens],
                lemmas=[token.lower_ for token in tokens], nlp_engine=self, language=language)  # fmt: skip

        def process_batch(self, texts, language, **_):
            for text in texts:
                yield text, self.process_text(text, language)

        def is_stopword(self, word, language):
            return self.model.vocab[word].is_stop

        def is_punct(self, word, language):
            return self.model.vocab[word].is_punct

        def get_supported_entities(self):
            return []

        def get_supported_languages(self):
            return [language]

    return Words()


# MARK: scrubadub


def scrubadub_finder(as_it_comes):
    """All of its detectors that need no model, in the locale of the language; in English both of those it knows."""
    import scrubadub
    from scrubadub.detectors import DateOfBirthDetector

    scrubbers = {}

    def scrubbers_for(language):
        for locale in LOCALES[language][: 1 if as_it_comes else None]:
            scrubber = scrubadub.Scrubber(locale=locale)
            more = [] if as_it_comes else [DateOfBirthDetector, *optional_detectors()]
            for kind in more:
                if kind.supported_locale(locale) and kind.name not in scrubber._detectors:
                    scrubber.add_detector(kind(locale=locale))
            yield scrubber

    def find(text, language):
        if language not in scrubbers:
            scrubbers[language] = list(scrubbers_for(language))
        found = set()
        for scrubber in scrubbers[language]:
            for filth in scrubber.iter_filth(text):
                # What overlaps is merged, and keeps what it was made of.
                for each in getattr(filth, "filths", [filth]):
                    found.add((each.type, each.beg, each.end, 1.0))
        return sorted(found)

    return find


def optional_detectors():
    """Those of the United States, which are off by default."""
    from scrubadub.detectors import en_US

    return [
        kind
        for _, kind in inspect.getmembers(en_US, inspect.isclass)
        if kind.__module__.startswith("scrubadub.detectors.en_US")
    ]
