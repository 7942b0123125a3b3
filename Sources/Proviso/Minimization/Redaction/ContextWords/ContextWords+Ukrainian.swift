extension ContextWords {
    /// Ukrainian.
    static let ukrainian = """
        language: uk

        # Гроші
        payment-card: картка, картки, картку, карткою, карток, банківськ* карт*, платіжн* карт*, кредитн* карт*
        payment-card: дебетов* карт*, номер карти, карта банку
        iban: номер рахунку, рахун* банк*, банківськ* рахун*, розрахунков* рахун*, реквізит*, ібан
        us-bank-account: номер рахунку, банківськ* рахун*, розрахунков* рахун*
        us-aba: мфо, код банку, маршрутний номер
        bic: код банку, код бік, код swift
        lei: код lei, ідентифікатор юридичної особи
        bitcoin-address, ethereum-address: криптовалют*, біткоїн*, біткойн*, ефіріум*, етеріум*, криптогаманец*
        bitcoin-address, ethereum-address: криптогаманц*, адреса гаманця

        # Особи
        date: дата смерті, день смерті, дата операції, дата весілля, народився, народилася, народилась, народжен*, нар
        date: помер, померла, прийом у лікаря, запис на прийом, візит, візиту, госпіталізова*, госпіталізації, виписан*
        date: дата виписки, щеплення, прооперован*, прийнятий на роботу, прийнята на роботу
        de-postcode, uk-postcode: поштовий індекс
        phone: телефон*, тел, моб, мобільний, мобільного, мобільним, стаціонарн*, факс, факсу, зателефонуйте, дзвоніть
        phone: подзвоніть, подзвонити, передзвоніть, контактний номер, гаряча лінія, гарячої лінії, вайбер, ватсап
        phone: вотсап
        email: електронн* пошт*, електронн* адрес*, ел пошта, імейл, емейл, мейл, адреса пошти
        coordinates: координат*, широта, широти, довгота, довготи, місцезнаходження, геолокаці*
        url: веб-сайт, веб-сторінк*
        ipv4, ipv6: айпі, мережева адреса
        mac-address: мак-адреса, фізична адреса пристрою
        uuid: унікальний ідентифікатор, ідентифікатор пристрою, ідентифікатор сесії
        imei: імей
        vin: номер кузова, номер шасі, він-код, техпаспорт*

        # Таємниці
        private-key: приватний ключ, приватного ключа, закритий ключ, секретний ключ, особистий ключ
        api-key: ключ api, api-ключ, ключа api, ключ доступу, пароль, пароля, паролі, паролем, облікові дані
        jwt: токен, токена

        # Документи
        de-passport, uk-passport, us-passport, es-passport: паспорт, паспорта, паспорту, паспортом, паспорті, паспорти
        de-passport, uk-passport, us-passport, es-passport: паспортн*, закордонн* паспорт*, проїзний документ
        it-passport, in-passport, kr-passport: паспорт, паспорта, паспорту, паспортом, паспорті, паспорти, паспортн*
        it-passport, in-passport, kr-passport: закордонн* паспорт*, проїзний документ
        de-driving-license, uk-driving-license, us-driving-license: посвідчення водія, водійськ* посвідчен*
        de-driving-license, uk-driving-license, us-driving-license: водійськ* прав*, права водія
        it-driving-license, kr-driving-license: посвідчення водія, водійськ* посвідчен*, водійськ* прав*, права водія
        de-id-card, it-id-card, es-nif, sg-nric: посвідчення особи, id-картка, id-картки, ідентифікаційна картка
        de-id-card, it-id-card, es-nif, sg-nric: ідентифікаційної картки, документ що посвідчує особу
        tr-id, il-id, th-id, za-id: посвідчення особи, id-картка, id-картки, ідентифікаційна картка
        tr-id, il-id, th-id, za-id: ідентифікаційної картки, документ що посвідчує особу
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: ідентифікаційний номер, ідентифікаційного номера
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: особистий номер, персональний номер
        nl-bsn, se-personal-number, fi-hetu, dk-cpr, no-birth-number: національний номер, унзр
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: ідентифікаційний номер, ідентифікаційного номера
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: особистий номер, персональний номер, національний номер
        cz-sk-birth-number, za-id, ng-nin, tr-id, il-id, th-id: унзр
        kr-rrn, in-aadhaar, cl-rut: ідентифікаційний номер, ідентифікаційного номера, особистий номер
        kr-rrn, in-aadhaar, cl-rut: персональний номер, національний номер, унзр
        de-license-plate, uk-license-plate, in-license-plate: номерний знак, номерного знака, номерні знаки, держномер
        de-license-plate, uk-license-plate, in-license-plate: держ номер, державний номер, реєстраційний номер авто
        ng-license-plate, tr-license-plate: номерний знак, номерного знака, номерні знаки, держномер, держ номер
        ng-license-plate, tr-license-plate: державний номер, реєстраційний номер авто
        de-postcode, uk-postcode: поштового індексу

        # Україна
        ua-tax-number: рнокпп, іпн, ідентифікаційний код, ідентифікаційний номер, ідентифікаційного номера
        ua-tax-number: податковий номер, реєстраційний номер облікової картки, платника податків, платник податків
        ua-tax-number: код платника, інн, податковий код, ідентифікаційного коду, дрфо, дрфопп

        # Інші країни
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: податковий номер, податкового номера
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: номер платника податків
        de-tax-id, de-tax-number, us-itin, us-ssn, uk-utr, au-tfn: ідентифікаційний номер платника, платник податків
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: податковий номер, податкового номера
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: номер платника податків
        in-pan, it-fiscal-code, es-nif, pt-nif, pl-nip, ua-tax-number: ідентифікаційний номер платника, платник податків
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: податковий номер, податкового номера, номер платника податків
        br-cpf, mx-rfc, ar-cuit, cl-rut, ph-tin: ідентифікаційний номер платника, платник податків
        de-vat, fr-vat, it-vat, es-cif, pt-nif, pl-nip: номер платника пдв, пдв номер, номер пдв, свідоцтво платника пдв
        de-vat, fr-vat, it-vat, es-cif, pt-nif, pl-nip: платник пдв
        us-ssn, ca-sin, de-social-security, at-social-security: соціальн* страхуван*, соціальн* забезпечен*, снілс
        ch-social-security, fr-nir, be-national-number, gr-amka, uk-nino: соціальн* страхуван*, соціальн* забезпечен*
        ch-social-security, fr-nir, be-national-number, gr-amka, uk-nino: снілс
        ie-pps: соціальн* страхуван*, соціальн* забезпечен*, снілс
        de-health-insurance, us-mbi, au-medicare, uk-nhs: медичн* страхуван*, номер пацієнта, медичний поліс
        de-health-insurance, us-mbi, au-medicare, uk-nhs: страховий поліс
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: єдрпоу, реєстр юридичних осіб
        fr-siren, fr-siret, pl-regon, sg-uen, br-cnpj, kr-brn, au-abn: реєстраційний номер компанії, торговий реєстр
        au-acn, se-organization-number, es-cif, ar-cuit: єдрпоу, реєстр юридичних осіб, реєстраційний номер компанії
        au-acn, se-organization-number, es-cif, ar-cuit: торговий реєстр
        de-commercial-register: торговий реєстр, торгового реєстру, комерційний реєстр
        de-social-security, at-social-security, ch-social-security: пенсійне страхування, пенсійного страхування
        pl-pesel: песель, польський номер
        pl-nip, pl-regon: польський податковий, польський код
        fr-nir, fr-siren, fr-siret: французький номер
        es-nif, es-nie, es-cif: іспанський номер, іспанський податковий
        it-fiscal-code, it-vat: італійський податковий, італійський код
        be-national-number, nl-bsn: національний реєстр, голландський номер, нідерландський номер, бельгійський номер
        se-personal-number, fi-hetu, dk-cpr, no-birth-number: персональний код, родне число
        cz-sk-birth-number: персональний код, родне число
        us-ssn: американський номер
        uk-nino: номер національного страхування, національне страхування
        us-npi, de-lanr: номер лікаря, ліцензія лікаря
        de-bsnr: номер медичного закладу
        kr-frn: реєстрація іноземців, посвідка на проживання

        # Чим іще бувають номери
        not *: номер замовлення, номеру замовлення, замовлення номер, номер рахунку-фактури, рахунок-фактура, накладна
        not *: накладної, ттн, номер відправлення, номер посилки, трек-номер, номер відстеження, номер квитка
        not *: номер звернення, номер заявки, артикул, артикулу, номер артикула, номер деталі, номер моделі, код товару
        not *: номер партії, код помилки, код статусу, код стану, штрих-код, штрихкод, контрольна сума, контрольної суми
        not *: номер транзакції, ідентифікатор транзакції, інвентарний номер
        not payment-card, phone, us-ssn, us-npi, br-cpf: серійний номер, серійного номера, заводський номер
        not payment-card, phone, us-ssn, us-npi, br-cpf: номер бронювання, номер справи, номер провадження
        not br-cnpj, pl-pesel, de-tax-id: серійний номер, серійного номера, заводський номер, номер бронювання
        not br-cnpj, pl-pesel, de-tax-id: номер справи, номер провадження
        not payment-card, imei, phone, us-npi, at-social-security, bg-egn: мітка часу, часова мітка
        not se-personal-number, cz-sk-birth-number, ro-cnp, kr-rrn, za-id: мітка часу, часова мітка
        not api-key, bitcoin-address, payment-card, imei, vin, lei, phone: коміт, хеш
        not ipv4, date, coordinates: версія, версії, версію, збірка, розділ, розділу, підрозділ, параграф, глава
        not date: опубліковано, публікація, оновлено, оновлення, змінено, створено, дійсний до, дійсна до, термін дії
        not date: набрання чинності
        not de-postcode: порт, порту, сторінка, сторінки, сторінок, грн, гривень, євро, доларів, км
        not coordinates: ціна, сума, грн, євро
        not phone, us-bank-account: сума до сплати, загальна сума, разом до сплати, усього до сплати
        not de-license-plate, uk-license-plate: рейс, номер рейсу, модель
        """
}
