extension ContextWords {
    /// Spanish.
    static let spanish = """
        language: es

        # Dinero
        payment-card: tarjeta, tarjetas
        iban: cuenta bancaria, cuentas bancarias, número de cuenta, datos bancarios, domiciliación*, clabe, cbu
        us-bank-account: cuenta bancaria, número de cuenta, cuenta de ahorros, cuenta corriente, cuenta de cheques
        us-aba: número de ruta, código de ruta, número de tránsito
        bic: código swift, código bancario, código de identificación bancaria
        lei: identificador de entidad jurídica, código lei
        bitcoin-address, ethereum-address: criptomoneda*, monedero, billetera, cartera digital

        # Personas
        phone: teléfono, teléfonos, telefónico, telefónica, telf, tlf, tfno, tfn, móvil, móviles, celular, celulares
        phone: número de contacto, llamar al, llame al, llámame, llámenos, llámanos, línea directa, teléf, fono
        email: correo, correos, dirección electrónica
        date: escribió el
        date: nacido, nacida, nació, nacimiento, cumpleaños, fallecido, fallecida, falleció, fallecimiento, defunción
        date: murió, cita médica, próxima cita, cita para el, fecha de ingreso, fecha de alta, hospitalizad*, operado el
        date: operada el, vacunado el, vacunada el, consulta médica
        coordinates: coordenada*, ubicación, geolocalización, latitud, longitud
        url: sitio web, página web, dirección web
        ipv4, ipv6: dirección de red
        mac-address: dirección física
        uuid: identificador único, identificador de dispositivo, identificador de sesión
        vin: bastidor, chasis, número de identificación vehicular, niv, serie del vehículo

        # Secretos
        private-key: clave privada, claves privadas, llave privada, clave secreta, llave secreta
        api-key: clave api, clave de api, clave de acceso, llave api, contraseña*, credencial*, ficha de acceso
        jwt: ficha de acceso, token de acceso, token de sesión

        # Documentos
        de-passport, uk-passport, us-passport, es-passport: pasaporte, pasaportes, documento de viaje
        it-passport, in-passport, kr-passport: pasaporte, pasaportes, documento de viaje
        de-driving-license, uk-driving-license, us-driving-license: permiso de conducir, permiso de conducción
        de-driving-license, uk-driving-license, us-driving-license: carné de conducir, carnet de conducir
        de-driving-license, uk-driving-license, us-driving-license: licencia de conducir, licencia de conducción
        de-driving-license, uk-driving-license, us-driving-license: licencia de manejo, licencia para conducir, brevete
        it-driving-license, kr-driving-license: permiso de conducir, permiso de conducción, carné de conducir
        it-driving-license, kr-driving-license: carnet de conducir, licencia de conducir, licencia de conducción
        it-driving-license, kr-driving-license: licencia de manejo, licencia para conducir, brevete
        de-id-card, it-id-card, es-nif, sg-nric: carné de identidad, carnet de identidad, cédula de identidad
        de-id-card, it-id-card, es-nif, sg-nric: tarjeta de identidad, documento de identidad
        de-id-card, it-id-card, es-nif, sg-nric: documento nacional de identidad, cédula de ciudadanía
        tr-id, il-id, th-id, za-id: carné de identidad, carnet de identidad, cédula de identidad, tarjeta de identidad
        tr-id, il-id, th-id, za-id: documento de identidad, documento nacional de identidad, cédula de ciudadanía
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: número de identidad
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: número de identificación personal, número nacional
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: cédula, número de identificación nacional
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: número de identidad, número de identificación personal
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: número nacional, cédula
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: número de identificación nacional
        kr-rrn, in-aadhaar, cl-rut: número de identidad, número de identificación personal, número nacional, cédula
        kr-rrn, in-aadhaar, cl-rut: número de identificación nacional
        de-license-plate, uk-license-plate, in-license-plate: matrícula, matrículas, placa, placas, patente
        ng-license-plate, tr-license-plate: matrícula, matrículas, placa, placas, patente
        de-postcode, uk-postcode: código postal, códigos postales

        # España
        es-nie: NIE, número nie, nie número, nif nie, dni nie, identidad de extranjero, identificación de extranjero
        es-nie: extranjería, tarjeta de residencia, permiso de residencia
        date: fecha de boda, fecha de matrimonio
        es-nif: número de identificación fiscal
        es-cif: identificación fiscal, razón social, nif

        # América Latina
        mx-curp: clave única de registro, registro de población
        mx-rfc: registro federal
        ar-cuit: código único de identificación, clave única de identificación, afip, monotributo
        cl-rut: rol único tributario, rol único nacional, número run
        br-cpf, br-cnpj: contribuyente brasileño

        # Para otros países
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: número fiscal, identificación fiscal
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: identificación tributaria, número tributario
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: contribuyente, número nit, código fiscal, número ruc
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: número fiscal, identificación fiscal
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: identificación tributaria, número tributario
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: contribuyente, número nit, código fiscal
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: número ruc
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: número fiscal, identificación fiscal, identificación tributaria
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: número tributario, contribuyente, número nit, código fiscal, número ruc
        de-vat, fr-vat, it-vat, es-cif, pt-nif, pl-nip: número de iva, nif-iva, nif intracomunitario
        de-vat, fr-vat, it-vat, es-cif, pt-nif, pl-nip: iva intracomunitario, operador intracomunitario
        us-ssn, ca-sin, de-social-security, at-social-security: seguridad social, seguro social, número de afiliación
        us-ssn, ca-sin, de-social-security, at-social-security: nuss, número nss
        ch-social-security, fr-nir, be-national-number, gr-amka, uk-nino: seguridad social, seguro social
        ch-social-security, fr-nir, be-national-number, gr-amka, uk-nino: número de afiliación, nuss, número nss
        ie-pps: seguridad social, seguro social, número de afiliación, nuss, número nss
        de-health-insurance, us-mbi, au-medicare, uk-nhs: tarjeta sanitaria, seguro médico, seguro de salud
        de-health-insurance, us-mbi, au-medicare, uk-nhs: número de afiliado
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: registro mercantil, número de empresa
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: registro de empresas
        au-acn, se-organization-number, es-cif, ar-cuit: registro mercantil, número de empresa, registro de empresas
        de-social-security, at-social-security, ch-social-security: seguro de pensiones
        de-commercial-register: registro mercantil
        pt-nif: fiscal portugués
        be-national-number: registro nacional
        nl-bsn: número de ciudadano
        se-personal-number, fi-hetu, dk-cpr, no-birth-number: número de nacimiento, número personal
        cz-sk-birth-number: número de nacimiento, número personal
        us-npi: proveedor de salud, prestador nacional
        uk-nino: seguro nacional
        de-lanr: número de médico, número de colegiado
        de-bsnr: número de consulta
        kr-frn: registro de extranjeros

        # Otros números
        not *: número de pedido, pedido nº, pedido no, pedido número, número de orden, orden de compra
        not *: número de factura, factura nº, factura no, factura número, número de seguimiento, código de seguimiento
        not *: número de envío, número de guía, número de ticket, número de artículo, referencia del artículo
        not *: número de pieza, número de parte, número de modelo, código de producto, número de lote, código de error
        not *: código de estado, código de barras, suma de verificación, suma de comprobación
        not *: identificador de transacción, número de transacción, número de albarán, número de presupuesto
        not *: id de pedido
        not payment-card, phone, us-ssn, us-npi, br-cpf: número de serie, número de referencia, número de reserva
        not payment-card, phone, us-ssn, us-npi, br-cpf: número de expediente, número de recibo, localizador
        not br-cnpj, pl-pesel, de-tax-id: número de serie, número de referencia, número de reserva, número de expediente
        not br-cnpj, pl-pesel, de-tax-id: número de recibo, localizador
        not payment-card, imei, phone, us-npi, at-social-security, bg-egn: marca de tiempo, marca temporal
        not se-personal-number, cz-sk-birth-number, ro-cnp, kr-rrn, za-id: marca de tiempo, marca temporal
        not api-key, bitcoin-address, payment-card, imei, vin, lei, phone: confirmación de cambios
        not ipv4, date, coordinates: versión, versiones, sección, capítulo, párrafo, apartado, compilación
        not date: publicado, publicación, actualizado, actualización, modificado, caduca, vencimiento, válido hasta
        not de-postcode: puerto, puertos, página, páginas, euro, euros, eur, pesos, dólares, km
        not coordinates: precio, importe, total, euros, eur, pesos, dólares
        not phone, us-bank-account: importe total, importe neto, importe bruto, monto total, subtotal
        not de-license-plate, uk-license-plate: vuelo, modelo
        """
}
