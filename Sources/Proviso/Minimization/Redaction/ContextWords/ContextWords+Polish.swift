extension ContextWords {
    /// Polish.
    static let polish = """
        language: pl

        # Pieniądze
        payment-card: kart* kredytow*, kart* debetow*, kart* bankow*, kart* płatnicz*, numer karty, numeru karty
        payment-card: nr karty, posiadacz karty, posiadacza karty
        iban: numer konta, numeru konta, nr konta, nr rachunku, numer rachunku, numeru rachunku, rachun* bankow*
        iban: kont* bankow*, nrb, polecenie zapłaty
        us-bank-account: numer konta, numeru konta, nr konta, nr rachunku, numer rachunku, numeru rachunku
        us-bank-account: rachun* bankow*, kont* bankow*
        us-aba: numer rozliczeniowy, kod banku
        bic: kod swift, kod banku
        lei: kod lei, numer lei, identyfikator podmiotu prawnego
        bitcoin-address, ethereum-address: kryptowalut*, adres portfela

        # Osoby
        date: napisał, napisała
        date: data śmierci, dzień śmierci, data ślubu, ur dnia, ur w, urodzony, urodzona, urodzonego, urodzonej
        date: urodził się, urodziła się, urodzenia, urodziny, urodzin, zmarł, zmarła, zmarły, zgon, zgonu, wizyta
        date: wizyty, wizytę, hospitalizacja, hospitalizacji, hospitalizowan*, przyjęty do szpitala
        date: przyjęta do szpitala, wypisany, wypisana, data przyjęcia, data wypisu, data zatrudnienia, zatrudniony
        date: zatrudniona, operowany, operowana, zaszczepion*
        phone: telefonu, telefony, telefonem, telefoniczn*, nr komórki, numer komórki, komórkow*, na komórkę
        phone: numer kontaktowy, numeru kontaktowego, numer stacjonarny, faks, faksu, zadzwoń, zadzwonić, dzwonić
        phone: oddzwonić, infolinia, infolinii
        email: adres mailowy, poczt* elektroniczn*, adres mejlowy
        coordinates: współrzędn*, lokalizacja, lokalizacji, szerokość geograficzna, długość geograficzna
        url: stron* internetow*, adres strony, witryn*
        ipv4, ipv6: adres sieciowy
        mac-address: adres fizyczny, adres sprzętowy
        uuid: unikalny identyfikator, identyfikator urządzenia, identyfikator sesji
        vin: numer nadwozia, numeru nadwozia, nr nadwozia, numer podwozia, nr podwozia, numer identyfikacyjny pojazdu
        vin: dowód rejestracyjny

        # Sekrety
        private-key: klucz prywatny, klucza prywatnego, klucze prywatne, tajny klucz
        api-key: klucz api, klucza api, klucze api, klucz dostępu, klucza dostępu, hasło, hasła, dane logowania
        api-key: poświadczeni*
        jwt: token dostępu, tokenu dostępu, token sesji

        # Dokumenty
        de-passport, uk-passport, us-passport, es-passport: paszport*, dokument podróży
        it-passport, in-passport, kr-passport: paszport*, dokument podróży
        de-driving-license, uk-driving-license, us-driving-license: praw* jazdy
        it-driving-license, kr-driving-license: praw* jazdy
        de-id-card, it-id-card, es-nif, sg-nric: dowod* osobist*, dokument tożsamości, dokumentu tożsamości
        de-id-card, it-id-card, es-nif, sg-nric: dowód tożsamości, legitymacj*, nr dowodu, numer dowodu
        tr-id, il-id, th-id, za-id: dowod* osobist*, dokument tożsamości, dokumentu tożsamości, dowód tożsamości
        tr-id, il-id, th-id, za-id: legitymacj*, nr dowodu, numer dowodu
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: numer identyfikacyjny osoby
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: osobisty numer identyfikacyjny, numer ewidencyjny
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: numer osobowy, numer tożsamości
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: numer identyfikacyjny osoby
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: osobisty numer identyfikacyjny, numer ewidencyjny
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: numer osobowy, numer tożsamości
        kr-rrn, in-aadhaar, cl-rut: numer identyfikacyjny osoby, osobisty numer identyfikacyjny, numer ewidencyjny
        kr-rrn, in-aadhaar, cl-rut: numer osobowy, numer tożsamości
        de-license-plate, uk-license-plate, in-license-plate: tablic* rejestracyjn*, numer rejestracyjny
        de-license-plate, uk-license-plate, in-license-plate: numeru rejestracyjnego, numery rejestracyjne, nr rej
        de-license-plate, uk-license-plate, in-license-plate: nr rejestracyjny
        ng-license-plate, tr-license-plate: tablic* rejestracyjn*, numer rejestracyjny, numeru rejestracyjnego
        ng-license-plate, tr-license-plate: numery rejestracyjne, nr rej, nr rejestracyjny
        de-postcode, uk-postcode: kod pocztowy, kodu pocztowego, kody pocztowe, zamieszkał*

        # Polska
        pl-pesel: numer ewidencyjny, ewidencji ludności
        pl-nip: numer identyfikacji podatkowej, numeru identyfikacji podatkowej, identyfikator podatkowy, podatnik
        pl-nip: podatnika
        pl-regon: rejestr gospodarki narodowej, numer statystyczny

        # Inne kraje
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: numer identyfikacji podatkowej, numer podatkowy
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: numeru podatkowego, identyfikator podatkowy
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: kod podatkowy
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: numer identyfikacji podatkowej, numer podatkowy
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: numeru podatkowego, identyfikator podatkowy
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: kod podatkowy
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: numer identyfikacji podatkowej, numer podatkowy, numeru podatkowego
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: identyfikator podatkowy, kod podatkowy
        de-vat, fr-vat, it-vat, es-cif, pt-nif, pl-nip: numer vat, nr vat, vat ue, podatnik vat, nip ue
        us-ssn, ca-sin, de-social-security, at-social-security: ubezpieczeni* społeczn*, numer ubezpieczenia
        us-ssn, ca-sin, de-social-security, at-social-security: zabezpieczeni* społeczn*
        ch-social-security, fr-nir, be-national-number, gr-amka, uk-nino: ubezpieczeni* społeczn*, numer ubezpieczenia
        ch-social-security, fr-nir, be-national-number, gr-amka, uk-nino: zabezpieczeni* społeczn*
        ie-pps: ubezpieczeni* społeczn*, numer ubezpieczenia, zabezpieczeni* społeczn*
        de-health-insurance, us-mbi, au-medicare, uk-nhs: ubezpieczeni* zdrowotn*, numer ubezpieczonego, numer pacjenta
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: krs, rejestr przedsiębiorców
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: rejestru przedsiębiorców, numer przedsiębiorstwa
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: rejestr handlowy
        au-acn, se-organization-number, es-cif, ar-cuit: krs, rejestr przedsiębiorców, rejestru przedsiębiorców
        au-acn, se-organization-number, es-cif, ar-cuit: numer przedsiębiorstwa, rejestr handlowy
        de-commercial-register: rejestr handlowy, rejestru handlowego, niemiecki rejestr
        de-social-security, at-social-security, ch-social-security: ubezpieczenie emerytalne
        fr-nir, fr-siren, fr-siret: francuski numer
        es-nif, es-nie, es-cif: hiszpański numer
        it-fiscal-code, it-vat: włoski kod podatkowy, włoski numer
        be-national-number: rejestr krajowy, numer rejestru krajowego
        nl-bsn: holenderski numer
        se-personal-number, fi-hetu, dk-cpr, no-birth-number: numer urodzenia, numer rodny
        cz-sk-birth-number: numer urodzenia, numer rodny
        ua-tax-number: ukraiński numer identyfikacyjny, rnokpp
        uk-nino: ubezpieczenie narodowe
        us-npi, de-lanr: prawo wykonywania zawodu, numer lekarza, numer pwz
        de-bsnr: numer gabinetu, numer praktyki
        kr-frn: rejestracja cudzoziemców, karta pobytu

        # Czym jeszcze są numery
        not *: numer zamówienia, numeru zamówienia, nr zamówienia, zamówienie nr, zamówienia nr, numer faktury
        not *: numeru faktury, nr faktury, faktura nr, faktury nr, faktura vat nr, numer przesyłki, numeru przesyłki
        not *: nr przesyłki, numer paczki, nr paczki, list przewozowy, numer listu przewozowego, numer śledzenia
        not *: numer zgłoszenia, nr zgłoszenia, numer biletu, nr biletu, numer artykułu, nr artykułu, nr art
        not *: numer części, nr części, numer katalogowy, nr katalogowy, numer modelu, kod produktu, numer partii
        not *: nr partii, kod błędu, kodu błędu, kod statusu, kod kreskowy, kodu kreskowego, suma kontrolna
        not *: sumy kontrolnej, numer transakcji, identyfikator transakcji, id zamówienia, kod towaru
        not payment-card, phone, us-ssn, us-npi, br-cpf: numer seryjny, numeru seryjnego, nr seryjny, numer fabryczny
        not payment-card, phone, us-ssn, us-npi, br-cpf: nr fabryczny, numer rezerwacji, numer referencyjny, sygnatura
        not payment-card, phone, us-ssn, us-npi, br-cpf: sygnatury, numer sprawy
        not br-cnpj, pl-pesel, de-tax-id: numer seryjny, numeru seryjnego, nr seryjny, numer fabryczny, nr fabryczny
        not br-cnpj, pl-pesel, de-tax-id: numer rezerwacji, numer referencyjny, sygnatura, sygnatury, numer sprawy
        not payment-card, imei, phone, us-npi, at-social-security, bg-egn: znacznik czasu, znacznika czasu
        not se-personal-number, cz-sk-birth-number, ro-cnp, kr-rrn, za-id: znacznik czasu, znacznika czasu
        not ipv4, date, coordinates: wersja, wersji, wersję, rozdział, rozdziału, sekcja, paragraf
        not date: opublikowan*, publikacja, aktualizacja, zaktualizowan*, zmodyfikowan*, utworzono, ważny do, ważna do
        not date: termin płatności, dz.u., wejście w życie
        not de-postcode: port, portu, strona, strony, str, zł, pln, euro, eur, złotych, km
        not coordinates: cena, kwota, zł, pln, eur
        not phone, us-bank-account: kwota do zapłaty, kwota netto, kwota brutto, razem do zapłaty
        not de-license-plate, uk-license-plate: numer lotu, model
        """
}
