extension ContextWords {
    /// French.
    static let french = """
        language: fr

        # Argent
        payment-card: carte, cartes
        iban: compte bancaire, numéro de compte, rib, relevé d'identité bancaire, coordonnées bancaires, virement*
        iban: prélèvement*
        us-bank-account: compte bancaire, numéro de compte, coordonnées bancaires
        us-aba: code bancaire, numéro de routage, numéro d'acheminement, code guichet
        bic: code banque, identifiant de banque, code d'identification bancaire, code swift
        lei: identifiant d'entité juridique, identifiant entité juridique
        bitcoin-address, ethereum-address: cryptomonnaie*, crypto-monnaie*, portefeuille crypto, portefeuille numérique

        # Personnes
        date: a écrit le
        date: embauché le, embauchée le, date d'embauche, date de mariage, né le, née le, né e le, né en, née en
        date: naissance, décès, décédé, décédée, mort le, morte le, rendez-vous, rdv, date d'admission, hospitalisé*
        date: hospitalisation, opéré le, opérée le, vacciné le, vaccinée le
        phone: téléphonique, mobile, numéro de portable, mon portable, son portable, ligne fixe, numéro fixe, télécopie
        phone: télécopieur, natel, cellulaire, joindre au, joignable, appelez, rappelez-moi, ligne directe
        phone: numéro du standard
        email: courriel, courriels, adresse mail, adresse électronique, courrier électronique
        coordinates: coordonnées, géolocalisation, localisation
        url: site web, site internet, adresse web, page web
        ipv4, ipv6: adresse réseau
        mac-address: adresse physique, adresse matérielle
        uuid: identifiant unique, identifiant d'appareil, identifiant de session
        vin: série du véhicule, identification du véhicule, châssis, carte grise

        # Secrets
        private-key: clé privée, clés privées, clef privée, clé secrète, clef secrète, clé de chiffrement
        api-key: clé api, clés api, clé d'api, clef api, mot de passe, mots de passe, identifiants de connexion
        api-key: clé d'accès, jeton
        jwt: jeton, jetons

        # Papiers
        de-passport, uk-passport, us-passport, es-passport: passeport, passeports, titre de voyage, document de voyage
        it-passport, in-passport, kr-passport: passeport, passeports, titre de voyage, document de voyage
        de-driving-license, uk-driving-license, us-driving-license: permis de conduire, permis de conduite
        de-driving-license, uk-driving-license, us-driving-license: numéro de permis
        it-driving-license, kr-driving-license: permis de conduire, permis de conduite, numéro de permis
        de-id-card, it-id-card, es-nif, sg-nric: carte d'identité, cartes d'identité, carte identité, numéro cni, cnie
        de-id-card, it-id-card, es-nif, sg-nric: pièce d'identité, pièces d'identité, document d'identité
        tr-id, il-id, th-id, za-id: carte d'identité, cartes d'identité, carte identité, numéro cni, cnie
        tr-id, il-id, th-id, za-id: pièce d'identité, pièces d'identité, document d'identité
        de-id-card, it-id-card: titre de séjour, carte de séjour
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: numéro national, numéro d'identification nationale
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: numéro d'identité
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: numéro personnel d'identification
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: numéro d'identification personnel
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: identifiant national
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: numéro national, numéro d'identification nationale
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: numéro d'identité, numéro personnel d'identification
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: numéro d'identification personnel, identifiant national
        kr-rrn, in-aadhaar, cl-rut: numéro national, numéro d'identification nationale, numéro d'identité
        kr-rrn, in-aadhaar, cl-rut: numéro personnel d'identification, numéro d'identification personnel
        kr-rrn, in-aadhaar, cl-rut: identifiant national
        de-license-plate, uk-license-plate, in-license-plate: plaque, plaques, immatriculation, immatriculé*
        ng-license-plate, tr-license-plate: plaque, plaques, immatriculation, immatriculé*
        de-postcode, uk-postcode: code postal, codes postaux

        # France
        fr-nir: sécurité sociale, sécu, insee, inscription au répertoire, carte vitale, assuré social, assurée sociale
        fr-nir: assurance maladie
        fr-siren: rcs, numéro d'entreprise, registre du commerce
        fr-siret: code ape, code naf
        fr-vat: tva

        # Belgique, Suisse et Canada
        be-national-number: numéro national, registre national, niss, nrn, sécurité sociale, numéro bis
        be-national-number: numéro d'identification national
        ch-social-security: navs, navs13, assurance-vieillesse, numéro d'assuré
        ca-sin: assurance sociale, numéro nas

        # Pour d'autres pays
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: numéro fiscal, identifiant fiscal
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: numéro d'identification fiscale, nif, contribuable
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: code fiscal, numéro d'impôt, référence fiscale
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: numéro spi
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: numéro fiscal, identifiant fiscal
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: numéro d'identification fiscale, nif
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: contribuable, code fiscal, numéro d'impôt
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: référence fiscale, numéro spi
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: numéro fiscal, identifiant fiscal, numéro d'identification fiscale, nif
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: contribuable, code fiscal, numéro d'impôt, référence fiscale
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: numéro spi
        de-vat, fr-vat, it-vat, es-cif, pt-nif, pl-nip: numéro de tva, numéro tva, tva intracommunautaire
        us-ssn, ca-sin, de-social-security, at-social-security: sécurité sociale, assurance sociale
        ch-social-security, fr-nir, be-national-number, gr-amka, uk-nino: sécurité sociale, assurance sociale
        ie-pps: sécurité sociale, assurance sociale
        de-health-insurance, us-mbi, au-medicare, uk-nhs: assurance maladie, carte de santé, numéro d'assuré
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: numéro d'entreprise, registre du commerce
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: registre des sociétés
        au-acn, se-organization-number, es-cif, ar-cuit: numéro d'entreprise, registre du commerce
        au-acn, se-organization-number, es-cif, ar-cuit: registre des sociétés
        nl-bsn: numéro de citoyen
        de-social-security: assurance pension allemande, assurance retraite
        de-commercial-register: registre du commerce allemand, tribunal d'instance
        es-nif, es-nie: numéro d'identité espagnol, identifiant espagnol
        se-personal-number, fi-hetu, dk-cpr, no-birth-number: numéro de naissance, numéro personnel
        cz-sk-birth-number: numéro de naissance, numéro personnel
        uk-nino: assurance nationale
        us-itin, us-npi: fournisseur de soins
        de-lanr: numéro de médecin, rpps
        de-bsnr: numéro de cabinet
        kr-frn: enregistrement des étrangers

        # Ce que des numéros sont d'autre
        not *: numéro de commande, commande n°, commande no, référence de commande, bon de commande, numéro de facture
        not *: facture n°, facture no, facture numéro, numéro de suivi, suivi de colis, numéro de colis, numéro d'envoi
        not *: numéro d'expédition, bordereau, numéro de ticket, numéro d'article, référence article, numéro de pièce
        not *: référence produit, code produit, numéro de modèle, numéro de lot, code d'erreur, code erreur
        not *: code de statut, code-barres, codes-barres, code à barres, somme de contrôle, numéro de devis
        not *: identifiant de transaction, numéro de transaction, identifiant de commande
        not payment-card, phone, us-ssn, us-npi, br-cpf: numéro de série, numéro de dossier, numéro de réservation
        not payment-card, phone, us-ssn, us-npi, br-cpf: numéro de référence, numéro de reçu
        not br-cnpj, pl-pesel, de-tax-id: numéro de série, numéro de dossier, numéro de réservation, numéro de référence
        not br-cnpj, pl-pesel, de-tax-id: numéro de reçu
        not payment-card, imei, phone, us-npi, at-social-security, bg-egn: horodatage
        not se-personal-number, cz-sk-birth-number, ro-cnp, kr-rrn, za-id: horodatage
        not ipv4, date, coordinates: version, versions, section, chapitre, paragraphe
        not date: publié le, publication, paru le, mis à jour, modifié le, mise à jour, créé le, expire le, échéance
        not date: valable jusqu'au
        not de-postcode: port, ports, page, pages, euro, euros, eur, km, octets
        not coordinates: prix, montant, total, euros, eur
        not phone, us-bank-account: montant total, montant dû, total ttc, total ht, sous-total
        not de-license-plate, uk-license-plate: numéro de vol, modèle
        """
}
