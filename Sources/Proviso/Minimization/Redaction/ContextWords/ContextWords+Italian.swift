extension ContextWords {
    /// Italian.
    static let italian = """
        language: it

        # Denaro
        payment-card: carta di credito, carta di debito, carte di credito, carta prepagata, numero di carta
        it-id-card: numero della carta d, della carta d
        payment-card: numero carta, numero della carta, bancomat, postepay, titolare della carta, carta di pagamento
        iban: conto corrente, conto bancario, coordinate bancarie, numero di conto, bonifico, bonifici, addebito, c/c
        us-bank-account: conto corrente, conto bancario, numero di conto, coordinate bancarie
        us-aba: codice di instradamento, coordinate bancarie, numero di routing
        bic: codice swift, codice banca, codice identificativo bancario
        lei: identificativo della persona giuridica, codice lei
        bitcoin-address, ethereum-address: criptovalut*, portafoglio digitale

        # Persone
        date: ha scritto il
        date: data di matrimonio, nato il, nata il, nato a, nata a, nascita, compleanno, deceduto, deceduta, decesso
        date: morto il, morta il, appuntamento, appuntamenti, ricovero, ricoverat*, dimesso il, dimessa il, operato il
        date: operata il, assunto il, assunta il, vaccinato il, vaccinata il, visita medica, data di morte
        phone: telefono, telefoni, telefonico, telefonici, telefonica, cellulare, cellulari, numero fisso, rete fissa
        phone: recapito, recapiti, chiamare il, chiamami, chiamaci, chiamateci, numero verde, centralino, telefonare
        email: posta elettronica, indirizzo mail, indirizzo di posta
        coordinates: coordinate, geolocalizzazione, latitudine, longitudine
        url: sito web, sito internet, pagina web, indirizzo web
        ipv4, ipv6: indirizzo di rete
        mac-address: indirizzo fisico
        uuid: identificativo univoco, identificatore univoco, identificativo del dispositivo
        vin: telaio, libretto di circolazione

        # Segreti
        private-key: chiave privata, chiavi private, chiave segreta
        api-key: chiave api, chiavi api, chiave di accesso, credenziali, parola d'ordine
        jwt: gettone di accesso, token di accesso, token di sessione

        # Documenti
        de-passport, uk-passport, us-passport, es-passport: passaporto, passaporti, documento di viaggio
        it-passport, in-passport, kr-passport: passaporto, passaporti, documento di viaggio
        de-driving-license, uk-driving-license, us-driving-license: patente di guida, numero patente, numero di patente
        de-driving-license, uk-driving-license, us-driving-license: numero della patente, patenti di guida
        it-driving-license, kr-driving-license: patente di guida, numero patente, numero di patente
        it-driving-license, kr-driving-license: numero della patente, patenti di guida
        de-id-card, it-id-card, es-nif, sg-nric: carta d'identità, carte d'identità, carta identità, carta di identità
        de-id-card, it-id-card, es-nif, sg-nric: numero cie, documento d'identità, documento di riconoscimento
        de-id-card, it-id-card, es-nif, sg-nric: documento di identità
        tr-id, il-id, th-id, za-id: carta d'identità, carte d'identità, carta identità, carta di identità, numero cie
        tr-id, il-id, th-id, za-id: documento d'identità, documento di riconoscimento, documento di identità
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: numero di identità
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: numero di identificazione personale
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: numero nazionale, codice personale
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: numero di identità, numero di identificazione personale
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: numero nazionale, codice personale
        kr-rrn, in-aadhaar, cl-rut: numero di identità, numero di identificazione personale, numero nazionale
        kr-rrn, in-aadhaar, cl-rut: codice personale
        de-license-plate, uk-license-plate, in-license-plate: targa, targhe, targato, targata
        ng-license-plate, tr-license-plate: targa, targhe, targato, targata
        de-postcode, uk-postcode: cap città, cap e città, cap comune, comune cap, città cap, codice postale
        de-postcode, uk-postcode: codice di avviamento postale

        # Italia
        it-fiscal-code: codici fiscali, cod fisc, cod fiscale, codicefiscale, tessera sanitaria
        it-vat: partite iva, codice fiscale e partita, part iva, partitaiva
        it-driving-license: patente, motorizzazione

        # Svizzera
        ch-social-security: navs13, assicurazione sociale, numero d'assicurato

        # Altri paesi
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: numero fiscale, codice fiscale
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: identificativo fiscale
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: numero di identificazione fiscale
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: codice di identificazione fiscale, contribuente
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: numero fiscale, codice fiscale
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: identificativo fiscale
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: numero di identificazione fiscale
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: codice di identificazione fiscale, contribuente
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: numero fiscale, codice fiscale, identificativo fiscale
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: numero di identificazione fiscale, codice di identificazione fiscale
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: contribuente
        de-vat, fr-vat, it-vat, es-cif, pt-nif, pl-nip: partita iva, partite iva, numero iva, iva comunitaria
        us-ssn, ca-sin, de-social-security, at-social-security: previdenza sociale, sicurezza sociale
        us-ssn, ca-sin, de-social-security, at-social-security: numero di previdenza, assicurazione sociale
        ch-social-security, fr-nir, be-national-number, gr-amka, uk-nino: previdenza sociale, sicurezza sociale
        ch-social-security, fr-nir, be-national-number, gr-amka, uk-nino: numero di previdenza, assicurazione sociale
        ie-pps: previdenza sociale, sicurezza sociale, numero di previdenza, assicurazione sociale
        de-health-insurance, us-mbi, au-medicare, uk-nhs: tessera sanitaria, assicurazione sanitaria
        de-health-insurance, us-mbi, au-medicare, uk-nhs: assicurazione malattia
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: registro delle imprese, registro imprese
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: numero rea, camera di commercio
        au-acn, se-organization-number, es-cif, ar-cuit: registro delle imprese, registro imprese, numero rea
        au-acn, se-organization-number, es-cif, ar-cuit: camera di commercio
        de-commercial-register: registro delle imprese, registro di commercio
        de-social-security, at-social-security: assicurazione pensionistica
        es-nif, es-nie, es-cif: codice fiscale spagnolo, numero di identità spagnolo
        fr-siren, fr-siret: azienda francese
        be-national-number: registro nazionale, numero nazionale
        nl-bsn: numero di servizio civile
        se-personal-number, fi-hetu, dk-cpr, no-birth-number: numero di nascita, numero personale
        cz-sk-birth-number: numero di nascita, numero personale
        uk-nino: assicurazione nazionale
        ro-cnp: codice numerico personale
        de-lanr: codice medico
        de-bsnr: codice ambulatorio
        kr-frn: registrazione degli stranieri

        # Altri numeri
        not *: numero d'ordine, numero ordine, ordine n°, ordine numero, codice ordine, numero di ordine, numero fattura
        not *: numero di fattura, fattura n, fattura numero, numero di spedizione, codice di tracciamento
        not *: numero di tracciamento, codice articolo, numero articolo, numero di ticket, codice prodotto
        not *: numero di modello, numero di parte, numero di lotto, codice errore, codice di errore, codice di stato
        not *: codice a barre, somma di controllo, lettera di vettura, numero di transazione, identificativo transazione
        not *: bolla di consegna, codice di spedizione
        not payment-card, phone, us-ssn, us-npi, br-cpf: numero di serie, numero seriale, numero di pratica
        not payment-card, phone, us-ssn, us-npi, br-cpf: numero di riferimento, codice prenotazione
        not br-cnpj, pl-pesel, de-tax-id: numero di serie, numero seriale, numero di pratica, numero di riferimento
        not br-cnpj, pl-pesel, de-tax-id: codice prenotazione
        not payment-card, imei, phone, us-npi, at-social-security, bg-egn: marca temporale, marcatura temporale
        not se-personal-number, cz-sk-birth-number, ro-cnp, kr-rrn, za-id: marca temporale, marcatura temporale
        not ipv4, date, coordinates: versione, versioni, sezione, capitolo, paragrafo
        not date: pubblicazione, aggiornato, aggiornamento, modificato, scadenza, scade il, valido fino
        not de-postcode: pagina, pagine, euro, eur, km
        not coordinates: prezzo, importo, euro, eur, bancarie
        not phone, us-bank-account: importo totale, totale fattura, imponibile, subtotale
        not de-license-plate, uk-license-plate: numero di volo, modello
        phone: cell, cellulare
        """
}
