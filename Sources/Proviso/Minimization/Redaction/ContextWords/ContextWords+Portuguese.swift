extension ContextWords {
    /// Portuguese.
    static let portuguese = """
        language: pt

        # Dinheiro
        payment-card: cartão, cartões
        iban: conta bancária, número da conta, número de conta, dados bancários, débito direto, nib, conta corrente
        us-bank-account: conta bancária, número da conta, número de conta, conta corrente, conta poupança
        us-bank-account: dados bancários
        us-aba: código de roteamento, número de roteamento, código do banco
        bic: código swift, código do banco, código de identificação bancária
        lei: identificador de entidade jurídica, código lei
        bitcoin-address, ethereum-address: criptomoeda*, carteira digital, carteira cripto

        # Pessoas
        date: escreveu em
        date: data da cirurgia, data do casamento, data de aniversário, nascido, nascida, nasceu, nascimento, falecido
        date: falecida, faleceu, falecimento, óbito, morreu, consulta médica, internado, internada, internamento
        date: internação, data de admissão, alta hospitalar, vacinado em, vacinada em, operado em, operada em
        phone: telefone, telefones, telefónico, telemóvel, telemóveis, celular, celulares, telefonar, fone, ramal
        phone: número de contacto, número de contato, ligue para, ligar para, me ligue, ligue-me, linha direta
        email: correio eletrónico, correio electrónico, endereço eletrónico
        coordinates: coordenada*, localização, geolocalização
        url: página web, sítio web, endereço web
        ipv4, ipv6: endereço de rede
        mac-address: endereço físico
        uuid: identificador único, identificador do dispositivo, identificador da sessão
        vin: chassi, chassis, número de quadro, identificação do veículo

        # Segredos
        private-key: chave privada, chaves privadas, chave secreta
        api-key: chave api, chave de api, chave da api, chaves de api, chave de acesso, senha, senhas, palavra-passe
        api-key: credencial, credenciais
        jwt: token de acesso, token de sessão

        # Documentos
        de-passport, uk-passport, us-passport, es-passport: passaporte, passaportes, documento de viagem
        it-passport, in-passport, kr-passport: passaporte, passaportes, documento de viagem
        de-driving-license, uk-driving-license, us-driving-license: carta de condução, cartas de condução
        de-driving-license, uk-driving-license, us-driving-license: carteira de motorista, cnh, habilitação
        it-driving-license, kr-driving-license: carta de condução, cartas de condução, carteira de motorista, cnh
        it-driving-license, kr-driving-license: habilitação
        de-id-card, it-id-card, es-nif, sg-nric: bilhete de identidade, cartão de cidadão, cartão do cidadão
        de-id-card, it-id-card, es-nif, sg-nric: carteira de identidade, documento de identidade, cédula de identidade
        de-id-card, it-id-card, es-nif, sg-nric: documento de identificação, cartão de identidade
        de-id-card, it-id-card, es-nif, sg-nric: número de identificação civil
        tr-id, il-id, th-id, za-id: bilhete de identidade, cartão de cidadão, cartão do cidadão, carteira de identidade
        tr-id, il-id, th-id, za-id: documento de identidade, cédula de identidade, documento de identificação
        tr-id, il-id, th-id, za-id: cartão de identidade, número de identificação civil
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: número de identidade
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: número de identificação pessoal, número nacional
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: registo civil, registro civil
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: número de identidade, número de identificação pessoal
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: número nacional, registo civil, registro civil
        kr-rrn, in-aadhaar, cl-rut: número de identidade, número de identificação pessoal, número nacional
        kr-rrn, in-aadhaar, cl-rut: registo civil, registro civil
        de-license-plate, uk-license-plate, in-license-plate: matrícula, matrículas, placa, placas
        ng-license-plate, tr-license-plate: matrícula, matrículas, placa, placas
        de-postcode, uk-postcode: código postal, códigos postais, cep

        # Portugal e Brasil
        pt-nif: número de identificação fiscal, contribuinte, número fiscal, nipc, pessoa coletiva
        br-cpf: cadastro de pessoas físicas, pessoa física
        br-cnpj: cadastro nacional, pessoa jurídica, razão social

        # Outros países
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: número fiscal, contribuinte, identificação fiscal
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: código fiscal, inscrição fiscal
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: número fiscal, contribuinte, identificação fiscal
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: código fiscal, inscrição fiscal
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: número fiscal, contribuinte, identificação fiscal, código fiscal
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: inscrição fiscal
        de-vat, fr-vat, it-vat, es-cif, pt-nif, pl-nip: número de iva, número do iva, iva intracomunitário
        us-ssn, ca-sin, de-social-security, at-social-security: segurança social, seguridade social, previdência social
        us-ssn, ca-sin, de-social-security, at-social-security: niss, seguro social
        ch-social-security, fr-nir, be-national-number, gr-amka, uk-nino: segurança social, seguridade social
        ch-social-security, fr-nir, be-national-number, gr-amka, uk-nino: previdência social, niss, seguro social
        ie-pps: segurança social, seguridade social, previdência social, niss, seguro social
        de-health-insurance, us-mbi, au-medicare, uk-nhs: seguro de saúde, plano de saúde, número de utente
        de-health-insurance, us-mbi, au-medicare, uk-nhs: cartão de saúde, cartão nacional de saúde
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: registo comercial, registro comercial
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: número de empresa, junta comercial
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: matrícula da sociedade
        au-acn, se-organization-number, es-cif, ar-cuit: registo comercial, registro comercial, número de empresa
        au-acn, se-organization-number, es-cif, ar-cuit: junta comercial, matrícula da sociedade
        de-commercial-register: registo comercial, registro comercial
        de-social-security, at-social-security, ch-social-security: seguro de pensão
        fr-siren, fr-siret: empresa francesa
        es-nif, es-nie, es-cif: fiscal espanhol, identidade espanhol
        be-national-number: registo nacional, registro nacional
        nl-bsn: número de cidadão
        se-personal-number, fi-hetu, dk-cpr, no-birth-number: número pessoal, número de nascimento
        cz-sk-birth-number: número pessoal, número de nascimento
        uk-nino: seguro nacional, segurança nacional
        us-npi, de-lanr: número do médico, cédula profissional
        de-bsnr: número do consultório
        kr-frn: registro de estrangeiro, registo de estrangeiro

        # O que mais os números são
        not *: número do pedido, número de pedido, número de encomenda, número da encomenda, ordem de compra
        not *: número da fatura, número de fatura, fatura nº, fatura no, nota fiscal, pedido nº, encomenda nº
        not *: número de rastreamento, código de rastreio, código de rastreamento, número de envio, número do bilhete
        not *: número do chamado, código do produto, número do artigo, referência do artigo, número da peça
        not *: número do modelo, número do lote, código de erro, código de estado, código de status, código de barras
        not *: soma de verificação, número da transação, identificador da transação, guia de remessa, id do pedido
        not payment-card, phone, us-ssn, us-npi, br-cpf: número de série, número de referência, número de reserva
        not payment-card, phone, us-ssn, us-npi, br-cpf: número do processo, número do recibo, número de protocolo
        not br-cnpj, pl-pesel, de-tax-id: número de série, número de referência, número de reserva, número do processo
        not br-cnpj, pl-pesel, de-tax-id: número do recibo, número de protocolo
        not payment-card, imei, phone, us-npi, at-social-security, bg-egn: carimbo de tempo, marca temporal
        not payment-card, imei, phone, us-npi, at-social-security, bg-egn: carimbo temporal
        not se-personal-number, cz-sk-birth-number, ro-cnp, kr-rrn, za-id: carimbo de tempo, marca temporal
        not se-personal-number, cz-sk-birth-number, ro-cnp, kr-rrn, za-id: carimbo temporal
        not ipv4, date, coordinates: versão, versões, secção, seção, capítulo, parágrafo, compilação
        not date: publicado, publicação, atualizado, atualização, modificado, criado em, vencimento, validade
        not date: válido até, expira
        not de-postcode: página, páginas, euro, euros, eur, reais, km
        not coordinates: preço, valor, total, euros, eur, reais
        not phone, us-bank-account: valor total, montante total, total a pagar, subtotal
        not de-license-plate, uk-license-plate: voo, modelo
        """
}
