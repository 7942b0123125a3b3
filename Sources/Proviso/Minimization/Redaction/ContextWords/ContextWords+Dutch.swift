extension ContextWords {
    /// Dutch.
    static let dutch = """
        language: nl

        # Geld
        payment-card: kaart, betaalkaart*, bankkaart*, betaalpas, bankpas, pasnummer, kaartnummer*, *kaartnummer, kredietkaart*
        payment-card: debetkaart*, pinpas, kaarthouder
        iban: rekeningnummer*, bankrekening*, bankgegevens, rek-nr, reknr, overschrijving*, incasso, tegenrekening
        us-bank-account: rekeningnummer*, bankrekening*, bankgegevens
        us-aba: bankcode, routingnummer, bankroutingnummer
        bic: bankidentificatiecode, bankcode
        lei: identificatiecode van rechtspersonen
        bitcoin-address, ethereum-address: cryptomunt*, cryptovaluta, cryptoadres*, cryptowallet

        # Personen
        date: schreef op
        date: trouwdatum, huwelijksdatum, geboren, geb, geboortedatum*, geboortedag, verjaardag, overleden
        date: overlijdensdatum, overlijden, gestorven, sterfdatum, afspraak, afspraken, opnamedatum, opgenomen op
        date: ontslagdatum, ontslagen op, operatiedatum, geopereerd, in dienst getreden, gevaccineerd
        phone: telefoon*, mobiel, mobiele nummer, mobieltje, vast nummer, doorkiesnummer, 06-nummer, telnr, belt u
        phone: bel mij, bel me, bel ons, bereikbaar op, faxnummer*, noodnummer
        email: mailadres, emailadres, mailadressen
        coordinates: coördinaten, coördinaat, breedtegraad, lengtegraad
        url: webpagina*, webadres*, internetadres*
        ipv4, ipv6: netwerkadres*
        mac-address: hardwareadres*
        uuid: unieke identificatie, apparaat-id, sessie-id
        vin: chassisnummer*, voertuigidentificatienummer*

        # Geheimen
        private-key: privésleutel*, geheime sleutel, persoonlijke sleutel, private sleutel
        api-key: api-sleutel*, toegangssleutel*, wachtwoord*, inloggegevens
        jwt: toegangstoken*, sessietoken*

        # Papieren
        de-passport, uk-passport, us-passport, es-passport: paspoort, paspoorten, paspoortnummer*, reisdocument*
        it-passport, in-passport, kr-passport: paspoort, paspoorten, paspoortnummer*, reisdocument*
        de-driving-license, uk-driving-license, us-driving-license: rijbewijs*, rijbewijzen
        it-driving-license, kr-driving-license: rijbewijs*, rijbewijzen
        de-id-card, it-id-card, es-nif, sg-nric: identiteitskaart*, identiteitsbewijs*, id-kaart*, legitimatiebewijs*
        de-id-card, it-id-card, es-nif, sg-nric: legitimatie
        tr-id, il-id, th-id, za-id: identiteitskaart*, identiteitsbewijs*, id-kaart*, legitimatiebewijs*, legitimatie
        de-id-card, it-id-card: documentnummer van, verblijfsvergunning*, verblijfstitel*
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: persoonsnummer*, nationaal nummer
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: identiteitsnummer*, persoonlijk nummer
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: persoonsnummer*, nationaal nummer, identiteitsnummer*
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: persoonlijk nummer
        kr-rrn, in-aadhaar, cl-rut: persoonsnummer*, nationaal nummer, identiteitsnummer*, persoonlijk nummer
        de-license-plate, uk-license-plate, in-license-plate: kenteken, kentekens, kentekennummer*, nummerplaat
        de-license-plate, uk-license-plate, in-license-plate: nummerplaten, kentekenplaat
        ng-license-plate, tr-license-plate: kenteken, kentekens, kentekennummer*, nummerplaat, nummerplaten
        ng-license-plate, tr-license-plate: kentekenplaat
        de-postcode, uk-postcode: postcode, postcodes, postnummer, woonplaats

        # Nederland en België
        nl-bsn: burgerservicenummer*, sofinummer*, sofi-nummer, burger service nummer, persoonsgebonden nummer
        be-national-number: rijksregisternummer*, rijksregister, nationaal nummer, insz, rrn, bisnummer
        be-national-number: van de sociale zekerheid

        # Andere landen
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: fiscaal nummer, belastingnummer*
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: fiscaal identificatienummer, belastingplichtige, rsin
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: fiscale code
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: fiscaal nummer, belastingnummer*
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: fiscaal identificatienummer, belastingplichtige
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: rsin, fiscale code
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: fiscaal nummer, belastingnummer*, fiscaal identificatienummer
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: belastingplichtige, rsin, fiscale code
        de-vat, fr-vat, it-vat, es-cif, pt-nif, pl-nip: btw-nummer*, btw-nr, btw-id, btw-identificatienummer*
        de-vat, fr-vat, it-vat, es-cif, pt-nif, pl-nip: btw-plichtig*
        us-ssn, ca-sin, de-social-security, at-social-security: sociale zekerheid, socialezekerheidsnummer*
        us-ssn, ca-sin, de-social-security, at-social-security: sociaal verzekeringsnummer, sofinummer*
        ch-social-security, fr-nir, be-national-number, gr-amka, uk-nino: sociale zekerheid, socialezekerheidsnummer*
        ch-social-security, fr-nir, be-national-number, gr-amka, uk-nino: sociaal verzekeringsnummer, sofinummer*
        ie-pps: sociale zekerheid, socialezekerheidsnummer*, sociaal verzekeringsnummer, sofinummer*
        de-health-insurance, us-mbi, au-medicare, uk-nhs: zorgverzekering*, polisnummer zorg, verzekerdennummer*
        de-health-insurance, us-mbi, au-medicare, uk-nhs: zorgpas, ziekteverzekering*
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: kvk, ondernemingsnummer*, handelsregister*
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: kamer van koophandel, kbo-nummer
        au-acn, se-organization-number, es-cif, ar-cuit: kvk, ondernemingsnummer*, handelsregister*
        au-acn, se-organization-number, es-cif, ar-cuit: kamer van koophandel, kbo-nummer
        de-commercial-register: handelsregister*
        de-social-security: pensioenverzekering*
        at-social-security, ch-social-security: socialeverzekeringsnummer*, ahv-nummer
        fr-siren, fr-siret: frans bedrijfsnummer
        es-nif, es-nie, es-cif: spaans fiscaal nummer, spaans identiteitsnummer
        se-personal-number, fi-hetu, dk-cpr, no-birth-number: geboortenummer*
        cz-sk-birth-number: geboortenummer*
        us-ssn: social-securitynummer*
        uk-nino: national-insurancenummer*
        us-npi, de-lanr: zorgverlenersnummer*, agb-code, riziv-nummer, artsnummer
        de-bsnr: praktijknummer*
        kr-frn: vreemdelingennummer*

        # Wat nummers nog meer zijn
        not *: bestelnummer*, ordernummer*, order-nr, factuurnummer*, factuur-nr, verzendnummer*, zendingnummer*
        not *: zendingsnummer*, pakketnummer*, track-and-trace, trackingnummer*, ticketnummer*, artikelnummer*
        not *: artikel-nr, artikelnr, onderdeelnummer*, modelnummer*, productcode*, productnummer*, partijnummer*
        not *: batchnummer*, lotnummer*, foutcode*, statuscode*, streepjescode*, controlegetal, controlesom
        not *: transactienummer*, transactie-id, vrachtbrief*, offertenummer*
        not payment-card, phone, us-ssn, us-npi, br-cpf: serienummer*, serie-nr, boekingsnummer*, referentienummer*
        not payment-card, phone, us-ssn, us-npi, br-cpf: dossiernummer*, zaaknummer*, bonnummer*, kenmerk
        not br-cnpj, pl-pesel, de-tax-id: serienummer*, serie-nr, boekingsnummer*, referentienummer*, dossiernummer*
        not br-cnpj, pl-pesel, de-tax-id: zaaknummer*, bonnummer*, kenmerk
        not payment-card, imei, phone, us-npi, at-social-security, bg-egn: tijdstempel*
        not se-personal-number, cz-sk-birth-number, ro-cnp, kr-rrn, za-id: tijdstempel*
        not ipv4, date, coordinates: versie, versies, versienummer*, sectie, hoofdstuk, paragraaf
        not date: gepubliceerd, publicatie, bijgewerkt, gewijzigd, aangemaakt, vervaldatum, geldig tot, verschenen
        not de-postcode: poort, poorten, pagina, euro, eur, km
        not coordinates: prijs, bedrag, euro, eur
        not phone, us-bank-account: totaalbedrag, nettobedrag, brutobedrag, subtotaal
        not de-license-plate, uk-license-plate: vlucht, vluchtnummer*, model
        """
}
