extension ContextWords {
    /// English.
    static let english = """
        language: en

        # Money
        payment-card: card, cards, cardholder, debitcard, primary account number, pan number
        iban: bank account, account number, account no, bank details, bank transfer, wire transfer, direct debit
        us-bank-account: bank account, account number, account no, acct, checking account, savings account
        us-bank-account: direct deposit
        us-aba: routing code, routing transit, bank routing, transit number, wire transfer
        bic: bank identifier code, business identifier code, bank code
        lei: legal entity identifier
        bitcoin-address, ethereum-address: cryptocurrency, crypto address, coin address

        # Persons
        date: wrote on
        date: date of death, date of admission, wedding date, marriage date, born, birth, died, deceased, passed away
        date: appointment, appointments, admission date, discharged, discharge date, surgery, vaccinated, hospitalized
        date: hired, date of hire, hire date
        phone: phones, mobile, landline, hotline, contact number, contact no, daytime number, callback number
        phone: emergency contact, call me, call us, call him, call her, call them, please call, text me, text us
        phone: ring me, dial, voicemail
        email: mail address
        coordinates: coordinates, geolocation
        url: web site, web page, webpage, home page
        ipv4, ipv6: client address, remote address, source address
        mac-address: hardware address, ethernet address, physical address, device address, media access control
        uuid: unique identifier, unique id, device id, installation id, advertising id, session id, user id

        # Secrets
        private-key: private keys, secret key, signing key, ssh key, encryption key
        api-key: secret, secrets, password, passwd, credential, credentials, auth key, tokens
        jwt: token, tokens

        # Documents
        de-passport, uk-passport, us-passport, es-passport: passport, passports, travel document, travel documents
        it-passport, in-passport, kr-passport: passport, passports, travel document, travel documents
        de-driving-license, uk-driving-license, us-driving-license: driving licence, driving license, driver licence
        de-driving-license, uk-driving-license, us-driving-license: driver license, driver's licence, driver's license
        de-driving-license, uk-driving-license, us-driving-license: drivers licence, drivers license, dvla
        de-driving-license, uk-driving-license, us-driving-license: driver number
        it-driving-license, kr-driving-license: driving licence, driving license, driver licence, driver license
        it-driving-license, kr-driving-license: driver's licence, driver's license, drivers licence, drivers license
        it-driving-license, kr-driving-license: dvla, driver number
        us-driving-license: dl number, dl no, state issued id, dmv
        de-id-card, it-id-card, es-nif, sg-nric: identity card, identity cards, id card, id cards, national id
        de-id-card, it-id-card, es-nif, sg-nric: identitycard, identity document
        tr-id, il-id, th-id, za-id: identity card, identity cards, id card, id cards, national id, identitycard
        tr-id, il-id, th-id, za-id: identity document
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: national identification number, national id
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: identity number, personal id, citizen number
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: citizen id, identity card
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: personal identification number, personal number
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: civil registration
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: national identification number, national id
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: identity number, personal id, citizen number, citizen id
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: identity card, personal identification number
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: personal number, civil registration
        kr-rrn, in-aadhaar, cl-rut: national identification number, national id, identity number, personal id
        kr-rrn, in-aadhaar, cl-rut: citizen number, citizen id, identity card, personal identification number
        kr-rrn, in-aadhaar, cl-rut: personal number, civil registration

        # Tax and social security
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: taxpayer, tax id, tax ids, tax number, tax no
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: tax identification, tax identifier, tax reference
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: fiscal code, tax code
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: taxpayer, tax id, tax ids, tax number, tax no
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: tax identification, tax identifier, tax reference
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: fiscal code, tax code
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: taxpayer, tax id, tax ids, tax number, tax no, tax identification
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: tax identifier, tax reference, fiscal code, tax code
        de-vat, fr-vat, it-vat, es-cif, pt-nif, pl-nip: vat number, vat no, vat id, vat registration, vat reg no
        de-vat, fr-vat, it-vat, es-cif, pt-nif, pl-nip: value added tax
        us-ssn, ca-sin, de-social-security, at-social-security: social security, socialsecurity, socialsecuritynumber
        us-ssn, ca-sin, de-social-security, at-social-security: social insurance
        ch-social-security, fr-nir, be-national-number, gr-amka, uk-nino: social security, socialsecurity
        ch-social-security, fr-nir, be-national-number, gr-amka, uk-nino: socialsecuritynumber, social insurance
        ie-pps: social security, socialsecurity, socialsecuritynumber, social insurance
        uk-nino, ie-pps: national insurance
        uk-nino: ni number, nino number, nationalinsurance, nationalinsurancenumber
        de-health-insurance, us-mbi, au-medicare, uk-nhs: health insurance, health card, insured person

        # The United States and Canada
        us-ssn: ss number, social is
        us-itin: irs number
        us-npi: national provider, provider identifier, provider number, provider id
        us-dea: drug enforcement, prescriber, controlled substances
        us-mbi: beneficiary identifier, beneficiary id
        ca-sin: sin number, sin no, sin card, canadian sin

        # The United Kingdom and Ireland
        uk-nhs: national health service, patient number, patient id
        uk-utr: self assessment, hmrc
        uk-postcode: postcode, postcodes, post code, postal code
        uk-license-plate: vrm, number plate, v5c
        ie-pps: personal public service, pps
        de-postcode: zip, postcode, postal code
        de-license-plate, uk-license-plate, in-license-plate: license plate, license plates, licence plate
        de-license-plate, uk-license-plate, in-license-plate: licence plates, number plate, number plates, plate number
        de-license-plate, uk-license-plate, in-license-plate: numberplate, vehicle registration, registration plate
        de-license-plate, uk-license-plate, in-license-plate: registration mark, reg no, reg number
        ng-license-plate, tr-license-plate: license plate, license plates, licence plate, licence plates, number plate
        ng-license-plate, tr-license-plate: number plates, plate number, numberplate, vehicle registration
        ng-license-plate, tr-license-plate: registration plate, registration mark, reg no, reg number
        vin: vehicle identification, chassis number, chassis no, vehicle id
        imei: mobile equipment identity, handset

        # India
        in-aadhaar: unique identification authority
        in-pan: pan card, pan number, pan no, permanent account number, income tax department
        in-gstin: gst number, gst no, gst registration, goods and services tax
        in-voter: voter id, voter card, voter's id, elector, electoral photo, epic number, epic no
        in-license-plate: rto, vehicle number

        # Australia, Singapore, the Philippines, South Africa and Nigeria
        au-abn: business number
        au-acn: company number
        sg-nric: fin number, fin no, foreign identification number, work permit
        sg-uen: unique entity number, business registration, acra
        ph-tin: bureau of internal revenue
        za-id: south african id, rsa id, sa id, id number
        ng-nin: nimc, bank verification number
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: company registration, company number, company no
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: business registration, business number
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: employer identification
        au-acn, se-organization-number, es-cif, ar-cuit: company registration, company number, company no
        au-acn, se-organization-number, es-cif, ar-cuit: business registration, business number, employer identification

        # Other countries, as they are called in English
        de-tax-id: steuer-id, steuerliche identifikationsnummer
        de-social-security: german pension insurance, pension insurance number
        de-id-card: personalausweis, german id
        de-commercial-register: commercial register, trade register, companies register
        de-lanr: physician number
        de-bsnr: practice number
        at-social-security: svnr
        ch-social-security: oasi
        fr-nir: insee number, insee code
        fr-siren, fr-siret: french company, french business
        nl-bsn: citizen service number, burgerservicenummer, dutch citizen
        be-national-number: national register number, national number, rijksregisternummer
        es-nif, es-nie: spanish id, spanish tax, foreigner identity number
        pt-nif: portuguese tax
        se-personal-number: swedish personal, swedish identity, coordination number, samordningsnummer
        se-organization-number: organisation number, organization number, organisationsnummer
        fi-hetu: personal identity code, finnish identity, finnish personal, henkilötunnus
        dk-cpr: danish personal, cpr
        no-birth-number: birth number, norwegian national, norwegian identity, d-number
        cz-sk-birth-number: birth number, czech birth, slovak birth
        pl-pesel: polish national, polish identification
        pl-nip: polish tax
        pl-regon: polish business, polish statistical
        ua-tax-number: ukrainian tax, rnokpp
        ro-cnp: personal numeric code, romanian personal
        bg-egn: uniform civil number, unified civil number, bulgarian personal
        tr-id: turkish id, turkish identity, tc kimlik, tckn
        il-id: israeli id, israeli identity, teudat zehut
        th-id: thai id, thai national, thai identity
        kr-rrn: resident registration, korean id
        kr-frn: alien registration, foreigner registration, foreign registration
        kr-brn: korean business
        br-cpf: brazilian tax
        mx-curp: population registry code, mexican id
        mx-rfc: mexican tax
        ar-cuit: argentine tax
        cl-rut: chilean tax, chilean id

        # What numbers are that look like these
        not payment-card, phone, us-ssn, us-npi, br-cpf: serial number, serial no, receipt number, receipt no
        not payment-card, phone, us-ssn, us-npi, br-cpf: booking reference, booking number, reference number
        not payment-card, phone, us-ssn, us-npi, br-cpf: reference no, ref no
        not br-cnpj, pl-pesel, de-tax-id: serial number, serial no, receipt number, receipt no, booking reference
        not br-cnpj, pl-pesel, de-tax-id: booking number, reference number, reference no, ref no
        not date: date created, last updated, expiry date, released, published, publication date, copyright
        not date: last modified, deadline, due date
        not *: order number, order no, order id, purchase order, po number, invoice number, invoice no, invoice id
        not *: tracking number, tracking no, tracking id, tracking code, shipment number, shipment id, shipping number
        not *: consignment number, parcel number, waybill, ticket number, ticket no, ticket id, item number, item no
        not *: article number, article no, part number, part no, model number, model no, product number, product code
        not *: product id, catalog number, catalogue number, stock number, batch number, batch no, lot number, lot no
        not *: error code, exit code, status code, bar code, quote number, job number, transaction id, process id
        not *: thread id, row id, hash value, unix time
        not api-key, bitcoin-address, payment-card, imei, vin, lei, phone: commits, revision, git, changeset, digest
        not ipv4, date, coordinates: version, versions, build, release, section, chapter, clause, paragraph
        not phone, payment-card: build number, issue number, bug, pull request, pid, bytes
        not de-postcode: port, ports, page, pages, euro, euros, eur, usd, dollars, bytes, zip file, zip archive
        not coordinates: price, amount, total, subtotal, usd, eur, gbp
        not phone, us-bank-account: amount due, total amount, net amount, gross amount, subtotal, grand total
        not de-license-plate, uk-license-plate: flight, model

        # Vehicles
        vin: frame no, frame number, chassis no, chassis number
        uk-license-plate, de-license-plate, in-license-plate, ng-license-plate, tr-license-plate: vehicle reg
        uk-license-plate, de-license-plate, in-license-plate, ng-license-plate, tr-license-plate: car registration
        uk-license-plate, in-license-plate, ng-license-plate: registration, vehicle, plate, plates, car, van, motorcycle
        au-tfn: tax file number, tax file no, tax file
        """
}
