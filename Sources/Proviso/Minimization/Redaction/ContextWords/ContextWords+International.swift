extension ContextWords {
    /// Abbreviations and words that are the same in every language.
    static let international = """
        language: mul

        # Banks and cards
        iban: iban, ibans
        bic: bic, bics, swift code, swift address
        lei: lei code, lei number, code lei, lei nr
        payment-card: visa, mastercard, amex, american express, unionpay, cvv, cvc, cvv2, cvc2, bankcard, creditcard
        us-aba: aba number, aba no, aba routing, aba rtn, routing number, routing no

        # Abbreviations that are words too, unless they are in capitals
        ca-sin: SIN, SINs, NAS
        us-aba: rtn, ABA
        tr-id: tc
        cl-rut: RUN, RUT
        payment-card: CC, PAN
        in-pan: PAN
        us-ssn, ph-tin, us-itin, ua-tax-number: TIN
        uk-nino: NINO

        # Devices and the network
        imei: imei, imeis, imei1, imei2, imeisv
        vin: vin
        phone: tel, phone, telefon, telefax, fax, gsm, whatsapp, msisdn
        email: email, emails, e-mail, e-mails, mailto
        url: url, urls, homepage
        ipv4: ip, ips, ipv4, ip4, x forwarded for, ipaddress
        ipv6: ip, ips, ipv6, ip6, x forwarded for, ipaddress
        mac-address: mac, macaddress, hwaddr, bssid
        uuid: uuid, uuids, guid, guids
        coordinates: gps, gnss, lng, lon, latlng, latlon, latitude, longitude, geo, wgs84, osm

        # Secrets
        bitcoin-address: bitcoin, bitcoins, btc, wallet, satoshi, satoshis, xbt, blockchain
        ethereum-address: ethereum, ether, eth, wallet, erc20, erc-20, metamask, blockchain
        jwt: jwt, jwts, bearer, json web token, id token, idtoken, access token, accesstoken, authorization
        private-key: private key, privatekey, pem, ssh-rsa, openssh, pkcs8, pkcs, id rsa
        api-key: api key, apikey, api keys, apitoken, access key, accesskey, secret key, secretkey, accesstoken
        api-key: authtoken, client secret, clientsecret, bearer, token, authorization

        # Identifiers by the abbreviations and names that they have everywhere
        us-ssn: ssn, ssns
        us-itin: itin, itins
        us-npi: npi, npis
        us-dea: dea
        us-mbi: mbi, medicare
        au-medicare: medicare
        uk-nhs: nhs
        uk-utr: utr, sautr
        ie-pps: ppsn, pps no, pps number
        fr-siren: siren
        fr-siret: siret
        fr-nir: nir
        nl-bsn: bsn
        es-nif: dni, nif
        es-cif: cif
        pt-nif: nif
        pl-pesel: pesel
        pl-nip: nip
        pl-regon: regon
        it-fiscal-code: codice fiscale
        it-vat: partita iva, piva, p.iva
        br-cpf: cpf
        br-cnpj: cnpj
        mx-curp: curp
        mx-rfc: rfc
        ar-cuit: cuit, cuil
        cl-rut: rut
        au-tfn: tfn
        au-abn: abn
        au-acn: acn
        in-aadhaar: aadhaar, aadhar, adhaar, uidai
        in-gstin: gstin
        sg-nric: nric
        sg-uen: uen
        kr-rrn: rrn
        kr-frn: frn
        kr-brn: brn
        ph-tin: tin
        ng-nin: nin, bvn
        ro-cnp: cnp
        bg-egn: egn, егн
        gr-amka: amka, αμκα
        fi-hetu: hetu
        dk-cpr: cpr-nr, cpr-nummer, cpr number, cpr no
        se-personal-number: personnummer
        no-birth-number: fødselsnummer, foedselsnummer
        cz-sk-birth-number: rodné číslo
        ch-social-security: ahv, avs
        de-vat: ust-id, ust-idnr, ustid, ustidnr, vat id
        de-commercial-register: hrb, hra
        de-lanr: lanr
        de-bsnr: bsnr

        # Names of fields
        payment-card: card_number, cardnumber, card_no, cardno, card_num, cardnum, credit_card*, creditcard*, cc_number
        payment-card: ccnumber, cc_num, ccnum, payment_card*, card_pan, primary_account_number
        iban: iban_*, *_iban, bank_account*, bankaccount*, account_number, accountnumber, account_no
        us-bank-account: bank_account*, bankaccount*, account_number, accountnumber, account_no, acct_number, acct_no
        us-aba: routing_number, routingnumber, aba_number
        phone: phone_*, *_phone, phonenumber*, phoneno, mobile_*, *_mobile, mobilenumber, mobilephone, cellphone
        phone: telephone, telephones, telephone_*, telephonenumber*, telefon_*, contact_number, fax_*, tel_no
        email: email_*, *_email, emailaddress, mail_address, useremail
        date: birth_*, birthdate, birthday, birthdays, date_of_birth, dateofbirth, dob, date_of_death, death_date
        date: deathdate
        ipv4, ipv6: ip_address, ip_addr, client_ip, clientip, remote_ip, remoteip, remote_addr, remoteaddr, src_ip
        ipv4, ipv6: srcip, source_ip, sourceip, dst_ip, user_ip, peer_ip, host_ip, ipaddr
        mac-address: mac_*, macaddr
        uuid: device_id, deviceid, session_id, sessionid, user_id, userid, installation_id, advertising_id, customer_id
        uuid: idfa, gaid
        coordinates: lat_lng, lat_lon, geo_*, gps_*
        us-ssn: *_ssn, ssn_*, social_security*, socialsecurity*
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: tax_id*, taxid, tax_number, taxnumber
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: tax_id*, taxid, tax_number, taxnumber
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: tax_id*, taxid, tax_number, taxnumber
        de-vat, fr-vat, it-vat, es-cif, pt-nif, pl-nip: vat_id, vatid, vat_number, vatnumber
        de-passport, uk-passport, us-passport, es-passport: passport_*, passportnumber, passportno
        it-passport, in-passport, kr-passport: passport_*, passportnumber, passportno
        de-driving-license, uk-driving-license, us-driving-license: driver_licen*, drivers_licen*, driving_licen*
        de-driving-license, uk-driving-license, us-driving-license: driverlicen*, driverslicen*, drivinglicen*
        it-driving-license, kr-driving-license: driver_licen*, drivers_licen*, driving_licen*, driverlicen*
        it-driving-license, kr-driving-license: driverslicen*, drivinglicen*
        de-postcode, uk-postcode: postal_code, postalcode, post_code, zip_code, zipcode, zip4
        de-license-plate, uk-license-plate, in-license-plate: license_plate*, licence_plate*, licenseplate*
        de-license-plate, uk-license-plate, in-license-plate: licenceplate*, plate_number, platenumber
        ng-license-plate, tr-license-plate: license_plate*, licence_plate*, licenseplate*, licenceplate*, plate_number
        ng-license-plate, tr-license-plate: platenumber
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: national_id*, nationalid, identity_number
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: personal_number, citizen_id, person_number
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: national_id*, nationalid, identity_number
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: personal_number, citizen_id, person_number
        kr-rrn, in-aadhaar, cl-rut: national_id*, nationalid, identity_number, personal_number, citizen_id
        kr-rrn, in-aadhaar, cl-rut: person_number
        de-id-card, it-id-card, es-nif, sg-nric: identity_card*, id_card*, idcard*, national_id*
        tr-id, il-id, th-id, za-id: identity_card*, id_card*, idcard*, national_id*
        api-key: api_key*, apikey*, api_token*, access_token*, auth_token*, client_secret*, secret_key*, access_key*
        jwt: id_token*, access_token*, refresh_token*, session_token*, jwt_*
        private-key: private_key*

        # What numbers are that look like these
        not *: order_id, orderid, order_number, ordernumber, order_no, invoice_id, invoiceid, invoice_number
        not *: invoicenumber, tracking_id, tracking_number, tracking_no, tracking_code, trackingnumber, shipment_id
        not *: shipment_number, ticket_id, ticket_number, item_id, product_id, productid, article_id, article_number
        not *: part_number, partnumber, sku_id, batch_id, transaction_id, transactionid, txn_id, error_code, errorcode
        not *: status_code, statuscode, thread_id, process_id, row_id, job_id, build_number, checksum, checksums
        not *: barcode, isbn, isbn10, isbn13, issn, ean, ean13, gtin, upc, sku, asin, doi, sha1, sha256, sha512, md5
        not *: crc32, rma
        not payment-card, phone, us-ssn, us-npi, br-cpf: serial_number, serial_no, serialnumber, serialno
        not br-cnpj, pl-pesel, de-tax-id: serial_number, serial_no, serialnumber, serialno
        not api-key, bitcoin-address, payment-card, imei, vin, lei, phone: commit, commit_id, commit_hash, commit_sha
        not api-key, bitcoin-address, payment-card, imei, vin, lei, phone: sha, git_commit, git_sha
        not payment-card, imei: iccid, imsi, sim card, trace_id, traceid, span_id, spanid, request_id, requestid
        not payment-card, imei, phone, us-npi, at-social-security, bg-egn: timestamp, timestamps, unixtime, epoch, ts_ms
        not se-personal-number, cz-sk-birth-number, ro-cnp, kr-rrn, za-id: timestamp, timestamps, unixtime, epoch, ts_ms
        not ipv4: version, semver, firmware
        """
}
