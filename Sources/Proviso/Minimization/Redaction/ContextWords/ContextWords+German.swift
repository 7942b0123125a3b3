extension ContextWords {
    /// German.
    static let german = """
        language: de

        # Geld
        payment-card: karte, karten, kreditkart*, debitkart*, bankkart*, girokart*, zahlkart*, *kartennummer, *kartennr
        payment-card: karteninhaber*, kartennummer*, kartenprüfnummer
        iban: kontonummer*, kontonr, konto-nr, bankverbindung*, kontoverbindung*, lastschrift*, bankkonto, girokonto
        iban: überweisung*
        us-bank-account: kontonummer*, kontonr, konto-nr, bankkonto, bankverbindung*
        us-aba: bankleitzahl, blz, routingnummer
        bic: bankidentifikationscode, bankleitzahl, bank-code
        lei: rechtsträgerkennung, lei-nummer
        bitcoin-address, ethereum-address: kryptowährung*, kryptoadresse*, bitcoinadresse*

        # Personen
        date: schrieb am
        date: ihr termin, mein termin, termin am, termin um, termin bei, termin beim, untersuchungstermin*, hochzeitstag
        date: heiratsdatum, geboren, geborene, geborener, geb, geburtsdatum*, geburtstag*, geburtsdaten, gebdat
        date: gestorben, verstorben*, sterbedatum, todestag, todesdatum, arzttermin*, aufnahmedatum, entlassungsdatum
        date: aufgenommen am, entlassen am, entlassung, operationsdatum, op-termin, operiert, eintrittsdatum, impfdatum
        date: geimpft
        phone: telefonnummer*, telefonnr, telefonisch, rufnummer*, handy, handys, handynummer*, handynr, mobil
        phone: mobilnummer*, mobiltelefon*, mobilfunknummer*, festnetz, festnetznummer*, festnetzanschluss, faxnummer*
        phone: durchwahl, rückrufnummer, rückruf unter, hotline, notfallkontakt, natel, fernsprecher, rufen sie an
        phone: ruf mich an, anrufen, angerufen, erreichbar unter, erreichen sie uns
        email: mailadresse*, emailadresse*, mail-adresse
        coordinates: koordinate, koordinaten, breitengrad*, längengrad*, geoposition, geokoordinate*
        url: webseite*, internetseite*, internetadresse*, webadresse*, homepage*
        ipv4, ipv6: netzwerkadresse*, netzadresse*
        mac-address: hardwareadresse*, hardware-adresse*, geräteadresse*
        uuid: gerätekennung*, gerätenummer*, installationskennung, benutzerkennung*, sitzungskennung
        imei: gerätenummer*, mobilgerät*
        vin: fahrgestellnummer*, fahrgestellnr, fahrzeug-identifizierungsnummer, fahrzeugidentifizierungsnummer*
        vin: fahrzeugidentnummer*, fin-nummer, fin-nr, fahrzeug-fin, fahrzeugident-nr, fahrzeug-ident-nr, fahrgestell-nr

        # Geheimnisse
        private-key: privater schlüssel, privaten schlüssel, private schlüssel, privatschlüssel, geheimer schlüssel
        private-key: geheimen schlüssel
        api-key: api-schlüssel, zugangsschlüssel, zugriffsschlüssel, passwort, passwörter, kennwort, kennwörter
        api-key: zugangsdaten
        jwt: zugriffstoken, sitzungstoken, zugangstoken

        # Ausweise
        de-passport, uk-passport, us-passport, es-passport: reisepass*, passnummer*, passnr, pass-nr, reisedokument*
        de-passport, uk-passport, us-passport, es-passport: kinderreisepass, pass-nummer
        it-passport, in-passport, kr-passport: reisepass*, passnummer*, passnr, pass-nr, reisedokument*, kinderreisepass
        it-passport, in-passport, kr-passport: pass-nummer
        de-driving-license, uk-driving-license, us-driving-license: führerschein*, fuehrerschein*, fahrerlaubnis*
        de-driving-license, uk-driving-license, us-driving-license: führerausweis*, *führerscheinnummer, lernfahrausweis
        it-driving-license, kr-driving-license: führerschein*, fuehrerschein*, fahrerlaubnis*, führerausweis*
        it-driving-license, kr-driving-license: *führerscheinnummer, lernfahrausweis
        de-id-card, it-id-card, es-nif, sg-nric: personalausweis*, ausweisnummer*, ausweisnr, ausweis, identitätskarte*
        de-id-card, it-id-card, es-nif, sg-nric: identitätsausweis*, ausweisdokument*
        tr-id, il-id, th-id, za-id: personalausweis*, ausweisnummer*, ausweisnr, ausweis, identitätskarte*
        tr-id, il-id, th-id, za-id: identitätsausweis*, ausweisdokument*
        de-id-card, de-passport: seriennummer des ausweises, perso-nr, aufenthaltstitel
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: personennummer*, personenkennzahl*
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: personenkennzeichen*, bürgernummer*
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: personenkennnummer*, identitätsnummer*
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: nationale identifikationsnummer
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: persönliche identifikationsnummer
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: personennummer*, personenkennzahl*, personenkennzeichen*
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: bürgernummer*, personenkennnummer*, identitätsnummer*
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: nationale identifikationsnummer
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: persönliche identifikationsnummer
        kr-rrn, in-aadhaar, cl-rut: personennummer*, personenkennzahl*, personenkennzeichen*, bürgernummer*
        kr-rrn, in-aadhaar, cl-rut: personenkennnummer*, identitätsnummer*, nationale identifikationsnummer
        kr-rrn, in-aadhaar, cl-rut: persönliche identifikationsnummer
        de-license-plate, uk-license-plate, in-license-plate: kennzeichen, autokennzeichen, kfzkennzeichen
        de-license-plate, uk-license-plate, in-license-plate: nummernschild*, autonummer*, kontrollschild*
        de-license-plate, uk-license-plate, in-license-plate: kontrollzeichen
        ng-license-plate, tr-license-plate: kennzeichen, autokennzeichen, kfzkennzeichen, nummernschild*, autonummer*
        ng-license-plate, tr-license-plate: kontrollschild*, kontrollzeichen
        de-postcode, uk-postcode: plz, postleitzahl*, postanschrift, wohnort, zustellbezirk
        de-postcode: wohnhaft, anschrift, wohnanschrift

        # Deutschland
        de-tax-id: steuer-id, steuerid, steueridnr, idnr, steueridentifikationsnummer*, steuer-identifikationsnummer
        de-tax-id: steuerliche identifikationsnummer, steueridentnummer*, steuer-ident-nr, tin, persönliche steuernummer
        de-tax-number: steuernummer*, steuernr, steuer-nr, st-nr, stnr, finanzamt
        de-social-security: rentenversicherungsnummer*, rvnr, rv-nummer, rv-nr, versicherungsnummer*, versicherungs-nr
        de-social-security: vsnr, sozialversicherungsnummer*, sv-nummer, sv-nr, svnr, sozialversicherungsausweis*
        de-social-security: rentenversicherung
        de-health-insurance: krankenversichertennummer*, krankenversicherungsnummer*, kvnr, kv-nummer, kv-nr
        de-health-insurance: versichertennummer*, versicherten-nr, versichertennr, krankenkasse*, gesundheitskarte*, egk
        de-health-insurance: krankenversicherung, versicherten-id
        de-vat: umsatzsteuer-identifikationsnummer*, umsatzsteueridentifikationsnummer*, umsatzsteuer-id
        de-vat: ust-identnummer, umsatzsteuer-ident-nr, umsatzsteuernummer
        de-lanr: arztnummer*, arzt-nr, arztnr, vertragsarzt*
        de-bsnr: betriebsstätte, betriebsstättennummer*, betriebsstätten-nr, betriebsstaettennummer*, betriebsstättennr, praxisnummer
        de-bsnr: nbsnr
        de-commercial-register: handelsregister*, amtsgericht*, registergericht*, registernummer, hr-nummer

        # Österreich und Schweiz
        at-social-security: sozialversicherungsnummer*, svnr, sv-nummer, sv-nr, versicherungsnummer*, e-card, ögk, vsnr
        ch-social-security: ahvn13, ahvn, sozialversicherungsnummer*, navs13

        # Allgemeines für andere Länder
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: steueridentifikationsnummer*, steuernummer*
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: steuer-id, steuer-nr, steuerkennzahl, steuercode
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: steueridentifikationsnummer*, steuernummer*
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: steuer-id, steuer-nr, steuerkennzahl, steuercode
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: steueridentifikationsnummer*, steuernummer*, steuer-id, steuer-nr
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: steuerkennzahl, steuercode
        de-vat, fr-vat, it-vat, es-cif, pt-nif, pl-nip: umsatzsteuer-identifikationsnummer*, uid-nummer, uid-nr
        de-vat, fr-vat, it-vat, es-cif, pt-nif, pl-nip: mehrwertsteuernummer*, mwst-nr, mwst-nummer
        us-ssn, ca-sin, de-social-security, at-social-security: sozialversicherungsnummer*, sozialversicherungs-nr
        us-ssn, ca-sin, de-social-security, at-social-security: sozialversicherung
        ch-social-security, fr-nir, be-national-number, gr-amka, uk-nino: sozialversicherungsnummer*
        ch-social-security, fr-nir, be-national-number, gr-amka, uk-nino: sozialversicherungs-nr, sozialversicherung
        ie-pps: sozialversicherungsnummer*, sozialversicherungs-nr, sozialversicherung
        de-health-insurance, us-mbi, au-medicare, uk-nhs: krankenversicherung*, versichertenkarte*
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: handelsregisternummer*, firmennummer*
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: unternehmensnummer*, firmenbuchnummer*
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: betriebsnummer, uid-nummer
        au-acn, se-organization-number, es-cif, ar-cuit: handelsregisternummer*, firmennummer*, unternehmensnummer*
        au-acn, se-organization-number, es-cif, ar-cuit: firmenbuchnummer*, betriebsnummer, uid-nummer
        be-national-number: nationalregisternummer*, nationalnummer
        nl-bsn: bürgerservicenummer*
        es-nif, es-nie, es-cif: spanische steuernummer, spanische ausweisnummer, ausländernummer
        it-fiscal-code: steuerkodex
        se-personal-number, fi-hetu, dk-cpr, no-birth-number: geburtsnummer*, personenkennung*
        cz-sk-birth-number: geburtsnummer*
        uk-nino: national-insurance-nummer

        # Was Nummern sonst noch sind
        not date: stand vom, veröffentlicht, veröffentlichung, erschienen, geändert, aktualisiert, erstellt am
        not date: gültig bis, frist, fällig
        not *: bestellnummer*, bestell-nr, bestellnr, auftragsnummer*, auftrags-nr, auftragsnr, auftrags-id, bestell-id
        not *: rechnungsnummer*, rechnungs-nr, rechnungsnr, rechnung nr, lieferscheinnummer*, lieferschein-nr
        not *: sendungsnummer*, sendungsverfolgung*, sendungs-nr, paketnummer*, frachtbriefnummer*, trackingnummer*
        not *: ticketnummer*, ticket-nr, artikelnummer*, artikel-nr, artikelnr, art-nr, artnr, teilenummer*, teile-nr
        not *: modellnummer*, modell-nr, produktnummer*, produktcode*, chargennummer*, charge-nr, chargen-nr, losnummer*
        not *: fehlercode*, fehlernummer*, statuscode*, strichcode*, vorgangs-id, transaktionsnummer*, transaktions-id
        not *: prüfsumme*, hashwert*, inventarnummer*, materialnummer*, katalognummer*, angebotsnummer*, angebots-nr
        not payment-card, phone, us-ssn, us-npi, br-cpf: seriennummer*, serien-nr, seriennr, belegnummer*, beleg-nr
        not payment-card, phone, us-ssn, us-npi, br-cpf: buchungsnummer*, referenznummer*, referenz-nr, aktenzeichen
        not payment-card, phone, us-ssn, us-npi, br-cpf: vorgangsnummer*
        not br-cnpj, pl-pesel, de-tax-id: seriennummer*, serien-nr, seriennr, belegnummer*, beleg-nr, buchungsnummer*
        not br-cnpj, pl-pesel, de-tax-id: referenznummer*, referenz-nr, aktenzeichen, vorgangsnummer*
        not payment-card, imei, phone, us-npi, at-social-security, bg-egn: zeitstempel, unixzeit
        not se-personal-number, cz-sk-birth-number, ro-cnp, kr-rrn, za-id: zeitstempel, unixzeit
        not api-key, bitcoin-address, payment-card, imei, vin, lei, phone: revision, änderungssatz
        not ipv4, date, coordinates: version, versionen, versionsnummer*, programmversion*, softwareversion*, abschnitt
        not ipv4, date, coordinates: kapitel, absatz, paragraf, paragraph
        not de-postcode: port, ports, seite, seiten, eur, euro, chf, franken, km, bytes
        not coordinates: preis, betrag, euro, eur
        not phone, us-bank-account: gesamtbetrag, nettobetrag, bruttobetrag, zwischensumme, gesamtsumme
        not phone: baujahr, bildnummer*, randnummer*, drucksache
        not de-license-plate, uk-license-plate: flug, flugnummer*, modell
        """
}
